import { ComponentHarness } from '@angular/cdk/testing';

/** A pane, as an admin uses it. */
export class PaneHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-pane';

  private readonly buttons = this.locatorForAll('sme-dialog-footer .buttons button');

  async title(): Promise<string> {
    return (await this.locatorFor('h2')()).text();
  }

  /** The text that screen readers read when the pane opens. */
  async description(): Promise<string> {
    return (await this.locatorFor('#sme-dialog-desc')()).text();
  }

  /** The names of the footer's buttons, in order. */
  async buttonNames(): Promise<string[]> {
    return Promise.all((await this.buttons()).map(button => button.text()));
  }

  async press(name: string): Promise<void> {
    for (const button of await this.buttons()) {
      if ((await button.text()) === name) {
        return button.click();
      }
    }
    throw new Error(`The pane has no button ${name}.`);
  }
}
