declare const productKeyBrand: unique symbol;

/** A product key of the right form, in upper case: five groups of five joined by hyphens. */
export type ProductKey = string & { readonly [productKeyBrand]: true };

/** What was made of the text in a key field. */
export type ProductKeyReading =
  | { readonly kind: 'empty' }
  /** `count` characters of the key are there so far. */
  | { readonly kind: 'incomplete'; readonly count: number }
  | { readonly kind: 'tooLong'; readonly count: number }
  /** The character that no key has, and its place among the key's characters, the first being 1. */
  | { readonly kind: 'wrongCharacter'; readonly character: string; readonly position: number }
  /** Of the right length, but no key is built so. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'key'; readonly key: ProductKey };

const keyLength = 25;
const groupLength = 5;

/** Letters and digits that are easily mixed up with others are in no key. */
const letters = 'BCDFGHJKMNPQRTVWXY2346789';

/**
 * What may stand between the characters of a pasted key: white space, every dash and hyphen,
 * invisible marks.
 */
const separators = /[\s\p{Pd}\p{Cf}\u2212]/gu;

/**
 * Reads what was typed or pasted into a key field, in whatever form people paste it. Never throws.
 */
export function readProductKey(typed: string): ProductKeyReading {
  const characters = charactersOf(typed);
  const wrong = characters.findIndex(character => !letters.includes(character));
  if (characters.length === 0) {
    return { kind: 'empty' };
  }
  if (wrong >= 0) {
    return { kind: 'wrongCharacter', character: characters[wrong], position: wrong + 1 };
  }
  if (characters.length !== keyLength) {
    const kind = characters.length < keyLength ? 'incomplete' : 'tooLong';
    return { kind, count: characters.length };
  }
  if (!isWellFormed(characters)) {
    return { kind: 'malformed' };
  }
  return { kind: 'key', key: grouped(characters) as ProductKey };
}

/**
 * What was typed so far as a key field shows it: upper case, in groups of five. Nothing that was
 * typed is lost.
 */
export function groupProductKey(typed: string): string {
  return grouped(charactersOf(typed));
}

/** The five characters by which Windows shows which key is installed. */
export function lastFiveOf(key: ProductKey): string {
  return key.slice(-groupLength);
}

/** Since 2012 each key has exactly one N. */
function isWellFormed(characters: readonly string[]): boolean {
  return characters.filter(character => character === 'N').length === 1;
}

function charactersOf(typed: string): string[] {
  const plain = typed.replace(separators, '').replace(/[\uff01-\uff5e]/g, narrowed);
  return [...plain.replace(/[a-z]/g, letter => letter.toUpperCase())];
}

/**
 * The ASCII character that a full-width one stands for, as input methods of East Asian languages
 * type it.
 */
function narrowed(wide: string): string {
  return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
}

function grouped(characters: readonly string[]): string {
  return characters.map((character, index) => (index > 0 && index % groupLength === 0 ? '-' : '') + character).join('');
}

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
const keyLetter = `[${letters}]`;

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
  return text.replace(dashed, masked).replace(separated, masked).replace(bare, masked);
}
