import { FrameLocator, Locator, expect } from '@playwright/test';

/** The tab of virtual machines. */
export class MachinesTab {
  readonly root: Locator;

  constructor(private readonly frame: FrameLocator) {
    this.root = frame.locator('avma-virtual-machines');
  }

  async open(): Promise<void> {
    await this.frame.getByRole('tab', { name: 'Virtual machines' }).click();
    await expect(this.root).toBeVisible();
  }

  /** How many machines the cluster can activate, in one sentence. */
  get summary(): Locator {
    return this.root.locator('.summary');
  }

  /** What could not be read. */
  get failures(): Locator {
    return this.root.locator('.failures li');
  }

  get search(): Locator {
    return this.root.getByLabel('Search');
  }

  /** One of the lists of choices. */
  list(name: 'Activation' | 'Server' | 'What if'): Locator {
    return this.root.getByRole('combobox', { name, exact: true });
  }

  get rows(): Locator {
    return this.root.locator('.sme-table-row-data[role=row]');
  }

  /** What all rows say, each as the words of its columns. */
  async words(): Promise<string[][]> {
    const cells = '.sme-table-cell:not(.sme-table-checkbox-container)';
    return this.rows.evaluateAll(
      (rows, selector) =>
        rows.map(row => [...row.querySelectorAll<HTMLElement>(selector)].map(cell => cell.innerText.trim())),
      cells
    );
  }

  /** The row of the machine of that name. */
  row(name: string): Locator {
    return this.rows.filter({ has: this.frame.getByText(name, { exact: true }) });
  }

  /** What is known of the selected machines, and what to look at. */
  get details(): Locator {
    return this.root.locator('avma-guest-details');
  }

  /** One of the commands to copy. */
  command(text: string): Locator {
    return this.details.locator('avma-copyable-text').filter({ hasText: text });
  }

  action(name: 'Refresh' | 'Export'): Locator {
    return this.root.getByRole('menuitem', { name });
  }
}
