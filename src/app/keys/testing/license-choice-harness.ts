import { ComponentHarness, TestKey } from '@angular/cdk/testing';

/** The choice between the ways to license virtual machines, as an admin meets it. */
export class LicenseChoiceHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-license-choice';

  private readonly labels = this.locatorForAll('label');
  private readonly inputs = this.locatorForAll('input[type=radio]');

  /** What the choice is about. */
  async legend(): Promise<string> {
    return (await this.locatorFor('fieldset > legend')()).text();
  }

  async options(): Promise<string[]> {
    return Promise.all((await this.labels()).map(label => label.text()));
  }

  /** The one that is chosen; empty where none is. */
  async chosen(): Promise<string> {
    const inputs = await this.inputs();
    const checked = await Promise.all(inputs.map(input => input.getProperty<boolean>('checked')));
    return (await this.options())[checked.indexOf(true)] ?? '';
  }

  async choose(option: string): Promise<void> {
    const index = (await this.options()).indexOf(option);
    return (await this.inputs())[index].click();
  }

  /** Presses a key on the first of the options. */
  async press(key: TestKey): Promise<void> {
    return (await this.inputs())[0].sendKeys(key);
  }

  async isDisabled(): Promise<boolean> {
    return (await this.locatorFor('fieldset')()).getProperty<boolean>('disabled');
  }
}
