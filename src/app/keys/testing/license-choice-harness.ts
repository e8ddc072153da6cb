import { ComponentHarness, TestKey } from '@angular/cdk/testing';

/** Harness for the choice between the ways to license virtual machines. */
export class LicenseChoiceHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-license-choice';

  private readonly labels = this.locatorForAll('label');
  private readonly inputs = this.locatorForAll('input[type=radio]');

  /** The legend of the choice. */
  async legend(): Promise<string> {
    return (await this.locatorFor('fieldset > legend')()).text();
  }

  async options(): Promise<string[]> {
    return Promise.all((await this.labels()).map(label => label.text()));
  }

  /** The selected option; empty if there's none. */
  async chosen(): Promise<string> {
    const inputs = await this.inputs();
    const checked = await Promise.all(inputs.map(input => input.getProperty<boolean>('checked')));
    return (await this.options())[checked.indexOf(true)] ?? '';
  }

  async choose(option: string): Promise<void> {
    const index = (await this.options()).indexOf(option);
    return (await this.inputs())[index].click();
  }

  /** Presses a key on the first option. */
  async press(key: TestKey): Promise<void> {
    return (await this.inputs())[0].sendKeys(key);
  }

  async isDisabled(): Promise<boolean> {
    return (await this.locatorFor('fieldset')()).getProperty<boolean>('disabled');
  }
}
