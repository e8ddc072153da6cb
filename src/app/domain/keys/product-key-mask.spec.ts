import * as fc from 'fast-check';
import { pre } from 'fast-check';
import maskedTexts from '../testing/masked-texts-fixture.json';
import { formOfKey as key, gapsOfKeys, withOneN } from '../testing/product-key-fixture';
import { keptText, longestText, maskKeyParts, maskProductKeys } from './product-key-mask';

const anyKey = fc
  .tuple(fc.stringOf(fc.constantFrom(...'BCDFGHJKMPQRTVWXY2346789'), { minLength: 24, maxLength: 24 }), fc.nat(24))
  .map(([others, at]) => withOneN(others, at));

const anySeparator = fc.constantFrom(...gapsOfKeys);

/** How each text is shown. The scripts on servers are tested with the same texts. */
const texts: readonly { case: string; text: string; masked: string }[] = maskedTexts;

describe('Masking', () => {
  const masked = '*****-*****-*****-*****-6789N';

  for (const { case: what, text, masked: expected } of texts.filter(one => one.masked !== one.text)) {
    it(`hides a key with ${what}`, () => {
      expect(maskProductKeys(text)).toBe(expected);
    });
  }

  for (const { case: what, text } of texts.filter(one => one.masked === one.text)) {
    it(`doesn’t change ${what}`, () => {
      expect(maskProductKeys(text)).toBe(text);
    });
  }

  it('also hides parts of keys in pasted text', () => {
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

  it('truncates a text at the limit, and hides a key that is cut in two', () => {
    expect(keptText('o'.repeat(longestText))).toBe('o'.repeat(longestText));
    expect(keptText('o'.repeat(10 * longestText)).length).toBe(longestText + 1);
    for (let at = 0; at <= key.length; at++) {
      const cut = keptText(`${' '.repeat(longestText - at)}${key} and more`);
      expect(cut).not.toMatch(/[BCDFGHJKMNPQRTVWXY]{3}/);
    }
  });

  it('is fast for long texts that are almost keys', () => {
    for (const piece of [
      'BCDFG-',
      'BCDFG ',
      'BCDFGH',
      'B C ',
      'key ',
      '*****-',
      '\\u00',
      '%2D',
      '&#45;B',
      'B<b',
      '\\n'
    ]) {
      const text = piece.repeat(100_000);
      expect(maskProductKeys(text).length).toBeGreaterThan(0);
      expect(keptText(text).length).toBeLessThanOrEqual(longestText + 1);
    }
  });

  it('leaves only the last five characters of any key, and leaves JSON valid', () => {
    fc.assert(
      fc.property(anyKey, anySeparator, fc.string(), fc.string(), (key, gap, before, after) => {
        // Characters next to a key aren’t part of it: they only make a longer one.
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

  it('leaves nothing of a key whose letters are separated, whatever is between them', () => {
    const gap = fc.array(fc.constantFrom(' ', '-', '%20', '&nbsp;', '<wbr>', '\n', '\\n', '\u200b', '"'), {
      maxLength: 3
    });
    const gaps = fc.array(gap, { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(anyKey, gaps, (letters, between) => {
        const text = [...letters].map((letter, at) => letter + (between[at] ?? []).join('')).join('');
        const begin = text.slice(0, text.length / 2);
        expect(maskProductKeys(`It says: ${text}.`)).not.toContain(begin);
      })
    );
  });
});
