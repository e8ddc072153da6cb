import { ComponentHarness } from '@angular/cdk/testing';

/** What stands in the table's place until the first key is applied, as an admin meets it. */
export class FirstRunHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-first-run';

  private readonly button = this.locatorFor('button');
  private readonly required = this.locatorForAll('.required li > span');

  /** All that is said of what is required; a server's name and its reason are two of these. */
  async requirements(): Promise<string[]> {
    return Promise.all((await this.required()).map(words => words.text()));
  }

  async canSetUp(): Promise<boolean> {
    return !(await (await this.button()).getProperty<boolean>('disabled'));
  }

  async setUp(): Promise<void> {
    const button = await this.button();
    await button.focus();
    await button.click();
  }

  async isSetUpFocused(): Promise<boolean> {
    return (await this.button()).isFocused();
  }
}
