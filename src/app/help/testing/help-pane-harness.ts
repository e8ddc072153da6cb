import { ComponentHarness } from '@angular/cdk/testing';
import { PaneHarness } from '../../ui/testing/pane-harness';
import { HelpTopicsHarness } from './help-topics-harness';

/** Harness for the help pane. */
export class HelpPaneHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-help-pane';

  readonly topics = this.locatorFor(HelpTopicsHarness);

  private readonly pane = this.locatorFor(PaneHarness);

  async title(): Promise<string> {
    return (await this.pane()).title();
  }

  async close(): Promise<void> {
    await (await this.pane()).press('Close');
  }
}
