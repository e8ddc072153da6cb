import { ComponentHarness } from '@angular/cdk/testing';

/** Harness for a key field. */
export class KeyFieldHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-key-field';

  private readonly input = this.locatorFor('input');
  private readonly problem = this.locatorForOptional('.problem');

  async serverName(): Promise<string> {
    return (await this.locatorFor('label')()).text();
  }

  async value(): Promise<string> {
    return (await this.input()).getProperty<string>('value');
  }

  /** Types or pastes text, replacing what's there. */
  async enter(text: string): Promise<void> {
    const input = await this.input();
    await input.setInputValue(text);
    await input.dispatchEvent('input');
  }

  async leave(): Promise<void> {
    await (await this.input()).dispatchEvent('blur');
  }

  /** Pastes text, as a browser announces it. */
  async paste(text: string): Promise<void> {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', text);
    await (await this.input()).dispatchEvent('paste', { clipboardData } as never);
  }

  /** The visible problem; null if there's none. */
  async problemText(): Promise<string | null> {
    const problem = await this.problem();
    return problem ? problem.text() : null;
  }

  async isDisabled(): Promise<boolean> {
    return (await this.input()).getProperty<boolean>('disabled');
  }

  /** Whether the text can be read but not changed. */
  async isLocked(): Promise<boolean> {
    return (await this.input()).getProperty<boolean>('readOnly');
  }

  async attribute(name: string): Promise<string | null> {
    return (await this.input()).getAttribute(name);
  }
}
