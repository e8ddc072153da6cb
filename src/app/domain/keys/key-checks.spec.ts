import * as fc from 'fast-check';
import { CheckedKey, TypedKey, checkKeys } from './key-checks';
import published from './public-keys.json';

// Invented, of the right form, with a checksum that is not its own.
const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';

describe('The checks of what is typed', () => {
  function typed(id: string, text: string, more: Partial<TypedKey> = {}): TypedKey {
    return { id, typed: text, isVolume: false, lastFive: null, ...more };
  }

  function check(...entries: TypedKey[]): readonly CheckedKey[] {
    return checkKeys(entries);
  }

  it('find nothing wrong with an empty field', () => {
    expect(check(typed('node01', ''))).toEqual([{ id: 'node01', typed: '', key: null, fault: null, doubts: [] }]);
  });

  it('keep back what has not the form of a key, with what is wrong about it', () => {
    const [short, wrong, malformed] = check(
      typed('node01', 'BCDFG-HJK'),
      typed('node02', 'BCDFG-0JKMP-QRTVW-XY234-6789N'),
      typed('node03', 'BCDFG-HJKMP-QRTVW-XY234-67899')
    );
    expect([short.key, short.fault]).toEqual([null, { kind: 'incomplete', count: 8 }]);
    expect(wrong.fault).toEqual({ kind: 'wrongCharacter', character: '0', position: 6 });
    expect(malformed.fault).toEqual({ kind: 'malformed' });
  });

  it('keep back every public key, with what it is for', () => {
    for (const kind of ['avma', 'kmsClient'] as const) {
      for (const { key: publicKey, product } of published[kind]) {
        const [checked] = check(typed('node01', publicKey.toLowerCase()));
        expect(checked.key).withContext(product).toBeNull();
        expect(checked.fault).toEqual({ kind: 'public', publicKey: { kind, product } });
      }
    }
  });

  it('keep back a key that is typed for several servers, until each says that it is a volume key', () => {
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

  it('doubt a key whose checksum is wrong, and let it through', () => {
    const [checked] = check(typed('node01', key));
    expect(checked.key).not.toBeNull();
    expect(checked.doubts).toEqual([{ kind: 'checksum' }]);
  });

  it('doubt the key that the server has already', () => {
    const [checked] = check(typed('node01', key, { lastFive: '6789N' }));
    expect(checked.doubts).toContain({ kind: 'hasItAlready' });
    const [other] = check(typed('node01', key, { lastFive: '6789P' }));
    expect(other.doubts).not.toContain({ kind: 'hasItAlready' });
  });

  it('doubt a key that another server seems to have, unless it is a volume key', () => {
    const other = typed('node02', '', { lastFive: '6789N' });
    expect(check(typed('node01', key), other)[0].doubts).toContain({
      kind: 'onOthers',
      others: ['node02']
    });
    expect(check(typed('node01', key, { isVolume: true }), other)[0].doubts).toEqual([{ kind: 'checksum' }]);
  });

  it('never throw, lose no field, and never let through a key that is not the one typed there', () => {
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
