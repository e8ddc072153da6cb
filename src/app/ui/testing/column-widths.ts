import { TableColumn, TableWidth } from '../table-column';

/** The widths of a table at which its columns don't add up to the whole, one line each. For specs only. */
export function faultsOfWidths(columns: readonly TableColumn[]): string[] {
  const all: readonly TableWidth[] = ['narrow', 'medium', 'wide'];
  return all
    .map(room => ({ room, sum: columns.reduce((sum, { widths }) => sum + parseFloat(widths[room] ?? '0'), 0) }))
    .filter(({ sum }) => sum !== 100)
    .map(({ room, sum }) => `${room}: ${sum}%`);
}
