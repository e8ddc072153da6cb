import { ComponentHarness } from '@angular/cdk/testing';
import { StateIcon } from '../../ui/state-icon';
import { StateIconHarness } from '../../ui/testing/state-icon-harness';

/** Harness for the Windows Server subscription's requirements. */
export class SubscriptionOfferHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-subscription-offer';

  private readonly items = this.locatorForAll('li');
  private readonly icons = this.locatorForAll(StateIconHarness);
  private readonly link = this.locatorFor('a');

  async needs(): Promise<string[]> {
    const words = { exclude: 'avma-state-icon' };
    return Promise.all((await this.items()).map(item => item.text(words)));
  }

  /** The icon of the first requirement, which is about these servers. */
  async moduleIcon(): Promise<StateIcon> {
    return (await this.icons())[0].state();
  }

  async linkText(): Promise<string> {
    return (await this.link()).text();
  }

  async linkAttribute(name: string): Promise<string | null> {
    return (await this.link()).getAttribute(name);
  }
}
