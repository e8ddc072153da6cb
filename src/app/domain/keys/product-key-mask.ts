import { keyLetters } from './product-key';

/** In characters: more of one text is not kept. What any server says that matters is a small part of it. */
export const longestText = 65_536;

/**
 * A text of a server as it may be kept: without product keys but their last five characters, and cut where it is longer
 * than anybody reads. Keys are hidden first: of one that is cut in two nothing could be told any more.
 */
export function keptText(text: string): string {
  const masked = maskProductKeys(text.slice(0, 2 * longestText));
  return masked.length > longestText ? `${masked.slice(0, longestText)}\u2026` : masked;
}

const dashes = '(?:\\s?(?:[\\p{Pd}\\u2212]|\\\\u(?:201[0-5]|2212))\\s?)';
const anySeparator = '(?:\\\\u[0-9A-Fa-f]{4}|\\\\[nrt]|[^A-Za-z0-9]){1,4}';
const keyLetter = `[${keyLetters}]`;

/** The text may be JSON: what an escape such as `\n` or `\u003c` is made of belongs to no key. */
const before = '(\\\\u[0-9A-Fa-f]{4}|\\\\[bfnrt])?';

/**
 * Five groups of five, or more, with dashes between them, whatever they are made of: also a key with a typing mistake,
 * and one with a word of five characters before it.
 */
const dashed = new RegExp(`${before}(?:[A-Z0-9]{5}${dashes}){4,}([A-Z0-9]{5})`, 'giu');

/**
 * Five groups of five of the keys' own letters, whatever stands between them; words of a language
 * have vowels.
 */
const separated = new RegExp(`${before}(?:${keyLetter}{5}${anySeparator}){4,}(${keyLetter}{5})`, 'giu');

/**
 * At least 25 of the keys' own letters in one run: of a longer one too only the last five are left.
 */
const bare = new RegExp(`${before}${keyLetter}{20,}(${keyLetter}{5})`, 'giu');

/**
 * Four groups, and what may be left of the fifth, with dashes between them: of a key that was cut off. There is nothing
 * to tell keys apart by then, and so little of it left out that it could be guessed.
 */
const cutOff = new RegExp(
  `${before}(?:${keyLetter}{5}${dashes}){3}${keyLetter}{5}(?:${dashes}${keyLetter}{0,4})?`,
  'giu'
);

const escape = '(?:%[0-9A-F]{2}|&#?[0-9A-Z]{1,8};|</?[A-Z]{1,8} ?/?>|\\\\u[0-9A-F]{4}|\\\\[bfnrt])';

/**
 * 24 of the keys' own letters in a row or more, whatever stands between any two of them: blanks, line ends, the codes
 * of HTML, of addresses and of JSON. It begins within no escape of JSON, which would else be one no more. Each mark can
 * be read in one way only, so that no text takes longer than its length.
 */
const scattered = new RegExp(
  `(?<!\\\\(?:u[0-9A-F]{0,3})?)(?:${keyLetter}(?:${escape}|(?!${escape})[^A-Z0-9]){0,12}){23,}${keyLetter}`,
  'giu'
);

/** Ten letters or more that may be a part of a key, of which the last five may be shown. */
const part = new RegExp(`(?<![A-Z0-9])(?:${keyLetter}[\\s\\p{Pd}]?){5,}(${keyLetter}{5})(?![A-Z0-9])`, 'giu');

/**
 * Hides every product key in a text but its last five characters, and so every part of one of two groups or more. For
 * texts that were typed or pasted, where words of ten such letters are rare.
 */
export function maskKeyParts(text: string): string {
  return maskProductKeys(text).replace(part, '*****-$1');
}

/**
 * Hides every product key in a text but its last five characters, by which Windows itself shows
 * keys.
 */
export function maskProductKeys(text: string): string {
  const masked = '$1*****-*****-*****-*****-$2';
  const known = text.replace(dashed, masked).replace(separated, masked).replace(bare, masked);
  return known.replace(cutOff, '$1*****-*****-*****-*****').replace(scattered, '*****-*****-*****-*****-*****');
}
