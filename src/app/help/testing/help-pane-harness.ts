import { ComponentHarness } from '@angular/cdk/testing';
import { HelpTopicsHarness } from './help-topics-harness';

/** The pane of questions and answers, as an admin meets it. */
export class HelpPaneHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-help-pane';

  readonly topics = this.locatorFor(HelpTopicsHarness);

  async title(): Promise<string> {
    return (await this.locatorFor('h2')()).text();
  }

  async close(): Promise<void> {
    await (await this.locatorFor('.buttons button')()).click();
  }
}
