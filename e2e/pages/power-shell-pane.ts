import { FrameLocator, Locator, expect } from '@playwright/test';

/** The pane that shows what the page does as commands. */
export class PowerShellPane {
  readonly root: Locator;

  constructor(frame: FrameLocator) {
    this.root = frame.getByRole('dialog', { name: 'View PowerShell' });
  }

  /** The commands for this purpose. */
  block(title: string): Locator {
    return this.root.getByRole('region', { name: title });
  }

  /** The button that copies those commands. */
  copy(title: string): Locator {
    return this.block(title).getByRole('button', { name: `Copy: ${title}` });
  }

  /** The servers that the commands leave out. */
  get leftOut(): Locator {
    return this.root.getByRole('listitem');
  }

  async close(): Promise<void> {
    // The SDK's close button in the corner has the same name.
    await this.root.locator('.buttons').getByRole('button', { name: 'Close' }).click();
    await expect(this.root).toBeHidden();
  }
}
