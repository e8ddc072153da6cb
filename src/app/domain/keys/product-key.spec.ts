import * as fc from 'fast-check';
import { ProductKey, groupProductKey, lastFiveOf, readProductKey } from './product-key';
import { formOfKey as key, gapsOfKeys, withOneN } from '../testing/product-key-fixture';

const bare = key.replace(/-/g, '');

const anyKey = fc
  .tuple(fc.stringOf(fc.constantFrom(...'BCDFGHJKMPQRTVWXY2346789'), { minLength: 24, maxLength: 24 }), fc.nat(24))
  .map(([others, at]) => withOneN(others, at));

const anySeparator = fc.constantFrom(...gapsOfKeys);

describe('A key field', () => {
  const forms: [string, string][] = [
    ['as printed', key],
    ['in lower case', key.toLowerCase()],
    ['with spaces', key.replace(/-/g, ' ')],
    ['with non-breaking spaces', key.replace(/-/g, '\u00a0')],
    ['with dashes of a word processor', key.replace(/-/g, '\u2013')],
    ['with minus signs', key.replace(/-/g, ' \u2212 ')],
    ['without dashes', bare],
    ['with a line end', key + '\r\n'],
    ['with invisible characters', '\ufeff' + key.replace(/-/g, '\u200b-\u00ad')],
    ['in full-width characters', [...key].map(wide).join('')]
  ];
  for (const [form, typed] of forms) {
    it(`accepts a key ${form}`, () => {
      expect(readProductKey(typed)).toEqual({ kind: 'key', key });
    });
  }

  it('is empty if only separators were typed', () => {
    expect(readProductKey(' -\n')).toEqual({ kind: 'empty' });
    expect(readProductKey('')).toEqual({ kind: 'empty' });
  });

  it('counts the characters of an incomplete key or one that is too long', () => {
    expect(readProductKey('BCDFG-HJ')).toEqual({ kind: 'incomplete', count: 7 });
    expect(readProductKey(key + 'B')).toEqual({ kind: 'tooLong', count: 26 });
  });

  it('reports the first character that no key has, and its position', () => {
    const wrong = { kind: 'wrongCharacter', character: '!', position: 6 };
    expect(readProductKey('BCDFG-!JK?')).toEqual(wrong as ReturnType<typeof readProductKey>);
    expect(readProductKey('\u00e4')).toEqual({
      kind: 'wrongCharacter',
      character: '\u00e4',
      position: 1
    });
    expect(readProductKey('\u{1f600}')).toEqual({
      kind: 'wrongCharacter',
      character: '\u{1f600}',
      position: 1
    });
  });

  it('reports letters and digits that are easily confused, because no key has them', () => {
    for (const letter of 'AEIOUSLZ015') {
      expect(readProductKey('BC' + letter.toLowerCase())).toEqual({
        kind: 'wrongCharacter',
        character: letter,
        position: 3
      });
    }
  });

  it('requires exactly one N', () => {
    for (const text of ['B'.repeat(25), 'NN' + 'B'.repeat(23)]) {
      expect(readProductKey(text)).toEqual({ kind: 'malformed' });
    }
    for (const letter of 'BCDFGHJKMPQRTVWXY2346789') {
      expect(readProductKey('N' + letter.repeat(24)).kind).toBe('key');
    }
  });

  it('shows groups of five while typing', () => {
    expect(groupProductKey('')).toBe('');
    expect(groupProductKey('bcdfg')).toBe('BCDFG');
    expect(groupProductKey('bcdfgh')).toBe('BCDFG-H');
    expect(groupProductKey('bcdfg ')).toBe('BCDFG');
    expect(groupProductKey(bare + 'x')).toBe(key + '-X');
  });

  it('knows the last five characters', () => {
    expect(lastFiveOf(key)).toBe('6789N');
  });

  it('never throws, and shows the same text if it’s entered again', () => {
    fc.assert(
      fc.property(fc.fullUnicodeString(), typed => {
        const shown = groupProductKey(typed);
        expect(groupProductKey(shown)).toBe(shown);
        expect(readProductKey(shown)).toEqual(readProductKey(typed));
      })
    );
  });

  it('reads every key in any case and with any separator, and shows it as it reads it', () => {
    fc.assert(
      fc.property(anyKey, anySeparator, fc.boolean(), (characters, separator, lower) => {
        const groups = characters.match(/.{5}/g) ?? [];
        const typed = groups.join(separator);
        const reading = readProductKey(lower ? typed.toLowerCase() : typed);
        expect(reading).toEqual({ kind: 'key', key: groups.join('-') as ProductKey });
        expect(groupProductKey(typed)).toBe(groups.join('-'));
      })
    );
  });
});

/** The full-width character that East Asian input methods type for an ASCII character. */
function wide(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 0xfee0);
}
