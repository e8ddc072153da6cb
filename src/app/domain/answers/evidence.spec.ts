import * as fc from 'fast-check';
import { evidenceOf } from './evidence';
import { LicensingProduct } from './report';
import { ownProduct, product, reportOf } from '../testing/report-fixture';

const activated = { Status: 'Activated', PartialProductKey: 'BCDF2' };

describe('Evidence', () => {
  it('comes from the cmdlet first', () => {
    const report = reportOf({ activation: { Status: 'NoKey' }, licensing: [product] });
    expect(evidenceOf(report)).toEqual({
      says: 'noKey',
      showsKey: false,
      allLastFives: ['6789N'],
      source: 'cmdlet',
      keyVersion: 'unknown',
      keyType: 'unknown',
      lastFive: null,
      code: null,
      said: '{"Status":"NoKey"}'
    });
  });

  it('isn’t “activated” if licensing or another part of the answer contradicts it', () => {
    const inactive = { ...product, licenseStatus: 5, licenseStatusReason: '0xC004F034' };
    for (const activation of [{ Status: 'Activated', PartialProductKey: '6789N' }, 'The server is activated.']) {
      const evidence = evidenceOf(reportOf({ activation, licensing: [ownProduct, inactive] }));
      expect([evidence.says, evidence.source, evidence.code]).toEqual(['keyNotActive', 'licensing', '0xC004F034']);
    }
    const denials: readonly object[] = [
      { ProductKeys: [] },
      { Keys: [] },
      { ProductKey: [null] },
      { ProductKey: false },
      { KeyInstalled: false },
      { KeyCount: 0 },
      { MaskedProductKey: null },
      { AvmaHostKey: '' },
      { ProductKey: 'No key' },
      { ProductKey: '<none>' },
      { ProductKey: 'Keine' },
      { AvmaEnabled: false },
      { Mode: 'Disabled' },
      { Failed: true },
      { ErrorMessage: 'The product key was rejected.' },
      { Message: 'The activation failed.' }
    ];
    for (const denial of denials) {
      const activation = { Status: 'Activated', ...denial };
      const { says } = evidenceOf(reportOf({ activation, licensing: null }));
      expect(says).withContext(JSON.stringify(denial)).toBe('unknown');
    }
  });

  it('is weighed quickly, even if the answer is very long', () => {
    for (const piece of ['key ', 'a key ', 'is activated ', 'A: B\n', '{"a":', 'x-', 'not ', 'error ', '"']) {
      const activation = piece.repeat(200_000);
      const evidence = evidenceOf(reportOf({ activation, licensing: [ownProduct, product] }));
      expect([evidence.says, (evidence.said ?? '').length <= 65_537]).toEqual(['activated', true]);
    }
  });

  it('never takes the activation of something else for the host’s', () => {
    const others: readonly unknown[] = [
      'The server is activated with *****-*****-*****-*****-7HWQ4.',
      'The server is activated (7HWQ4).',
      { Status: 'Licensed', Installed: '*****-*****-*****-*****-7HWQ4' },
      { Status: 'Licensed', ProductKey: '7HWQ4', BackupKey: 'BCDF2' },
      { AzureStackHCI: { Status: 'Licensed' } },
      { Product: ['Azure Stack HCI'], LicenseStatus: 1 },
      { Edition: 'Azure-Stack-HCI', LicenseStatus: 1 },
      {
        Name: 'Windows(R), ServerAzureStackHCICor edition',
        AvmaGuests: 'Windows Server 2022 Datacenter',
        LicenseStatus: 1
      },
      'Azure Stack HCI is activated. Enter a Windows Server Datacenter key to start.',
      { Name: 'Windows Server 2022 Standard', LicenseStatus: 1, PartialProductKey: 'BCDF2' },
      { LicenseFamily: 'ServerStandard', LicenseStatus: 1, PartialProductKey: 'BCDF2' },
      { Name: 'Windows(R), ServerDatacenterEval edition', LicenseStatus: 1, PartialProductKey: 'BCDF2' },
      { Name: 'Windows Server 2022 Datacenter: Azure Edition', LicenseStatus: 1, PartialProductKey: 'BCDF2' },
      { Name: 'Windows Server Datacenter', LicenseIsAddon: true, LicenseStatus: 1, PartialProductKey: 'BCDF2' },
      { Name: 'Windows Server Datacenter', ProductKeyChannel: 'VT:IA', LicenseStatus: 1, PartialProductKey: 'BCDF2' },
      { Previous: { Status: 'Activated', Key: '3XJ7C' }, Current: { Status: 'NotSet', Key: null } },
      { VMName: 'VM01', ActivationStatus: 'Activated' },
      { GuestVM: { ActivationStatus: 'Activated' } },
      { SubscriptionName: 'Windows Server Subscription', Status: 'Activated' },
      'Make sure that the host is activated.',
      'Automatic VM activation requires that the host is activated.',
      'Checking whether the host is activated...',
      'Guest VM01 is activated.',
      'The server is activated without a product key'
    ];
    for (const activation of others) {
      const { says } = evidenceOf(reportOf({ activation }));
      expect(['noKey', 'unknown']).withContext(JSON.stringify(activation)).toContain(says);
    }
  });

  it('is read from a full SoftwareLicensingProduct, and from JSON within the answer', () => {
    const row = {
      ApplicationID: '55c92734-d682-4d71-983e-d6ec3f16059f',
      Description: 'Windows(R) Operating System, VOLUME_MAK channel',
      DiscoveredKeyManagementServiceMachineName: '',
      DiscoveredKeyManagementServiceMachinePort: 0,
      EvaluationEndDate: '1601-01-01T00:00:00Z',
      GracePeriodRemaining: 0,
      IsKeyManagementServiceMachine: 0,
      KeyManagementServiceCurrentCount: 4294967295,
      KeyManagementServiceProductKeyID: null,
      LicenseIsAddon: false,
      LicenseStatus: 1,
      LicenseStatusReason: 1074066433,
      Name: 'Windows(R), ServerDatacenter edition',
      PartialProductKey: '3XJ7C',
      ProductKeyChannel: 'Volume:MAK',
      ProductKeyID2: '00491-60000-00000-3XJ7C',
      VLActivationInterval: 120
    };
    const lines = Object.entries(row).map(([name, value]) => `${name.padEnd(45)} : ${value ?? ''}`);
    for (const activation of [row, [row], lines, lines.join('\r\n'), JSON.stringify(row), [JSON.stringify(row)]]) {
      const evidence = evidenceOf(reportOf({ activation, licensing: null }));
      expect([evidence.says, evidence.lastFive])
        .withContext(JSON.stringify(activation).slice(0, 60))
        .toEqual(['activated', '3XJ7C']);
    }
    const state = evidenceOf(reportOf({ activation: { ActivationStatus: { value: 1, Value: 'Activated' } } }));
    expect(state.says).toBe('activated');
  });

  it('is completed from the licensing products if they’re about the same key', () => {
    const activation = { Status: 'Activated' };
    const same = reportOf({ activation, licensing: [ownProduct, product] });
    expect(evidenceOf(same)).toEqual({
      says: 'activated',
      showsKey: true,
      allLastFives: ['6789N'],
      source: 'cmdlet',
      keyVersion: '2022',
      keyType: 'volume',
      lastFive: '6789N',
      code: null,
      said: '{"Status":"Activated"}'
    });
    const other = evidenceOf(reportOf({ activation: activated, licensing: [product] }));
    expect(other.lastFive).toBe('BCDF2');
    expect(other.keyVersion).toBe('unknown');
  });

  it('comes from the licensing products if the cmdlet says nothing or isn’t understood', () => {
    for (const activation of [null, 'Bonjour', { Zustand: 7 }]) {
      const evidence = evidenceOf(reportOf({ activation, licensing: [product] }));
      expect(evidence.says).toBe('activated');
      expect(evidence.source).toBe('licensing');
      expect(evidence.lastFive).toBe('6789N');
      expect(evidence.keyVersion).toBe('2022');
      expect(evidence.keyType).toBe('volume');
    }
  });

  it('can be a key that isn’t active, with the reason of its license', () => {
    for (const licenseStatus of [0, 2, 3, 4, 5, 6]) {
      const row = { ...product, licenseStatus, licenseStatusReason: '0xC004F034' };
      const evidence = evidenceOf(reportOf({ licensing: [row] }));
      expect(evidence.says).toBe('keyNotActive');
      expect(evidence.code).toBe('0xC004F034');
      expect(evidence.lastFive).toBe('6789N');
    }
  });

  it('has no reason if a key’s row says that no key is installed', () => {
    const row = { ...product, licenseStatus: 5, licenseStatusReason: '0xC004F014' };
    const evidence = evidenceOf(reportOf({ licensing: [row] }));
    expect([evidence.says, evidence.lastFive, evidence.code]).toEqual(['keyNotActive', '6789N', null]);
  });

  it('prefers the licensed one of two keys', () => {
    const unlicensed = { ...product, licenseStatus: 0, partialProductKey: 'ABCD2' };
    expect(evidenceOf(reportOf({ licensing: [unlicensed, product] })).lastFive).toBe('6789N');
    expect(evidenceOf(reportOf({ licensing: [unlicensed] })).says).toBe('keyNotActive');
  });

  it('for "not activated" comes from the cmdlet and from whether there is a key', () => {
    const activation = { Status: 'NotActivated' };
    const says = (said: Record<string, unknown>) => evidenceOf(reportOf({ activation, ...said })).says;
    expect(says({ licensing: [ownProduct] })).toBe('noKey');
    expect(says({ licensing: [{ ...product, licenseStatus: 5 }] })).toBe('keyNotActive');
    expect(says({ licensing: null })).toBe('unknown');
    expect(says({ licensing: [], osCaption: 'Windows', osSku: null })).toBe('unknown');
  });

  it('is "no key" if the cmdlet fails because no key is installed', () => {
    const failed = { activationError: 'Kein Schl\u00fcssel', activationErrorCode: '0xC004F014' };
    expect(evidenceOf(reportOf(failed)).says).toBe('noKey');
    expect(evidenceOf(reportOf({ activationError: 'none: 0xC004F014' })).says).toBe('noKey');
  });

  it('ignores what a cmdlet said before it ended in an error', () => {
    const evidence = evidenceOf(reportOf({ activation: activated, activationError: 'failed' }));
    expect(evidence.says).toBe('unknown');
  });

  it('is unknown, and includes the answer, if neither source says anything', () => {
    const evidence = evidenceOf(reportOf({ activation: 'Bonjour', licensing: null }));
    expect(evidence.says).toBe('unknown');
    expect(evidence.source).toBe('none');
    expect(evidence.said).toBe('Bonjour');
    expect(evidenceOf(reportOf()).said).toBeNull();
  });

  const noEvidence: [string, Partial<LicensingProduct>][] = [
    ["the host's own license", ownProduct],
    ['its name on Azure Local', { ...ownProduct, licenseFamily: null, name: 'Azure Local' }],
    ['an evaluation', { licenseFamily: 'ServerDatacenterEval', name: null }],
    ['Azure Edition', { name: 'Windows Server 2022 Datacenter: Azure Edition' }],
    ['Standard', { name: 'ServerStandard', licenseFamily: 'ServerStandard' }],
    ['an add-on', { name: 'Windows(R), Server-ESU-Year1 add-on for ServerDatacenter,ServerDatacenterCore' }],
    ["a guest's key", { description: 'VIRTUAL_MACHINE_ACTIVATION channel' }],
    ['a product without a key', { partialProductKey: null }],
    ['a product without a status', { licenseStatus: null }]
  ];
  for (const [what, row] of noEvidence) {
    it(`is never ${what}`, () => {
      const evidence = evidenceOf(reportOf({ licensing: [{ ...product, ...row }] }));
      expect(evidence.says).toBe(row === ownProduct || row.name === 'Azure Local' ? 'noKey' : 'unknown');
      expect(evidence.lastFive).toBeNull();
      expect(evidence.keyVersion).toBe('unknown');
    });
  }

  it('comes from the licensing products only on Azure Stack HCI', () => {
    const says = (said: Record<string, unknown>) => evidenceOf(reportOf({ licensing: [product], ...said })).says;
    expect(says({ osCaption: 'Azure Local' })).toBe('activated');
    expect(says({ osCaption: 'Unbekannt', osSku: 406 })).toBe('activated');
    expect(says({ osCaption: null, osSku: null })).toBe('activated');
    expect(says({ osCaption: null, osSku: null, moduleSource: null })).toBe('unknown');
    expect(says({ osCaption: 'Windows Server 2022 Datacenter', osSku: 8 })).toBe('unknown');
    expect(says({ osCaption: 'Windows 11', osSku: 48 })).toBe('unknown');
  });

  it('never comes from the host’s own license, whatever that contains', () => {
    const words = fc.constantFrom('Windows Server 2022 Datacenter', 'ServerDatacenter', 'x', null);
    const own = fc.record({
      name: words,
      description: words,
      licenseFamily: fc.constantFrom('ServerAzureStackHCICor', 'Azure Stack HCI', 'AzureLocal'),
      licenseStatus: fc.integer({ min: 0, max: 6 }),
      licenseStatusReason: fc.constantFrom('0x00000000', null),
      partialProductKey: fc.constantFrom('7HWQ4', null),
      productKeyChannel: fc.constantFrom('Retail', 'Volume:MAK', null),
      gracePeriodRemaining: fc.constant(0)
    });
    fc.assert(
      fc.property(fc.array(own), fc.constantFrom(null, 'Bonjour', {}), (licensing, activation) => {
        const evidence = evidenceOf(reportOf({ licensing, activation }));
        expect(evidence.says).toBe(licensing.length > 0 ? 'noKey' : 'unknown');
        expect(evidence.lastFive).toBeNull();
        expect(evidence.keyVersion).toBe('unknown');
        expect(evidence.keyType).toBe('unknown');
      })
    );
  });
});
