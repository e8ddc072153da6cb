import * as fc from 'fast-check';
import { CheckedKey, KnownKey, TypedKey, checkKeys, isKnownVolumeKey } from './key-checks';
import published from './public-keys.json';

// Made up: it has the form of a key, but the wrong checksum.
const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';

describe('The checks of typed keys', () => {
  function typed(id: string, text: string, more: Partial<TypedKey> = {}): TypedKey {
    return { id, typed: text, isVolume: false, ...more };
  }

  function check(...entries: TypedKey[]): readonly CheckedKey[] {
    return checkKeys(entries, []);
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

  function known(id: string, lastFive: string | null, more: Partial<KnownKey> = {}): KnownKey {
    return { id, lastFive, keyVersion: 'unknown', keyType: 'unknown', ...more };
  }

  /** The warnings about the key on node01, apart from its checksum. */
  function doubts(shown: readonly KnownKey[], isVolume = false): CheckedKey['doubts'] {
    const [checked] = checkKeys([typed('node01', key, { isVolume })], shown);
    return checked.doubts.filter(({ kind }) => kind !== 'checksum');
  }

  it('warn about the key that the server already has', () => {
    expect(doubts([known('node01', '6789N')])).toEqual([{ kind: 'hasItAlready' }]);
    expect(doubts([known('node01', '6789P')])).toEqual([]);
  });

  it('warn about a key that another server seems to have, unless it’s a volume key', () => {
    const other = [known('node02', '6789N')];
    expect(doubts(other)).toEqual([{ kind: 'onOthers', others: ['node02'] }]);
    expect(doubts(other, true)).toEqual([]);
  });

  describe('against a newer key that the server has', () => {
    const newer = known('node01', 'XXXXX', { keyVersion: '2022' });
    const older = known('node02', '6789N', { keyVersion: '2019' });

    it('warn about a key that others show to be older, and name them', () => {
      const another = known('node03', '6789N', { keyVersion: '2019' });
      const silent = known('node04', '6789N');
      expect(doubts([newer, older, another, silent], true)).toEqual([
        { kind: 'older', others: ['node02', 'node03', 'node04'], version: '2019', present: '2022' }
      ]);
    });

    it('say nothing of the same or a newer version, or of one that isn’t known', () => {
      for (const keyVersion of ['2022', '2025', 'unknown'] as const) {
        expect(doubts([newer, { ...older, keyVersion }], true))
          .withContext(keyVersion)
          .toEqual([]);
      }
      expect(doubts([{ ...newer, keyVersion: 'unknown' }, older], true)).toEqual([]);
      expect(doubts([older], true)).toEqual([]);
    });

    it('say nothing if the servers that show such a key contradict each other', () => {
      expect(doubts([newer, older, known('node03', '6789N', { keyVersion: '2025' })], true)).toEqual([]);
    });

    it('say nothing of versions if the server has the key itself', () => {
      expect(doubts([{ ...newer, lastFive: '6789N' }, older], true)).toEqual([{ kind: 'hasItAlready' }]);
    });
  });

  it('recognize a volume key that a server has', () => {
    const volume = known('node02', '6789N', { keyType: 'volume' });
    expect(isKnownVolumeKey(key.toLowerCase(), [volume])).toBeTrue();
    expect(isKnownVolumeKey(key, [{ ...volume, keyType: 'oem' }])).toBeFalse();
    expect(isKnownVolumeKey(key, [{ ...volume, lastFive: '6789P' }])).toBeFalse();
    expect(isKnownVolumeKey('6789N', [volume])).toBeFalse();
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
