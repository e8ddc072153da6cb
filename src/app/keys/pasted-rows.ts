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
 * What ends a line in some program: a list can have several of these, if lines were added to it elsewhere. A line end
 * that isn't seen would make one row of two, and give a server the key of the next.
 */
const lineEnds = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;

/**
 * Splits a pasted text or a dropped file into rows and cells. Quoted cells can have a delimiter or a line break in
 * them. Blank rows stay, so that row numbers are the same as in an editor.
 */
export function rowsOf(text: string): string[][] {
  const lines = text.replace(/^\ufeff/, '').replace(lineEnds, '\n');
  const { data } = parse<string[]>(lines, {
    delimiter: delimiterOf(lines),
    newline: '\n',
    skipEmptyLines: false
  });
  return data;
}

/** A list has one kind of delimiter: the first kind that has text on either side in some line. */
function delimiterOf(text: string): string {
  const [found] = delimiters.find(([, inUse]) => inUse.test(text)) ?? delimiters[0];
  return found;
}
