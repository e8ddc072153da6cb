import { ComponentHarness } from '@angular/cdk/testing';

/** A text to copy, as an admin uses it. */
export class CopyableTextHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-copyable-text';

  private readonly button = this.locatorFor('button');

  async text(): Promise<string> {
    return (await this.locatorFor('pre')()).text();
  }

  async copy(): Promise<void> {
    await (await this.button()).click();
  }

  /** The button's label for screen readers. Null if the button has only its text. */
  async buttonLabel(): Promise<string | null> {
    return (await this.button()).getAttribute('aria-label');
  }

  /** The message after copying. */
  async said(): Promise<string> {
    return (await this.locatorFor('[role=status]')()).text();
  }
}
