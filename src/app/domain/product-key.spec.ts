import * as fc from 'fast-check';
import { pre } from 'fast-check';
import {
  ProductKey,
  groupProductKey,
  keptText,
  lastFiveOf,
  longestText,
  maskKeyParts,
  maskProductKeys,
  readProductKey
} from './product-key';

// Nobody's key: it only has the form of one.
const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N' as ProductKey;
const bare = key.replace(/-/g, '');

/** Characters of keys, one N among them: 25 in all. */
const anyKey = fc
  .tuple(
    fc.stringOf(fc.constantFrom(...'BCDFGHJKMPQRTVWXY2346789'), { minLength: 24, maxLength: 24 }),
    fc.integer({ min: 0, max: 24 })
  )
  .map(([others, at]) => others.slice(0, at) + 'N' + others.slice(at));

const anySeparator = fc.constantFrom('', ' ', '-', ...'\u00a0\u2010\u2013\u2014\u2212');

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
    it(`takes a key ${form}`, () => {
      expect(readProductKey(typed)).toEqual({ kind: 'key', key });
    });
  }

  it('is empty when only separators were typed', () => {
    expect(readProductKey(' -\n')).toEqual({ kind: 'empty' });
    expect(readProductKey('')).toEqual({ kind: 'empty' });
  });

  it('counts the characters of a key that is not complete, or too long', () => {
    expect(readProductKey('BCDFG-HJ')).toEqual({ kind: 'incomplete', count: 7 });
    expect(readProductKey(key + 'B')).toEqual({ kind: 'tooLong', count: 26 });
  });

  it('names the first character that no key has, and its place', () => {
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

  it('names letters and digits that are easily mixed up, since no key has them', () => {
    for (const letter of 'AEIOUSLZ015') {
      expect(readProductKey('BC' + letter.toLowerCase())).toEqual({
        kind: 'wrongCharacter',
        character: letter,
        position: 3
      });
    }
  });

  it('wants exactly one N', () => {
    for (const text of ['B'.repeat(25), 'NN' + 'B'.repeat(23)]) {
      expect(readProductKey(text)).toEqual({ kind: 'malformed' });
    }
    for (const letter of 'BCDFGHJKMPQRTVWXY2346789') {
      expect(readProductKey('N' + letter.repeat(24)).kind).toBe('key');
    }
  });

  it('shows groups of five while it is typed', () => {
    expect(groupProductKey('')).toBe('');
    expect(groupProductKey('bcdfg')).toBe('BCDFG');
    expect(groupProductKey('bcdfgh')).toBe('BCDFG-H');
    expect(groupProductKey('bcdfg ')).toBe('BCDFG');
    expect(groupProductKey(bare + 'x')).toBe(key + '-X');
  });

  it('knows the last five characters', () => {
    expect(lastFiveOf(key)).toBe('6789N');
  });

  it('never throws, and shows what it showed before', () => {
    fc.assert(
      fc.property(fc.fullUnicodeString(), typed => {
        const shown = groupProductKey(typed);
        expect(groupProductKey(shown)).toBe(shown);
        expect(readProductKey(shown)).toEqual(readProductKey(typed));
      })
    );
  });

  it('reads every key, however it is cased and separated, and shows it as it reads it', () => {
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

describe('Masking', () => {
  const masked = '*****-*****-*****-*****-6789N';

  const texts: [string, string, string][] = [
    ['dashes', `The key ${key} is wrong.`, `The key ${masked} is wrong.`],
    ['lower case', key.toLowerCase(), masked.toLowerCase()],
    ['other dashes', key.replace(/-/g, '\u2013'), masked],
    ['spaces', key.replace(/-/g, ' '), masked],
    ['slashes', key.replace(/-/g, '/'), masked],
    ['nothing', bare, masked],
    ['nothing, in lower case', bare.toLowerCase(), masked.toLowerCase()],
    ['nothing, and another', `${bare}, ${bare}`, `${masked}, ${masked}`],
    ['nothing, in quotes', `"${bare}"`, `"${masked}"`],
    ['a typing mistake', key.replace('B', '0'), masked],
    ['an escape before it', JSON.stringify(`a\n${key}`), JSON.stringify(`a\n${masked}`)],
    ['an escape before a bare one', JSON.stringify(`a\n${bare}`), JSON.stringify(`a\n${masked}`)],
    ['escapes between', JSON.stringify(key.replace(/-/g, '\n')), JSON.stringify(masked)],
    ['escaped dashes', key.replace(/-/g, '\\u2013'), masked],
    ['a backslash before it', `C:\\${key}`, `C:\\${masked}`],
    ['two', `${key}, ${bare}`, `${masked}, ${masked}`],
    ['a word of five and a dash before it', `error - ${key}`, masked],
    ['a name of five and a dash before it', `NODE1-${key} rejected`, `${masked} rejected`],
    ['digits and a dash before it', `12345-${key}`, masked],
    ['two words of five before it', `Wrong - value - ${key}`, masked],
    ['a sixth group before it, with spaces', `BCDFG ${key.replace(/-/g, ' ')}`, masked],
    ['spaces, in lower case', key.replace(/-/g, ' ').toLowerCase(), masked.toLowerCase()],
    // Where one ends can't be told: of both together the last five are left.
    ['spaces, and another', `${key.replace(/-/g, ' ')}, ${key.replace(/-/g, '/')}`, masked]
  ];
  for (const [what, text, expected] of texts) {
    it(`hides a key with ${what}`, () => {
      expect(maskProductKeys(text)).toBe(expected);
    });
  }

  it('hides parts of keys too, where they were pasted', () => {
    const parts: [string, string][] = [
      [key, masked],
      ['BCDFG HJKMP QRTVW', '*****-QRTVW'],
      ['BCDFGHJKMP', '*****-HJKMP'],
      ['BCDFG-HJKMP', '*****-HJKMP'],
      ['BCDFG', 'BCDFG'],
      ['Name Comment', 'Name Comment'],
      ['node99.contoso.com', 'node99.contoso.com']
    ];
    for (const [text, expected] of parts) {
      expect(maskKeyParts(text)).withContext(text).toBe(expected);
    }
  });

  it('keeps no more of a text than is said, and hides a key that is cut in two', () => {
    expect(keptText('o'.repeat(longestText))).toBe('o'.repeat(longestText));
    expect(keptText('o'.repeat(10 * longestText)).length).toBe(longestText + 1);
    for (let at = 0; at <= key.length; at++) {
      const cut = keptText(`${' '.repeat(longestText - at)}${key} and more`);
      expect(cut).not.toMatch(/[BCDFGHJKMNPQRTVWXY]{3}/);
    }
  });

  it('is done with long texts that are almost keys', () => {
    for (const piece of ['BCDFG-', 'BCDFG ', 'BCDFGH', 'B C ', 'key ', '*****-', '\\u00']) {
      const text = piece.repeat(100_000);
      expect(maskProductKeys(text).length).toBeGreaterThan(0);
      expect(keptText(text).length).toBeLessThanOrEqual(longestText + 1);
    }
  });

  it('leaves alone what is no key', () => {
    const texts = [
      'These words match every other',
      '55c92734-d682-4d71-983e-d6ec3f16059f',
      masked,
      'node01.contoso.com',
      'Windows Server 2022 Datacenter'
    ];
    for (const text of texts) {
      expect(maskProductKeys(text)).toBe(text);
    }
  });

  it('leaves no more of any key than its last five, and leaves JSON as JSON', () => {
    fc.assert(
      fc.property(anyKey, anySeparator, fc.string(), fc.string(), (key, gap, before, after) => {
        // What stands beside a key is not a part of one: such characters only make a longer one.
        const glued = /[0-9A-Za-z]$/.test(before) || /^[0-9A-Za-z]/.test(after);
        pre(!glued && !/[0-9A-Za-z]{5}/.test(before + after));
        const groups = key.match(/.{5}/g) ?? [];
        const text = JSON.stringify({ text: before + groups.join(gap) + after });
        const hidden = maskProductKeys(text);
        expect(hidden).not.toContain(groups.slice(0, 4).join(gap));
        expect(hidden).not.toContain(groups.slice(1).join(gap));
        expect(() => JSON.parse(hidden) as unknown).not.toThrow();
      })
    );
  });
});

/** The full-width character that East Asian input methods type for an ASCII one. */
function wide(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 0xfee0);
}
