import { ComponentHarness, TestElement } from '@angular/cdk/testing';
import { PaneHarness } from '../../ui/testing/pane-harness';
import { KeyFieldHarness } from './key-field-harness';
import { LicenseChoiceHarness } from './license-choice-harness';
import { PastedListHarness } from './pasted-list-harness';
import { SubscriptionOfferHarness } from './subscription-offer-harness';

/** Harness for the keys pane. */
export class KeysPaneHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-keys-pane';

  private readonly pane = this.locatorFor(PaneHarness);
  private readonly status = this.locatorFor('.note[role=status]');
  private readonly rows = this.locatorForAll('.row');

  /** The choice between keys and the subscription; null if there's none. */
  readonly choice = this.locatorForOptional(LicenseChoiceHarness);

  /** The subscription's requirements; null while the pane is about keys. */
  readonly offer = this.locatorForOptional(SubscriptionOfferHarness);

  /** The field for pasting a list; null if it isn't visible. */
  readonly list = this.locatorForOptional(PastedListHarness);

  /** Shows the field for pasting a list. */
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

  /** The pane's introduction. */
  async description(): Promise<string> {
    return (await this.pane()).description();
  }

  /** The footer's summary. */
  async footnote(): Promise<string> {
    return (await this.status()).text();
  }

  /** All text in a server's row. */
  async rowText(serverName: string): Promise<string> {
    return (await this.row(serverName)).text();
  }

  /** Marks a server's key as a volume license key, or clears the mark. */
  async markVolume(serverName: string): Promise<void> {
    await (await this.within(serverName, 'input[type=checkbox]')).click();
  }

  async isVolume(serverName: string): Promise<boolean> {
    return (await this.within(serverName, 'input[type=checkbox]')).getProperty<boolean>('checked');
  }

  /** Puts that server's key into the other servers' fields. */
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

  /** Opens the virtual machines, which the pane offers once keys are applied. */
  async seeMachines(): Promise<void> {
    await (await this.locatorFor('.machines')()).click();
  }

  /** Moves the focus to the first row that needs attention. */
  async showFailed(): Promise<void> {
    await (await this.locatorFor('.failed')()).click();
  }

  /** The servers in their order. */
  async serverNames(): Promise<string[]> {
    const names = await this.locatorForAll('.row .name')();
    return Promise.all(names.map(name => name.text()));
  }

  /** Brings back the field of a server that has taken a key. */
  async change(serverName: string): Promise<void> {
    await (await this.within(serverName, '.change')).click();
  }

  /** How far the progress bar is, such as "1 of 2"; null if it isn't visible. */
  async progress(): Promise<string | null> {
    const bar = await this.locatorFor('progress')();
    const isVisible = (await bar.getCssValue('visibility')) === 'visible';
    return isVisible ? `${await bar.getAttribute('value')} of ${await bar.getAttribute('max')}` : null;
  }

  async press(name: string): Promise<void> {
    await (await this.pane()).press(name);
  }
}
