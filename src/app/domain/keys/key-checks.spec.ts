import * as fc from 'fast-check';
import { CheckedKey, TypedKey, checkKeys } from './key-checks';
import published from './public-keys.json';

// Made up: it has the form of a key, but the wrong checksum.
const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';

describe('The checks of typed keys', () => {
  function typed(id: string, text: string, more: Partial<TypedKey> = {}): TypedKey {
    return { id, typed: text, isVolume: false, lastFive: null, ...more };
  }

  function check(...entries: TypedKey[]): readonly CheckedKey[] {
    return checkKeys(entries);
  }

  it('find nothing wrong with an empty field', () => {
    expect(check(typed('node01', ''))).toEqual([{ id: 'node01', typed: '', key: null, fault: null, doubts: [] }]);
  });

  it('reject text that doesn’t have the form of a key, and say what’s wrong', () => {
    const [short, wrong, malformed] = check(
      typed('node01', 'BCDFG-HJK'),
      typed('node02', 'BCDFG-0JKMP-QRTVW-XY234-6789N'),
      typed('node03', 'BCDFG-HJKMP-QRTVW-XY234-67899')
    );
    expect([short.key, short.fault]).toEqual([null, { kind: 'incomplete', count: 8 }]);
    expect(wrong.fault).toEqual({ kind: 'wrongCharacter', character: '0', position: 6 });
    expect(malformed.fault).toEqual({ kind: 'malformed' });
  });

  it('reject every public key, and say what it’s for', () => {
    for (const kind of ['avma', 'kmsClient'] as const) {
      for (const { key: publicKey, product } of published[kind]) {
        const [checked] = check(typed('node01', publicKey.toLowerCase()));
        expect(checked.key).withContext(product).toBeNull();
        expect(checked.fault).toEqual({ kind: 'public', publicKey: { kind, product } });
      }
    }
  });

  it('reject a key typed for several servers until it’s marked as a volume key for each', () => {
    const twice = check(typed('node01', key), typed('node02', key), typed('node03', ''));
    expect(twice.map(({ fault }) => fault)).toEqual([
      { kind: 'usedTwice', others: ['node02'] },
      { kind: 'usedTwice', others: ['node01'] },
      null
    ]);
    const half = check(typed('node01', key, { isVolume: true }), typed('node02', key));
    expect(half.map(({ fault }) => fault?.kind)).toEqual([undefined, 'usedTwice']);
    const marked = [typed('node01', key, { isVolume: true }), typed('node02', key, { isVolume: true })];
    expect(check(...marked).map(({ fault }) => fault)).toEqual([null, null]);
  });

  it('warn about a key with a wrong checksum, and accept it', () => {
    const [checked] = check(typed('node01', key));
    expect(checked.key).not.toBeNull();
    expect(checked.doubts).toEqual([{ kind: 'checksum' }]);
  });

  it('warn about the key that the server already has', () => {
    const [checked] = check(typed('node01', key, { lastFive: '6789N' }));
    expect(checked.doubts).toContain({ kind: 'hasItAlready' });
    const [other] = check(typed('node01', key, { lastFive: '6789P' }));
    expect(other.doubts).not.toContain({ kind: 'hasItAlready' });
  });

  it('warn about a key that another server seems to have, unless it’s a volume key', () => {
    const other = typed('node02', '', { lastFive: '6789N' });
    expect(check(typed('node01', key), other)[0].doubts).toContain({
      kind: 'onOthers',
      others: ['node02']
    });
    expect(check(typed('node01', key, { isVolume: true }), other)[0].doubts).toEqual([{ kind: 'checksum' }]);
  });

  it('never throw, lose no field, and never accept a key that wasn’t typed in that field', () => {
    const text = fc.oneof(fc.constant(key), fc.constant(''), fc.string(), fc.constantFrom(published.avma[0].key));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.boolean()), { maxLength: 6 }), fields => {
        const entries = fields.map(([words, isVolume], index) => typed(`node${index}`, words, { isVolume }));
        const checked = check(...entries);
        expect(checked.map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
        checked.forEach((one, index) => {
          expect(one.typed).toBe(entries[index].typed);
          expect(one.key === null || one.key === entries[index].typed).toBeTrue();
        });
      })
    );
  });
});
