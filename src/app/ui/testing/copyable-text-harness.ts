import { ComponentHarness } from '@angular/cdk/testing';

/** A text to copy, as an admin meets it. */
export class CopyableTextHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-copyable-text';

  private readonly button = this.locatorFor('button');

  async text(): Promise<string> {
    return (await this.locatorFor('pre')()).text();
  }

  async copy(): Promise<void> {
    await (await this.button()).click();
  }

  /** How a screen reader tells the button from others; null where it says no more than its words. */
  async buttonLabel(): Promise<string | null> {
    return (await this.button()).getAttribute('aria-label');
  }

  /** What is said of the copying. */
  async said(): Promise<string> {
    return (await this.locatorFor('[role=status]')()).text();
  }
}
