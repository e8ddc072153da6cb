/** A row of a table. The ID keeps it selected when it's replaced. All rows of a table have the same properties. */
export interface TableRow {
  readonly id: string;
}

/**
 * The rows as the SDK's table gets them: copies, which take over what changes.
 *
 * A new list makes the SDK's table draw all rows in view again, which costs more than the rest of an answer. If only
 * the contents of rows change, the list stays, and Angular draws the cells that differ.
 */
export class StandingRows {
  list: TableRow[] = [];

  private taken: readonly TableRow[] = [];

  /** Takes over new rows. `sortedBy` is the property by which the table is sorted, if it is. */
  take(rows: readonly TableRow[], sortedBy: string | undefined): void {
    if (this.areInPlace(rows, sortedBy)) {
      rows.forEach((row, index) => {
        if (row !== this.taken[index]) {
          Object.assign(this.list[index], row);
        }
      });
    } else {
      this.list = rows.map(row => ({ ...row }));
    }
    this.taken = rows;
  }

  /** Whether these are the same rows in an order that the table would give them, too. */
  private areInPlace(rows: readonly TableRow[], sortedBy: string | undefined): boolean {
    return (
      rows.length === this.taken.length &&
      rows.every((row, index) => {
        const before = this.taken[index];
        return row.id === before.id && (sortedBy === undefined || valueOf(row, sortedBy) === valueOf(before, sortedBy));
      })
    );
  }
}

function valueOf(row: TableRow, field: string): unknown {
  return (row as unknown as Record<string, unknown>)[field];
}
