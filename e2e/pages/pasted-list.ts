import { FrameLocator, Locator } from '@playwright/test';

/** The part of the pane for keys where a list of keys is pasted. */
export class PastedList {
  readonly root: Locator;

  constructor(frame: FrameLocator) {
    this.root = frame.locator('avma-pasted-list');
  }

  get field(): Locator {
    return this.root.getByLabel('A line for each server, with its name and its key');
  }

  /** The result for each line. */
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
