import { FrameLocator, Locator } from '@playwright/test';
import { Secrets } from '../fixtures/secrets';

/** Where a list of keys is pasted, in the pane for keys. */
export class PastedList {
  readonly root: Locator;

  constructor(frame: FrameLocator, private readonly secrets: Secrets) {
    this.root = frame.locator('avma-pasted-list');
  }

  get field(): Locator {
    return this.root.getByRole('textbox');
  }

  /** What becomes of each line. */
  get lines(): Locator {
    return this.root.getByRole('listitem');
  }

  get summary(): Locator {
    return this.root.getByRole('status');
  }

  button(name: 'Use' | 'Cancel'): Locator {
    return this.root.getByRole('button', { name });
  }

  /** Pastes where the focus is, as a paste does. */
  async paste(text: string, keys: readonly string[]): Promise<void> {
    keys.forEach(key => this.secrets.willType(key));
    await this.root.page().keyboard.insertText(text);
  }
}
