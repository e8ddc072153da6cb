declare const productKeyBrand: unique symbol;

/** A product key in the right format and in uppercase: five groups of five characters with hyphens between them. */
export type ProductKey = string & { readonly [productKeyBrand]: true };

/** The result of reading the text in a key field. */
export type ProductKeyReading =
  | { readonly kind: 'empty' }
  /** The key has `count` characters so far. */
  | { readonly kind: 'incomplete'; readonly count: number }
  | { readonly kind: 'tooLong'; readonly count: number }
  /** A character that no key has, and its position among the key’s characters, starting at 1. */
  | { readonly kind: 'wrongCharacter'; readonly character: string; readonly position: number }
  /** The right length, but not the format of a key. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'key'; readonly key: ProductKey };

const keyLength = 25;
const groupLength = 5;

/** The characters that keys use. Letters and digits that are easily confused with others aren’t among them. */
export const keyLetters = 'BCDFGHJKMNPQRTVWXY2346789';

/**
 * What can be between the characters of a pasted key: white space, dashes and hyphens of any kind, invisible
 * characters.
 */
const separators = /[\s\p{Pd}\p{Cf}\u2212]/gu;

/** Reads the text typed or pasted in a key field, in any format that people use. Never throws. */
export function readProductKey(typed: string): ProductKeyReading {
  const characters = charactersOf(typed);
  const wrong = characters.findIndex(character => !keyLetters.includes(character));
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

/** Formats the text typed so far for the key field: uppercase, in groups of five. Keeps everything that was typed. */
export function groupProductKey(typed: string): string {
  return grouped(charactersOf(typed));
}

/** The five characters by which Windows shows which key is installed. */
export function lastFiveOf(key: ProductKey): string {
  return key.slice(-groupLength);
}

/** Since 2012, every key has exactly one N. */
function isWellFormed(characters: readonly string[]): boolean {
  return characters.filter(character => character === 'N').length === 1;
}

function charactersOf(typed: string): string[] {
  const plain = typed.replace(separators, '').replace(/[\uff01-\uff5e]/g, narrowed);
  return [...plain.replace(/[a-z]/g, letter => letter.toUpperCase())];
}

/** The ASCII character for a full-width one, as typed by input methods for East Asian languages. */
function narrowed(wide: string): string {
  return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
}

function grouped(characters: readonly string[]): string {
  return characters.map((character, index) => (index > 0 && index % groupLength === 0 ? '-' : '') + character).join('');
}
