import { parse } from 'papaparse';

/**
 * The delimiters between the cells of a list, most likely first: spreadsheets copy tabs. Each with text on either side
 * in a line, written so that only the first delimiter of a gap can match: a gap of thousands of tabs takes no longer.
 */
const delimiters: readonly (readonly [delimiter: string, inUse: RegExp])[] = [
  ['\t', /\S[^\S\n\t]*\t[^\S\n]*\S/],
  [';', /\S[^\S\n]*;[^\S\n]*\S/],
  [',', /\S[^\S\n]*,[^\S\n]*\S/]
];

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
  const [found] = delimiters.find(([, inUse]) => inUse.test(text)) ?? delimiters[0];
  return found;
}
