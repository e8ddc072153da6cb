import { FrameLocator, Locator } from '@playwright/test';

/** Where a list of keys is pasted, in the pane for keys. */
export class PastedList {
  readonly root: Locator;

  constructor(frame: FrameLocator) {
    this.root = frame.locator('avma-pasted-list');
  }

  get field(): Locator {
    return this.root.getByLabel('A line for each server, with its name and its key');
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
}
