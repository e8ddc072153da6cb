import { FrameLocator, Locator } from '@playwright/test';

/** The part of the pane for keys where a list of keys is pasted. */
export class PastedList {
  readonly root: Locator;

  constructor(frame: FrameLocator) {
    this.root = frame.locator('avma-pasted-list');
  }

  get field(): Locator {
    return this.root.getByLabel('One server per line: name, then key');
  }

  /** The result for each line. */
  get lines(): Locator {
    return this.root.getByRole('listitem');
  }

  get summary(): Locator {
    return this.root.getByRole('status');
  }

  button(name: RegExp | 'Browse…' | 'Cancel'): Locator {
    return this.root.getByRole('button', { name });
  }
}
