import { ComponentHarness } from '@angular/cdk/testing';
import { StateIconHarness } from '../../ui/testing/state-icon-harness';

/** Harness for the result of one server's key. */
export class KeyResultHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-key-result';

  private readonly besides = this.locatorForAll('.sme-scheme-secondary-text');

  readonly icon = this.locatorFor(StateIconHarness);

  /** The main text, without the details below it. */
  async words(): Promise<string> {
    const exclude = 'avma-state-icon, .sme-scheme-secondary-text';
    return (await this.host()).text({ exclude });
  }

  /** The details; empty if there are none. */
  async detailsText(): Promise<string> {
    return (await (await this.besides())[0]?.text()) ?? '';
  }

  /** What to do next; empty if there's nothing. */
  async nextStep(): Promise<string> {
    return (await (await this.besides())[1]?.text()) ?? '';
  }
}
