import * as fc from 'fast-check';
import { ProductKey, readProductKey } from './product-key';
import { hasValidChecksum } from './product-key-checksum';
import published from './public-keys.json';

const keys = [...published.avma, ...published.kmsClient].map(({ key }) => key);
const letters = 'BCDFGHJKMPQRTVWXY2346789';

/** The results of changing keys that still have the form of a key. */
function changed(change: (key: string) => readonly string[]): ProductKey[] {
  return keys.flatMap(key =>
    change(key).flatMap(typed => {
      const reading = readProductKey(typed);
      return reading.kind === 'key' && typed !== key ? [reading.key] : [];
    })
  );
}

function shareFound(wrong: readonly ProductKey[]): number {
  return wrong.filter(key => !hasValidChecksum(key)).length / wrong.length;
}

describe('The checksum of a product key', () => {
  it('detects almost every single wrong character', () => {
    const wrong = changed(key =>
      [...key].flatMap((character, index) =>
        character === '-' || character === 'N'
          ? []
          : [...letters].map(other => key.slice(0, index) + other + key.slice(index + 1))
      )
    );
    expect(wrong.length).toBeGreaterThan(30_000);
    expect(shareFound(wrong)).toBeGreaterThan(0.999);
  });

  it('detects almost all swapped neighbors', () => {
    const wrong = changed(key => {
      const plain = key.replace(/-/g, '');
      return [...plain.slice(1)]
        .map((_, index) => plain.slice(0, index) + plain[index + 1] + plain[index] + plain.slice(index + 2))
        .map(swapped => (swapped.match(/.{5}/g) ?? []).join('-'));
    });
    expect(wrong.length).toBeGreaterThan(1_000);
    expect(shareFound(wrong)).toBeGreaterThan(0.995);
  });

  it('is valid or not for every key, and never throws', () => {
    const character = fc.constantFrom(...letters);
    const place = fc.integer({ min: 0, max: 24 });
    fc.assert(
      fc.property(fc.array(character, { minLength: 24, maxLength: 24 }), place, (others, at) => {
        const typed = [...others.slice(0, at), 'N', ...others.slice(at)].join('');
        const reading = readProductKey(typed);
        expect(reading.kind).toBe('key');
        if (reading.kind === 'key') {
          expect(typeof hasValidChecksum(reading.key)).toBe('boolean');
        }
      })
    );
  });
});
