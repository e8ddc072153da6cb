import {
  KeyVersion,
  compareKeyVersions,
  isOlderVersion,
  keyTypeOf,
  newestVersion,
  readKeyVersion
} from './key-version';

describe('A key version', () => {
  const words: [string | null, KeyVersion][] = [
    ['Windows Server 2019 Datacenter', '2019'],
    ['Windows Server 2022', '2022'],
    ['Windows Server\u00ae 2025 Datacenter', '2025'],
    ['2022', '2022'],
    ['Windows(R), ServerDatacenter edition', 'unknown'],
    ['Windows Server 2016 Datacenter', 'unknown'],
    ['Windows Server 2019, not 2022', 'unknown'],
    ['Windows Server 2019 or Windows Server 2016', 'unknown'],
    ['build 20220', 'unknown'],
    ['', 'unknown'],
    [null, 'unknown']
  ];
  for (const [text, version] of words) {
    it(`is ${version} in ${JSON.stringify(text)}`, () => {
      expect(readKeyVersion(text)).toBe(version);
    });
  }

  it('is sorted in the order 2019, 2022, 2025, unknown', () => {
    const versions: KeyVersion[] = ['unknown', '2025', '2019', '2022'];
    expect(versions.sort(compareKeyVersions)).toEqual(['2019', '2022', '2025', 'unknown']);
  });

  it('is older only if both versions are known', () => {
    expect(isOlderVersion('2019', '2022')).toBeTrue();
    expect(isOlderVersion('2022', '2022')).toBeFalse();
    expect(isOlderVersion('2025', '2022')).toBeFalse();
    expect(isOlderVersion('unknown', '2022')).toBeFalse();
    expect(isOlderVersion('2019', 'unknown')).toBeFalse();
  });

  it('is the newest known one', () => {
    expect(newestVersion(['2022', 'unknown', '2019'])).toBe('2022');
    expect(newestVersion(['unknown'])).toBe('unknown');
    expect(newestVersion([])).toBe('unknown');
  });
});

describe('A key type', () => {
  it('is read from channels and descriptions', () => {
    expect(keyTypeOf('Volume:MAK')).toBe('volume');
    expect(keyTypeOf('mak')).toBe('volume');
    expect(keyTypeOf('Windows(R) Operating System, OEM_COA_NSLP channel')).toBe('oem');
    expect(keyTypeOf('OEM:DM')).toBe('oem');
    expect(keyTypeOf('Retail')).toBe('retail');
  });

  it('is unknown if the text names no type or more than one', () => {
    expect(keyTypeOf('')).toBe('unknown');
    expect(keyTypeOf('Make it so')).toBe('unknown');
    expect(keyTypeOf('OEM or Retail')).toBe('unknown');
  });
});
