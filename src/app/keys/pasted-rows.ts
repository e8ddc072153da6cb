import { parse } from 'papaparse';

/** The delimiters between the cells of a list, most likely first: spreadsheets copy tabs. */
const delimiters = ['\t', ';', ','];

/**
 * Splits a pasted text or a dropped file into rows and cells. Quoted cells can have a delimiter or a line break in
 * them. Blank rows stay, so that row numbers are the same as in an editor.
 */
export function rowsOf(text: string): string[][] {
  const { data } = parse<string[]>(text.replace(/^\ufeff/, ''), {
    delimiter: delimiterOf(text),
    skipEmptyLines: false
  });
  return data;
}

/** A list has one kind of delimiter: the first kind that has text on either side in some line. */
function delimiterOf(text: string): string {
  const found = delimiters.find(delimiter => new RegExp(`\\S[^\\S\\n]*${delimiter}[^\\S\\n]*\\S`).test(text));
  return found ?? delimiters[0];
}
