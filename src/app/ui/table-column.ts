/** How much room a table has. */
export type TableWidth = 'narrow' | 'medium' | 'wide';

/** A column of a table. */
export interface TableColumn {
  /** Which of a row's texts it shows and is sorted by. */
  readonly field: string;
  readonly header: string;
  /** How wide it is by how much room the table has; null where there is none for what one can do without. */
  readonly widths: Readonly<Record<TableWidth, string | null>>;
  /** Whether it can't be sorted, since its rows have no such text. */
  readonly isUnsorted?: boolean;
}
