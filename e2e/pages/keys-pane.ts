import { FrameLocator, Locator, expect } from '@playwright/test';
import { Secrets } from '../guards/secrets';
import { PastedList } from './pasted-list';

/** The pane that applies keys. */
export class KeysPane {
  readonly root: Locator;
  readonly list: PastedList;

  constructor(
    private readonly frame: FrameLocator,
    private readonly secrets: Secrets
  ) {
    this.root = frame.getByRole('dialog');
    this.list = new PastedList(frame);
  }

  /** The field for a server's key. */
  field(server: string): Locator {
    return this.root.getByLabel(`Product key for ${server}`);
  }

  /** One of the ways to activate virtual machines. */
  choice(name: string): Locator {
    return this.root.getByRole('radio', { name });
  }

  /** Selects an option by its label, as people do. The SDK draws the circle over the input. */
  async choose(name: string): Promise<void> {
    await this.root.getByText(name, { exact: true }).click();
    await expect(this.choice(name)).toBeChecked();
  }

  /** The whole row of a server. */
  row(server: string): Locator {
    return this.root.locator('li.row').filter({
      has: this.frame.locator('.name').getByText(server, { exact: true })
    });
  }

  /** The sentence above the buttons. */
  get footnote(): Locator {
    return this.root.locator('.note[role=status]');
  }

  button(name: 'Apply' | 'Retry' | 'Done' | 'Stop' | 'Close'): Locator {
    return this.root.locator('sme-dialog-footer').getByRole('button', { name, exact: true });
  }

  /** Where the main button, Close, and Stop are, whatever they say and whether they're visible. */
  async buttonPlaces(): Promise<unknown> {
    return this.root.locator('sme-dialog-footer').evaluate(footer =>
      ['.buttons button:first-child', '.buttons button:last-child', '.stop'].map(selector => {
        const { x, y, width, height } = footer.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
        return [x, y, width, height].map(Math.round);
      })
    );
  }

  /** How far the keys are that are being applied. */
  get progress(): Locator {
    return this.root.getByRole('progressbar', { name: 'Progress' });
  }

  /** Marks a server's key as a volume license key. The SDK draws the box over the input. */
  async markVolume(server: string): Promise<void> {
    await this.row(server).getByText('Volume license key', { exact: true }).click();
    await expect(this.row(server).getByLabel('Volume license key')).toBeChecked();
  }

  /** Types a key for a server, as a paste does. */
  async enter(server: string, key: string): Promise<void> {
    this.secrets.willType(key);
    await this.field(server).fill(key);
  }

  /** Pastes a list with these keys, without using it yet. */
  async pasteList(lines: readonly string[], keys: readonly string[]): Promise<void> {
    keys.forEach(key => this.secrets.willType(key));
    await this.root.getByRole('button', { name: 'Paste a list' }).click();
    await this.list.field.fill(lines.join('\n'));
  }

  /** Pastes a list into the field that has the focus, without using it yet. */
  async pasteListIntoField(lines: readonly string[], keys: readonly string[]): Promise<void> {
    keys.forEach(key => this.secrets.willType(key));
    await this.root.locator('input.key:focus').evaluate((field, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', text);
      field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
    }, lines.join('\n'));
  }

  /** Puts the keys of the pasted list into their fields. */
  async useList(): Promise<void> {
    await this.list.button(/^Fill in/).click();
    await expect(this.list.root).toBeHidden();
  }

  /** Copies a server's key to all empty fields. */
  async useForAll(server: string): Promise<void> {
    await this.root.getByRole('button', { name: `Use for all: key for ${server}` }).click();
  }

  async close(): Promise<void> {
    await this.button('Close').click();
    await expect(this.root).toBeHidden();
  }

  /** Closes it after all keys were applied. */
  async finish(): Promise<void> {
    await this.button('Done').click();
    await expect(this.root).toBeHidden();
  }
}
