import { unparse } from 'papaparse';
import { maskProductKeys } from '../domain/keys/product-key-mask';
import { isoTimeOf } from '../platform/locale';

/** Tells Excel that the file is UTF-8. */
const byteOrderMark = '\ufeff';

/** The characters that start a formula in a spreadsheet, including those of East Asian versions. */
const sign = '[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]';

/** The characters that a spreadsheet ignores before such a sign. */
const passedOver = '[\\s\\p{C}"\'\\u2018-\\u201f]*';

/** A cell that's a formula, or that a spreadsheet may split so that a part starts with one. */
const formula = new RegExp(`^(?:[\\t\\r\\n]|${passedOver}${sign})`, 'u');

/**
 * The characters that another spreadsheet may take for the end of a cell, depending on its language, with those that it
 * then ignores.
 */
const cellEnd = new RegExp(`[,;|\\t\\r\\n]${passedOver}`, 'gu');
const beginsFormula = new RegExp(`^${sign}`, 'u');

/**
 * A table for spreadsheets, as CSV. No cell is a formula, whatever a server said, and only the last five characters of
 * a product key remain.
 */
export function csvOf(table: readonly (readonly string[])[], separator: string): string {
  const cells = table.map(row => row.map(harmless));
  return byteOrderMark + unparse(cells, { delimiter: separator, quotes: true, escapeFormulae: formula });
}

/** A file name without characters that a file system could misread. */
export function csvFileName(about: string, clusterName: string, moment: Date): string {
  const cluster = clusterName.replace(/[^\p{L}\p{M}\p{N}.-]+/gu, '-').slice(0, 100);
  const [day] = isoTimeOf(moment).split('T');
  return `${about}-${cluster}-${day}.csv`;
}

function harmless(cell: string): string {
  // An apostrophe turns a formula that starts there into text.
  return maskProductKeys(cell).replace(cellEnd, (end: string, at: number, whole: string) =>
    beginsFormula.test(whole.charAt(at + end.length)) ? `${end}'` : end
  );
}
