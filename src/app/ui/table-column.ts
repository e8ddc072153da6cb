/** How wide a table is. */
export type TableWidth = 'narrow' | 'medium' | 'wide';

/** A column of a table. */
export interface TableColumn {
  /** The row's property that the column shows and sorts by. */
  readonly field: string;
  readonly header: string;
  /** The column's width for each width of the table. Null if there's no room and the admin can do without it. */
  readonly widths: Readonly<Record<TableWidth, string | null>>;
  /** Whether the column can't be sorted because its rows have no text for it. */
  readonly isUnsorted?: boolean;
}
