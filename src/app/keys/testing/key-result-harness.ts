import { ComponentHarness } from '@angular/cdk/testing';
import { StateIconHarness } from '../../ui/testing/state-icon-harness';

/** What came of one server's key, as an admin reads it. */
export class KeyResultHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-key-result';

  private readonly besides = this.locatorForAll('.sme-scheme-secondary-text');

  readonly icon = this.locatorFor(StateIconHarness);

  /** What is said in the first place, without the details below it. */
  async words(): Promise<string> {
    const exclude = 'avma-state-icon, .sme-scheme-secondary-text';
    return (await this.host()).text({ exclude });
  }

  /** What is said besides; empty where nothing is. */
  async detailsText(): Promise<string> {
    return (await (await this.besides())[0]?.text()) ?? '';
  }

  /** What to do next; empty where nothing is said of it. */
  async nextStep(): Promise<string> {
    return (await (await this.besides())[1]?.text()) ?? '';
  }
}
