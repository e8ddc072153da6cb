import { parse } from 'papaparse';

/** What may stand between the cells of a list, most likely first: spreadsheets copy tabs. */
const delimiters = ['\t', ';', ','];

/**
 * The rows and cells of a pasted text or a dropped file. Quotes may hold a delimiter or a line break. Blank rows stay,
 * so that rows can be counted as an editor counts them.
 */
export function rowsOf(text: string): string[][] {
  const { data } = parse<string[]>(text.replace(/^\ufeff/, ''), {
    delimiter: delimiterOf(text),
    skipEmptyLines: false
  });
  return data;
}

/** A list has one kind of delimiter: the first kind that stands in a line with something on either side. */
function delimiterOf(text: string): string {
  const found = delimiters.find(delimiter => new RegExp(`\\S[^\\S\\n]*${delimiter}[^\\S\\n]*\\S`).test(text));
  return found ?? delimiters[0];
}
