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
export const keyLetters = 'BCDFGHJKMNPQRTVWXY2346789';

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
