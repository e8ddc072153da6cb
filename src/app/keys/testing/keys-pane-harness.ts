import { ComponentHarness, TestElement } from '@angular/cdk/testing';
import { PaneHarness } from '../../ui/testing/pane-harness';
import { KeyFieldHarness } from './key-field-harness';
import { LicenseChoiceHarness } from './license-choice-harness';
import { PastedListHarness } from './pasted-list-harness';
import { SubscriptionOfferHarness } from './subscription-offer-harness';

/** The pane that applies keys, as an admin meets it. */
export class KeysPaneHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-keys-pane';

  private readonly pane = this.locatorFor(PaneHarness);
  private readonly status = this.locatorFor('.note[role=status]');
  private readonly rows = this.locatorForAll('.row');

  /** The choice between keys and the subscription; null where there is none. */
  readonly choice = this.locatorForOptional(LicenseChoiceHarness);

  /** What is said of the subscription; null where the pane is about keys. */
  readonly offer = this.locatorForOptional(SubscriptionOfferHarness);

  /** Where a list is pasted; null where it is not shown. */
  readonly list = this.locatorForOptional(PastedListHarness);

  /** Shows where a list is pasted. */
  async pasteList(): Promise<PastedListHarness> {
    const button = await this.pasteButton();
    await button.click();
    return this.locatorFor(PastedListHarness)();
  }

  async isPasteButtonFocused(): Promise<boolean> {
    return (await this.pasteButton()).isFocused();
  }

  private pasteButton(): Promise<TestElement> {
    return this.locatorFor('form > button')();
  }

  /** The field of that server. */
  async field(serverName: string): Promise<KeyFieldHarness> {
    for (const field of await this.locatorForAll(KeyFieldHarness)()) {
      if ((await field.serverName()) === serverName) {
        return field;
      }
    }
    throw new Error(`The pane has no field for ${serverName}.`);
  }

  async title(): Promise<string> {
    return (await this.pane()).title();
  }

  /** What the pane says of itself when it opens. */
  async description(): Promise<string> {
    return (await this.pane()).description();
  }

  /** The footer's summary. */
  async footnote(): Promise<string> {
    return (await this.status()).text();
  }

  /** All that a server's row says. */
  async rowText(serverName: string): Promise<string> {
    return (await this.row(serverName)).text();
  }

  /** Says of a server's key that it is a volume license key, or takes that back. */
  async markVolume(serverName: string): Promise<void> {
    await (await this.within(serverName, 'input[type=checkbox]')).click();
  }

  async isVolume(serverName: string): Promise<boolean> {
    return (await this.within(serverName, 'input[type=checkbox]')).getProperty<boolean>('checked');
  }

  /** Puts that server's key into the fields of the others. */
  async useForAll(serverName: string): Promise<void> {
    await (await this.within(serverName, '.options button')).click();
  }

  /** The servers whose key can be used for all. */
  async canUseForAll(): Promise<(string | null)[]> {
    const buttons = await this.locatorForAll('.options button')();
    return Promise.all(buttons.map(button => button.getAttribute('aria-label')));
  }

  private async row(serverName: string): Promise<TestElement> {
    return (await this.rows())[await this.indexOf(serverName)];
  }

  private async within(serverName: string, selector: string): Promise<TestElement> {
    const nth = (await this.indexOf(serverName)) + 1;
    return this.locatorFor(`.row:nth-child(${nth}) ${selector}`)();
  }

  private async indexOf(serverName: string): Promise<number> {
    const texts = await Promise.all((await this.rows()).map(row => row.text()));
    const index = texts.findIndex(text => text.startsWith(serverName));
    if (index < 0) {
      throw new Error(`The pane has no row for ${serverName}.`);
    }
    return index;
  }

  async buttonNames(): Promise<string[]> {
    return (await this.pane()).buttonNames();
  }

  /** Goes to what is next once keys are applied; only where that is offered. */
  async seeMachines(): Promise<void> {
    await (await this.locatorFor('.note button')()).click();
  }

  async press(name: string): Promise<void> {
    await (await this.pane()).press(name);
  }
}
