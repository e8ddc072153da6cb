import { ComponentHarness } from '@angular/cdk/testing';
import { CopyableTextHarness } from '../../ui/testing/copyable-text-harness';
import { PaneHarness } from '../../ui/testing/pane-harness';

/** Harness for the PowerShell pane. */
export class PowerShellPaneHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-power-shell-pane';

  /** All blocks of commands. */
  readonly blocks = this.locatorForAll(CopyableTextHarness);

  private readonly pane = this.locatorFor(PaneHarness);
  private readonly headings = this.locatorForAll('h3');
  private readonly items = this.locatorForAll('li');

  async title(): Promise<string> {
    return (await this.pane()).title();
  }

  /** The title of each block. */
  async blockTitles(): Promise<string[]> {
    return Promise.all((await this.headings()).map(heading => heading.text()));
  }

  /** All text in the pane. */
  async text(): Promise<string> {
    return (await this.host()).text();
  }

  /** The servers that the commands leave out, each with the reason. */
  async leftOut(): Promise<string[]> {
    return Promise.all((await this.items()).map(item => item.text()));
  }

  /** The address of the page about keys in virtual machines. */
  async linkTarget(): Promise<string | null> {
    return (await this.locatorFor('a')()).getAttribute('href');
  }

  async close(): Promise<void> {
    await (await this.pane()).press('Close');
  }
}
