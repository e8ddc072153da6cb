import * as fc from 'fast-check';
import { pre } from 'fast-check';
import { ActivationReading, dialectOf, readActivation } from './dialects';

type Says = ActivationReading['says'];

function says(answer: unknown): Says {
  return readActivation(answer).says;
}

describe('The cmdlet’s answer', () => {
  it('is read from an object that gives its state in words', () => {
    const answer = {
      ComputerName: 'NODE01',
      ActivationStatus: 'Activated',
      ProductKeyVersion: 'Windows Server 2022',
      ProductKeyType: 'mak',
      PartialProductKey: '6789n'
    };
    expect(dialectOf(answer)).toBe('object');
    expect(readActivation(answer)).toEqual({
      says: 'activated',
      lastFive: '6789N',
      showsKey: true,
      keyVersion: '2022',
      keyType: 'volume',
      code: null
    });
  });

  it('is read from text and lists of pairs, and is unknown if it’s empty', () => {
    expect(dialectOf('Activated')).toBe('words');
    expect(dialectOf('License Status: Licensed\nPartial Product Key: 6789N')).toBe('listing');
    expect(dialectOf(null)).toBe('silent');
    expect(dialectOf([])).toBe('silent');
    expect(dialectOf(5)).toBeNull();
    expect(dialectOf([5, 'Activated'])).toBeNull();
    expect(dialectOf([{ Status: 'Activated' }, 'Activated'])).toBeNull();
    expect(readActivation(null)).toEqual({
      says: 'unknown',
      lastFive: null,
      showsKey: false,
      keyVersion: 'unknown',
      keyType: 'unknown',
      code: null
    });
  });

  it('is a list of pairs only if every line is a pair, regardless of white space', () => {
    const pairs = ['Status: Licensed\n\n  \nLast five: 6789N', '\tStatus\t: Licensed', 'Status=Licensed'];
    for (const answer of pairs) {
      expect(dialectOf(answer)).withContext(answer).toBe('listing');
      expect(says(answer)).withContext(answer).toBe('activated');
    }
    for (const answer of ['Result:\nThe server is activated', '(Status: Licensed)', 'a: b']) {
      expect(dialectOf(answer)).withContext(answer).toBe('words');
    }
  });

  it('provides the facts in a sentence', () => {
    const answer = 'Windows Server 2022 volume key ending in 6789N is not activated (0xC004F050)';
    expect(readActivation(answer)).toEqual({
      says: 'keyNotActive',
      lastFive: '6789N',
      showsKey: true,
      keyVersion: '2022',
      keyType: 'volume',
      code: '0xC004F050'
    });
    // A word in capitals isn’t a last five.
    expect(readActivation('The key for NODES is not activated').lastFive).toBeNull();
  });

  it('provides what several rows agree on', () => {
    const row = { Status: 'Activated', Key: '6789N', Product: 'Windows Server 2022' };
    const rows = [row, { ...row, Id: 2 }];
    expect(readActivation(rows)).toEqual(readActivation(row));
    const others = [row, { ...row, Key: '12345', Product: 'Windows Server 2019' }];
    expect(readActivation(others)).toEqual({
      ...readActivation(row),
      lastFive: null,
      keyVersion: 'unknown'
    });
  });

  it('is read up to three objects deep', () => {
    const inner = { Status: 'Activated' };
    expect(says({ A: { B: { C: inner } } })).toBe('activated');
    expect(says({ A: { B: { C: { D: inner } } } })).toBe('unknown');
  });

  it('provides the key type if one of several properties names it', () => {
    expect(readActivation({ KeyType: 'MAK', KeySource: 'Store' }).keyType).toBe('volume');
  });

  it('provides the facts in a list of pairs', () => {
    const answer = 'Status: Licensed\r\nLast five: 6789N\nDescription: Windows Server 2025, OEM:DM';
    expect(readActivation(answer.split('\n'))).toEqual({
      says: 'activated',
      lastFive: '6789N',
      showsKey: true,
      keyVersion: '2025',
      keyType: 'oem',
      code: null
    });
  });

  it('provides the last five characters of a masked key', () => {
    for (const key of ['*****-*****-*****-*****-6789N', 'XXXXX-XXXXX-XXXXX-XXXXX-6789N', '6789N']) {
      expect(readActivation({ ProductKey: key }).lastFive).toBe('6789N');
    }
    for (const key of ['', null, 'none', 'unknown', 678, 'A6789N', true]) {
      expect(readActivation({ ProductKey: key }).lastFive).toBeNull();
    }
    const two = { ProductKey: '6789N', HostKey: '12345' };
    expect(readActivation(two).lastFive).toBeNull();
    expect(readActivation({ ProductKey: ' 6789n\n', HostKey: null }).lastFive).toBe('6789N');
  });

  it('provides the version if a property names a product or its version', () => {
    expect(readActivation({ Version: '2022' }).keyVersion).toBe('2022');
    expect(readActivation({ KeyVersion: 2022 }).keyVersion).toBe('2022');
    expect(readActivation({ Product: 'Windows Server 2019 Datacenter' }).keyVersion).toBe('2019');
    expect(readActivation({ GuestVersion: '2022' }).keyVersion).toBe('unknown');
    expect(readActivation({ OperatingSystem: 'Windows Server 2022' }).keyVersion).toBe('unknown');
    expect(readActivation({ Version: '10.0.2022' }).keyVersion).toBe('unknown');
    expect(readActivation({ Version: ' 2022 ' }).keyVersion).toBe('2022');
    expect(readActivation({ Version: ['2022'] }).keyVersion).toBe('unknown');
    const named = { ProductName: 'Windows Server 2022', Description: '64-bit Windows Server' };
    expect(readActivation(named).keyVersion).toBe('2022');
  });

  const activated: unknown[] = [
    'Activated',
    ' activated.\n',
    'Licensed',
    'Windows Server 2022 Datacenter is activated.',
    'This host has been activated',
    { Status: 'Activated' },
    { State: 'Licensed' },
    { ActivationStatus: 'Activated' },
    { LicenseStatus: 1 },
    { LicenseStatus: 'Licensed' },
    { IsActivated: true },
    { Activated: 'True' },
    { Activation: { Status: 'Activated' } },
    [{ Status: 'Activated' }],
    [
      { Status: 'Activated', Id: 1 },
      { Status: 'Activated', Id: 2 }
    ],
    { value: [{ Status: 'Activated' }], Count: 1 },
    { ActivationStatus: 'Activated', ErrorCode: 0 },
    { ActivationStatus: 'Activated', Reason: '0x00000000' },
    'The server is activated\nIts key is a volume key',
    { Activated: ' Yes ' },
    { Status: 'Activated', ProductKey: '6789N', HostKey: '' },
    { Status: 'Activated', Description: 'Mends 0xC004F050' }
  ];
  for (const answer of activated) {
    it(`is "activated" for ${JSON.stringify(answer)}`, () => {
      expect(says(answer)).toBe('activated');
    });
  }

  const others: [unknown, Says][] = [
    ['Not activated', 'notActivated'],
    ['NotActivated', 'notActivated'],
    ['Unlicensed', 'notActivated'],
    ['Not licensed', 'notActivated'],
    ['The server is not activated.', 'notActivated'],
    ['The server is not yet activated', 'notActivated'],
    ['The server isn\u2019t activated', 'notActivated'],
    ['No product key is installed', 'noKey'],
    ['The key was not found', 'noKey'],
    ['Not configured', 'noKey'],
    ['The key ending in 6789N is not activated', 'keyNotActive'],
    ['The key ending in RDPCY is not activated', 'keyNotActive'],
    ['The key for HOSTS is not activated', 'notActivated'],
    [{ Status: 'Activated', Code: 4294967296 }, 'activated'],
    [{ Status: 'Activated', Code: 2147483647 }, 'activated'],
    [{ Status: 'NotActivated' }, 'notActivated'],
    [{ Status: 'Not activated', PartialProductKey: '6789N' }, 'keyNotActive'],
    [{ Status: 'Not activated', PartialProductKey: '' }, 'noKey'],
    [{ Status: 'Unlicensed', PartialProductKey: null }, 'noKey'],
    [{ Status: 'NoKey' }, 'noKey'],
    [{ Status: 'NotConfigured', PartialProductKey: null }, 'noKey'],
    [{ IsActivated: false }, 'notActivated'],
    [{ IsActivated: 'False', KeySuffix: '6789N' }, 'keyNotActive'],
    [{ HasKey: false }, 'noKey'],
    [{ LicenseStatus: 0, PartialProductKey: '6789N' }, 'keyNotActive'],
    [{ LicenseStatus: 5, PartialProductKey: '6789N' }, 'keyNotActive'],
    [{ LicenseStatus: 'Notification', PartialProductKey: '6789N' }, 'keyNotActive'],
    ['License Status: Unlicensed', 'notActivated'],
    ['No product key ending in 6789N', 'noKey'],
    ['The server has no key', 'noKey'],
    ['A key not found', 'noKey'],
    ['Has key: False', 'noKey'],
    [{ HasKey: 'No' }, 'noKey'],
    [{ Activated: 'No' }, 'notActivated'],
    [{ Status: 'Unlicensed', ProductKey: '  ' }, 'noKey'],
    [{ LicenseStatus: 6, PartialProductKey: '6789N' }, 'keyNotActive']
  ];
  for (const [answer, expected] of others) {
    it(`is "${expected}" for ${JSON.stringify(answer)}`, () => {
      expect(says(answer)).toBe(expected);
    });
  }

  const unknown: unknown[] = [
    null,
    true,
    1,
    '',
    'Aktiviert',
    'Activated?',
    'Deactivated?',
    'Activation',
    'Activated?  No.',
    'If the server is activated, VMs start.',
    'The server is activated once it has a key',
    'Nothing is activated',
    'The server is activated: error 0xC004F050',
    'It could not be activated',
    'The server was activated until 2021 but is activated no longer',
    {},
    { Status: 1 },
    { Status: true },
    { Status: 'Activating' },
    { Status: 'Activated?' },
    { Status: 'Activated, maybe' },
    { Status: 'Activated', State: 'Unlicensed' },
    { Status: 'Activated', ErrorCode: '0xC004F050' },
    { Status: 'Activated', HResult: -1073418160 },
    { Status: 'Activated', LicenseStatusReason: 3221549136 },
    { Status: 'Activated', Errors: ['0xC004F050'] },
    [{ Status: 'NotActivated' }, 'Status: Licensed'],
    [5, 'Status: Licensed'],
    { Status: 'Activated', ProductKey: '' },
    { Status: 'NoKey', ProductKey: '6789N' },
    { GuestStatus: 'Activated' },
    { PreviousStatus: 'Activated' },
    { ServiceState: 'Licensed' },
    { WasActivated: true },
    { CanBeActivated: true },
    { ActivatedVirtualMachines: 5 },
    { LicenseStatus: 7 },
    { Status: ['Activated'] },
    { Guests: [{ Status: 'Activated' }] },
    [{ Status: 'Activated' }, { Status: 'NotActivated' }],
    [{ Status: 'Activated' }, {}],
    [{ Status: 'Activated' }, 'Activated'],
    'The server is activated (0xC004F050)',
    'No server is activated',
    "The server is activated, its guests aren't",
    'The server is activated, its guests aren\u2019t',
    'The server is activated, its guests are unlicensed',
    'The server is activated and inactive',
    'The server is activated, its guests failed',
    'The server is activated with an error',
    'The server is activated with errors',
    'The server is activated and its licenses expire',
    'The key ends in 6789N',
    { HasKey: true },
    { HasKey: 'No idea' },
    { HasKey: 'Perhaps no' },
    { Activated: 'Perhaps' },
    { Activated: '' },
    { IsActivated: 1 },
    { LicenseStatus: -1 },
    { GuestLicenseStatus: 1 },
    { LicenseStatusOfGuests: 1 },
    { Status: 'Activated', ErrorCode: '0xC004F050', Reason: '2' }
  ];
  for (const answer of unknown) {
    it(`is unknown for ${JSON.stringify(answer)}`, () => {
      expect(says(answer)).toBe('unknown');
    });
  }

  it('never causes an exception', () => {
    fc.assert(
      fc.property(fc.anything(), answer => {
        expect(() => readActivation(answer)).not.toThrow();
      })
    );
  });

  it('is never "activated" without a word, boolean, or number that says so', () => {
    const values = fc.oneof(
      fc.string(),
      fc.constantFrom('Not activated', 'Unlicensed', 'Deactivated', 'Inactive', 'Grace'),
      fc.constantFrom(false, 0, 5),
      fc.constant(null)
    );
    const names = fc.constantFrom('Status', 'State', 'LicenseStatus', 'IsActivated', 'Key', 'Name');
    fc.assert(
      fc.property(fc.oneof(values, fc.dictionary(names, values), fc.array(values)), answer => {
        const words = JSON.stringify(answer);
        const plain = /(?<!not |de|un|["'\w])(?:activated|licensed)|true|yes|:1\b/i;
        pre(!plain.test(words.replace(/"/g, '')));
        expect(says(answer)).not.toBe('activated');
      })
    );
  });
});
