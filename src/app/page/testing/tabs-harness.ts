import { ComponentHarness } from '@angular/cdk/testing';

/** Harness for the page's tabs. */
export class TabsHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-tabs';

  /** The label of the open tab. */
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
