import { keyLetters } from './product-key';

/** The maximum number of characters kept of one text. The important part of a server’s message is much shorter. */
export const longestText = 65_536;

/**
 * A server’s text as it’s kept: product keys show only their last five characters, and the text is truncated if it’s
 * longer than anyone reads. Keys are hidden before the cut, because a key that is cut in two can’t be recognized.
 */
export function keptText(text: string): string {
  const masked = maskProductKeys(text.slice(0, 2 * longestText));
  return masked.length > longestText ? `${masked.slice(0, longestText)}\u2026` : masked;
}

const dashes = '(?:\\s?(?:[\\p{Pd}\\u2212]|\\\\u(?:201[0-5]|2212))\\s?)';
const anySeparator = '(?:\\\\u[0-9A-Fa-f]{4}|\\\\[nrt]|[^A-Za-z0-9]){1,4}';
const keyLetter = `[${keyLetters}]`;

/** The text can be JSON. The characters of an escape such as `\n` or `\u003c` aren’t part of a key. */
const before = '(\\\\u[0-9A-Fa-f]{4}|\\\\[bfnrt])?';

/**
 * Five or more groups of five letters or digits with dashes between them. This includes a key with a typo, and a key
 * after a word of five characters.
 */
// eslint-disable-next-line regexp/no-super-linear-move -- A match ends at any group from the fifth on, so none is long.
const dashed = new RegExp(`${before}(?:[A-Z0-9]{5}${dashes}){4,}([A-Z0-9]{5})`, 'giu');

/** Five groups of five key characters, whatever is between them. Words of a language have vowels. */
const separated = new RegExp(`${before}(?:${keyLetter}{5}${anySeparator}){4,}(${keyLetter}{5})`, 'giu');

/** At least 25 key characters in one run. Only the last five are left, even of a longer run. */
const bare = new RegExp(`${before}${keyLetter}{20,}(${keyLetter}{5})`, 'giu');

/**
 * Four groups and what’s left of the fifth, with dashes between them: a key that was cut off. It has no last five to
 * identify it, and so few characters are missing that they could be guessed.
 */
const cutOff = new RegExp(
  `${before}(?:${keyLetter}{5}${dashes}){3}${keyLetter}{5}(?:${dashes}${keyLetter}{0,4})?`,
  'giu'
);

const escape = '(?:%[0-9A-F]{2}|&#?[0-9A-Z]{1,8};|</?[A-Z]{1,8} ?/?>|\\\\u[0-9A-F]{4}|\\\\[bfnrt])';

/**
 * 24 or more key characters, whatever is between any two of them: white space, line ends, HTML codes, URL codes, or
 * JSON escapes. A match doesn’t start within a JSON escape, which would break it. Each character between them can be
 * matched in only one way, so that no text takes longer than its length.
 */
const scattered = new RegExp(
  `(?<!\\\\(?:u[0-9A-F]{0,3})?)(?:${keyLetter}(?:${escape}|(?!${escape})[^A-Z0-9]){0,12}){23,}${keyLetter}`,
  'giu'
);

/** Ten or more letters that could be part of a key. The last five can be shown. */
const part = new RegExp(`(?<![A-Z0-9])(?:${keyLetter}[\\s\\p{Pd}]?){5,}(${keyLetter}{5})(?![A-Z0-9])`, 'giu');

/**
 * Hides every product key in a text except its last five characters, and every part of a key with at least two groups.
 * For text that was typed or pasted, where words of ten such letters are rare.
 */
export function maskKeyParts(text: string): string {
  return maskProductKeys(text).replace(part, '*****-$1');
}

/** Hides every product key in a text except its last five characters, which is how Windows itself shows keys. */
export function maskProductKeys(text: string): string {
  const masked = '$1*****-*****-*****-*****-$2';
  const known = text.replace(dashed, masked).replace(separated, masked).replace(bare, masked);
  return known.replace(cutOff, '$1*****-*****-*****-*****').replace(scattered, '*****-*****-*****-*****-*****');
}
