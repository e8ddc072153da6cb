import { ComponentHarness } from '@angular/cdk/testing';

/** What stands in the table's place until the first key is applied, as an admin meets it. */
export class FirstRunHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-first-run';

  private readonly button = this.locatorFor('button');
  private readonly required = this.locatorForAll('avma-check-list li');
  private readonly ready = this.locatorForOptional('.ready');

  /** All that is said of what is required. */
  async requirements(): Promise<string[]> {
    const texts = await Promise.all((await this.required()).map(words => words.text({ exclude: 'avma-state-icon' })));
    return texts.map(text => text.replace(/\s+/g, ' ').trim());
  }

  /** With how many servers it begins; null where that goes without saying. */
  async someReady(): Promise<string | null> {
    return (await this.ready())?.text() ?? null;
  }

  /** What servers answered that the page can't read, and what it makes of it. */
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

  /** Asks for the commands. */
  async viewPowerShell(): Promise<void> {
    const [, button] = await this.locatorForAll('button')();
    await button.focus();
    await button.click();
  }

  async isSetUpFocused(): Promise<boolean> {
    return (await this.button()).isFocused();
  }
}
