import { ComponentHarness } from '@angular/cdk/testing';

/** The page's tabs, as an admin meets them. */
export class TabsHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-tabs';

  /** The words of the tab that is open. */
  async selected(): Promise<string> {
    return (await this.locatorFor('[role=tab][aria-selected=true]')()).text();
  }

  async open(words: string): Promise<void> {
    for (const tab of await this.locatorForAll('[role=tab]')()) {
      if ((await tab.text()) === words) {
        await tab.click();
      }
    }
  }
}
