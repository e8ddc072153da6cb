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

  /** The sentence that says how many machines the cluster can activate. */
  get summary(): Locator {
    return this.root.locator('.summary');
  }

  /** The errors for what couldn't be read. */
  get failures(): Locator {
    return this.root.locator('.failures li');
  }

  get search(): Locator {
    return this.root.getByLabel('Search');
  }

  /** One of the bar's parts. */
  part(name: string): Locator {
    return this.root.getByTitle(name, { exact: true });
  }

  /** One of the buttons below the bar. */
  tile(name: string): Locator {
    return this.root.locator('.tile').filter({ hasText: name });
  }

  /** The bar above a preview. */
  get preview(): Locator {
    return this.root.locator('.preview');
  }

  /** The notes above the table. */
  get notes(): Locator {
    return this.root.locator('.notes');
  }

  /** Clears the selection, if the search hides some of it. */
  async clearSelection(): Promise<void> {
    const clear = this.notes.getByRole('button', { name: 'Clear selection' });
    for (const button of await clear.all()) {
      await button.click();
    }
    await expect(this.details).toHaveCount(0);
  }

  /** What each server can activate. */
  get map(): Locator {
    return this.root.locator('avma-guest-map');
  }

  /** One of the lists to choose from. */
  list(name: 'Server' | 'Preview other keys'): Locator {
    return this.root.getByRole('combobox', { name, exact: true });
  }

  get rows(): Locator {
    return this.root.locator('.sme-table-row-data[role=row]');
  }

  /** The text of all rows, with the text of each column. */
  async words(): Promise<string[][]> {
    const cells = '.sme-table-cell:not(.sme-table-checkbox-container)';
    return this.rows.evaluateAll(
      (rows, selector) =>
        rows.map(row => [...row.querySelectorAll<HTMLElement>(selector)].map(cell => cell.innerText.trim())),
      cells
    );
  }

  /** The row of the machine with this name. */
  row(name: string): Locator {
    return this.rows.filter({ has: this.frame.getByText(name, { exact: true }) });
  }

  /** The details of the selected machines. */
  get details(): Locator {
    return this.root.locator('avma-guest-details');
  }

  /** One of the commands to copy. */
  command(text: string): Locator {
    return this.details.locator('avma-copyable-text').filter({ hasText: text });
  }

  action(name: 'Refresh' | 'Export' | 'Copy script'): Locator {
    return this.root.getByRole('menuitem', { name });
  }
}
