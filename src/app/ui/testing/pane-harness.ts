import { ComponentHarness, TestElement } from '@angular/cdk/testing';

/** A pane, as an admin uses it. */
export class PaneHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-pane';

  private readonly allButtons = this.locatorForAll('sme-dialog-footer button:not(.sme-button-trigger)');

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

  /** Those that can be seen: a button can keep its place while it's hidden. */
  private async buttons(): Promise<TestElement[]> {
    const all = await this.allButtons();
    const states = await Promise.all(all.map(button => button.getCssValue('visibility')));
    return all.filter((_, index) => states[index] === 'visible');
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
