import { ComponentHarness, TestElement } from '@angular/cdk/testing';

/** The SDK's table and the actions above it, as an admin uses them. The first column has the rows' names. */
export class TableHarness extends ComponentHarness {
  static readonly hostSelector: string = 'avma-table';

  private readonly headers = this.locatorForAll('.sme-table-column-header [role=columnheader]');
  private readonly dataRows = this.locatorForAll('.sme-table-row-data[role=row]');
  private readonly cells = this.locatorForAll(
    '.sme-table-row-data[role=row] .sme-table-cell:not(.sme-table-checkbox-container)'
  );
  private readonly boxes = this.locatorForAll('.sme-table-row-data[role=row] input[type=checkbox]');
  private readonly actions = this.locatorForAll('sme-action-bar button');

  async columns(): Promise<string[]> {
    return Promise.all((await this.headers()).map(header => header.text()));
  }

  /** The texts of all cells, by row, without captions below them. */
  async rows(): Promise<string[][]> {
    const width = (await this.headers()).length;
    const cells = await this.cells();
    const texts = await Promise.all(cells.map(cell => cell.text({ exclude: 'avma-state-icon, .caption' })));
    const words = texts.map(text => text.replace(/\s+/g, ' ').trim());
    return Array.from({ length: words.length / width }, (_, row) => words.slice(row * width, (row + 1) * width));
  }

  /** Sorts by the column, or reverses the order if it's sorted by that column already. */
  async sort(column: string): Promise<void> {
    const index = (await this.columns()).indexOf(column);
    await (await this.headers())[index].click();
  }

  async select(wanted: string): Promise<void> {
    const index = (await this.rows()).findIndex(([name]) => name === wanted);
    const box = (await this.boxes())[index];
    if (!box) {
      throw new Error(`The table has no row for ${wanted}.`);
    }
    await box.click();
  }

  /** Focuses a row, as Tab and the arrow keys do. */
  async focus(wanted: string): Promise<void> {
    const index = (await this.rows()).findIndex(([name]) => name === wanted);
    await (await this.dataRows())[index].focus();
  }

  /** The name of the focused row, if any. */
  async focused(): Promise<string | undefined> {
    const rows = await this.dataRows();
    const have = await Promise.all(rows.map(row => row.isFocused()));
    return (await this.rows())[have.indexOf(true)]?.[0];
  }

  /** The names of the selected rows. */
  async selected(): Promise<string[]> {
    const rows = await this.dataRows();
    const chosen = await Promise.all(rows.map(row => row.getAttribute('aria-selected')));
    return (await this.rows()).flatMap(([name], row) => (chosen[row] === 'true' ? [name] : []));
  }

  async isEnabled(action: string): Promise<boolean> {
    const button = await this.action(action);
    return !(await button.getProperty<boolean>('disabled')) && (await button.getAttribute('aria-disabled')) !== 'true';
  }

  async isFocused(action: string): Promise<boolean> {
    return (await this.action(action)).isFocused();
  }

  async press(action: string): Promise<void> {
    const button = await this.action(action);
    await button.focus();
    await button.click();
  }

  private async action(name: string): Promise<TestElement> {
    for (const button of await this.actions()) {
      if ((await button.text()) === name) {
        return button;
      }
    }
    throw new Error(`There is no action ${name}.`);
  }
}
