import { ComponentHarness } from '@angular/cdk/testing';

/** Harness for first run, which is shown instead of the table until the first key is applied. */
export class FirstRunHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-first-run';

  private readonly button = this.locatorFor('button');
  private readonly required = this.locatorForAll('avma-check-list li');
  private readonly ready = this.locatorForOptional('.ready');

  /** All text of the requirements. */
  async requirements(): Promise<string[]> {
    const texts = await Promise.all((await this.required()).map(words => words.text({ exclude: 'avma-state-icon' })));
    return texts.map(text => text.replace(/\s+/g, ' ').trim());
  }

  /** How many servers are ready; null if that isn't shown. */
  async someReady(): Promise<string | null> {
    return (await this.ready())?.text() ?? null;
  }

  /** The answers that the page can't read, with its explanation. */
  async unread(): Promise<string[]> {
    const texts = await this.locatorForAll('.unread, pre')();
    return Promise.all(texts.map(text => text.text()));
  }

  async canSetUp(): Promise<boolean> {
    return !(await (await this.button()).getProperty<boolean>('disabled'));
  }

  async setUp(): Promise<void> {
    const button = await this.button();
    await button.focus();
    await button.click();
  }

  /** Opens the commands. */
  async viewPowerShell(): Promise<void> {
    const [, button] = await this.locatorForAll('button')();
    await button.focus();
    await button.click();
  }

  /** Reads all servers again. */
  async refresh(): Promise<void> {
    const [, , button] = await this.locatorForAll('button')();
    await button.focus();
    await button.click();
  }

  async isSetUpFocused(): Promise<boolean> {
    return (await this.button()).isFocused();
  }
}
