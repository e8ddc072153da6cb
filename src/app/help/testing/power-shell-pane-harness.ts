import { ComponentHarness } from '@angular/cdk/testing';
import { CopyableTextHarness } from '../../ui/testing/copyable-text-harness';
import { PaneHarness } from '../../ui/testing/pane-harness';

/** The pane of commands, as an admin meets it. */
export class PowerShellPaneHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-power-shell-pane';

  /** Every block of commands. */
  readonly blocks = this.locatorForAll(CopyableTextHarness);

  private readonly pane = this.locatorFor(PaneHarness);
  private readonly headings = this.locatorForAll('h3');
  private readonly items = this.locatorForAll('li');

  async title(): Promise<string> {
    return (await this.pane()).title();
  }

  /** What each block is for. */
  async blockTitles(): Promise<string[]> {
    return Promise.all((await this.headings()).map(heading => heading.text()));
  }

  /** All that the pane says. */
  async text(): Promise<string> {
    return (await this.host()).text();
  }

  /** The servers that the commands leave out, each with why. */
  async leftOut(): Promise<string[]> {
    return Promise.all((await this.items()).map(item => item.text()));
  }

  /** Where more on keys within virtual machines is to be read. */
  async linkTarget(): Promise<string | null> {
    return (await this.locatorFor('a')()).getAttribute('href');
  }

  async close(): Promise<void> {
    await (await this.pane()).press('Close');
  }
}
