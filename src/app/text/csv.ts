import { unparse } from 'papaparse';
import { maskProductKeys } from '../domain/keys/product-key-mask';
import { isoTimeOf } from '../platform/locale';

/** By it Excel knows that the file is UTF-8. */
const byteOrderMark = '\ufeff';

/** What a spreadsheet takes for a formula begins with one of these, as does what East Asian ones take for it. */
const sign = '[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]';

/** What may stand before it, and does not keep a spreadsheet from seeing it. */
const passedOver = '[\\s\\p{C}"\'\\u2018-\\u201f]*';

/** A cell that is a formula, or that a spreadsheet may take apart so that one begins it. */
const formula = new RegExp(`^(?:[\\t\\r\\n]|${passedOver}${sign})`, 'u');

/** What another spreadsheet takes for the end of a cell, depending on its language, with what it then passes over. */
const cellEnd = new RegExp(`[,;|\\t\\r\\n]${passedOver}`, 'gu');
const beginsFormula = new RegExp(`^${sign}`, 'u');

/**
 * A table for spreadsheets: CSV, of which no cell is a formula, whatever a server said, and no product key is more than
 * its last five characters.
 */
export function csvOf(table: readonly (readonly string[])[], separator: string): string {
  const cells = table.map(row => row.map(harmless));
  return byteOrderMark + unparse(cells, { delimiter: separator, quotes: true, escapeFormulae: formula });
}

/** The name of the file, with nothing in it that a file system could take for something else. */
export function csvFileName(about: string, clusterName: string, moment: Date): string {
  const cluster = clusterName.replace(/[^\p{L}\p{M}\p{N}.-]+/gu, '-').slice(0, 100);
  const [day] = isoTimeOf(moment).split('T');
  return `${about}-${cluster}-${day}.csv`;
}

function harmless(cell: string): string {
  // A formula that begins there gets an apostrophe before it, which makes it text.
  return maskProductKeys(cell).replace(cellEnd, (end: string, at: number, whole: string) =>
    beginsFormula.test(whole.charAt(at + end.length)) ? `${end}'` : end
  );
}
