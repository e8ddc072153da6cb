import { ComponentHarness } from '@angular/cdk/testing';

/** The icon beside a state. */
export class StateIconHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-state-icon';

  private readonly wheel = this.locatorForOptional('sme-loading-wheel');
  private readonly status = this.locatorForOptional('sme-status-icon .sme-screen-reader');

  async isSpinner(): Promise<boolean> {
    return (await this.wheel()) !== null;
  }

  /** What the SDK calls the icon; empty where it is a spinner. */
  async name(): Promise<string> {
    return (await (await this.status())?.text()) ?? '';
  }

  /** Whether a screen reader passes over it. */
  async isSilent(): Promise<boolean> {
    return (await (await this.host()).getAttribute('aria-hidden')) === 'true';
  }
}
