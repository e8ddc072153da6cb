import { ComponentHarness } from '@angular/cdk/testing';

/** Harness for the list of alerts. */
export class AlertsHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-alerts';

  private readonly words = this.locatorForAll('li .words');
  private readonly buttons = this.locatorForAll('li button');
  private readonly more = this.locatorForOptional('.more');
  private readonly links = this.locatorForAll('a');

  /** All text of each alert that's visible, without its links. */
  async texts(): Promise<string[]> {
    const texts = await Promise.all((await this.words()).map(words => words.text({ exclude: 'button, a' })));
    return texts.map(text => text.replace(/\s+/g, ' ').trim());
  }

  /** The name of the button that shows the other alerts, and whether it does; null if there are no others. */
  async others(): Promise<[text: string, isExpanded: string | null] | null> {
    const more = await this.more();
    return more && [(await more.text()).trim(), await more.getAttribute('aria-expanded')];
  }

  /** Shows the other alerts, or hides them. */
  async toggleOthers(): Promise<void> {
    await (await this.more())?.click();
  }

  /** Whether the names of an alert's servers have the focus. */
  async areNamesFocused(): Promise<boolean> {
    return (await this.locatorFor('.names')()).isFocused();
  }

  /** The actions, by their accessible names. */
  async actions(): Promise<(string | null)[]> {
    return Promise.all((await this.buttons()).map(button => button.getAttribute('aria-label')));
  }

  /** The addresses of the links. */
  async addresses(): Promise<(string | null)[]> {
    return Promise.all((await this.links()).map(link => link.getAttribute('href')));
  }

  async press(action: string): Promise<void> {
    const index = (await this.actions()).indexOf(action);
    const button = (await this.buttons())[index];
    if (!button) {
      throw new Error(`There is no action ${action}.`);
    }
    await button.focus();
    await button.click();
  }

  /** Whether a screen reader waits for the last answer before it announces the alerts. */
  async isBusy(): Promise<boolean> {
    const region = await this.locatorFor('[aria-live]')();
    return (await region.getAttribute('aria-busy')) === 'true';
  }
}
