import { ComponentHarness } from '@angular/cdk/testing';
import { StateIcon } from '../state-icon';

const states: StateIcon[] = ['success', 'warning', 'error', 'info'];

/** The icon beside a state. */
export class StateIconHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-state-icon';

  private readonly wheel = this.locatorForOptional('sme-loading-wheel');

  /** The shown state: the SDK's spinner, or an icon in the SDK's color for that state. */
  async state(): Promise<StateIcon> {
    if (await this.wheel()) {
      return 'wait';
    }
    const icon = await this.host();
    for (const state of states) {
      if (await icon.hasClass(`sme-color-${state}`)) {
        return state;
      }
    }
    throw new Error('The icon has the colour of no state.');
  }

  /** The SDK's class for the drawn glyph. */
  async sign(): Promise<string> {
    const classes = (await (await this.host()).getAttribute('class')) ?? '';
    return /sme-icon-\w+/.exec(classes)?.[0] ?? '';
  }

  /** Whether screen readers skip the icon. */
  async isSilent(): Promise<boolean> {
    return (await (await this.host()).getAttribute('aria-hidden')) === 'true';
  }
}
