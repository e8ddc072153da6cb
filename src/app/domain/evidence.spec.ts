import * as fc from 'fast-check';
import { noKeyAnswers } from './no-key-answers-fixture';
import { evidenceOf } from './evidence';
import { LicensingProduct } from './report';
import { ownProduct, product, reportOf } from './report-fixture';

const activated = { Status: 'Activated', PartialProductKey: 'BCDF2' };

describe('Evidence', () => {
  it("is the cmdlet's own words first", () => {
    const report = reportOf({ activation: { Status: 'NoKey' }, licensing: [product] });
    expect(evidenceOf(report)).toEqual({
      says: 'noKey',
      showsKey: false,
      source: 'cmdlet',
      keyVersion: 'unknown',
      keyType: 'unknown',
      lastFive: null,
      code: null,
      said: '{"Status":"NoKey"}'
    });
  });

  it('is filled up from the licensing products, where they speak of the same key', () => {
    const activation = { Status: 'Activated' };
    const same = reportOf({ activation, licensing: [ownProduct, product] });
    expect(evidenceOf(same)).toEqual({
      says: 'activated',
      showsKey: true,
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

  it('is the licensing products where the cmdlet is silent, or not understood', () => {
    for (const activation of [null, 'Bonjour', { Zustand: 7 }]) {
      const evidence = evidenceOf(reportOf({ activation, licensing: [product] }));
      expect(evidence.says).toBe('activated');
      expect(evidence.source).toBe('licensing');
      expect(evidence.lastFive).toBe('6789N');
      expect(evidence.keyVersion).toBe('2022');
      expect(evidence.keyType).toBe('volume');
    }
  });

  it('is a key that is not active, with the reason of its licence', () => {
    for (const licenseStatus of [0, 2, 3, 4, 5, 6]) {
      const row = { ...product, licenseStatus, licenseStatusReason: '0xC004F034' };
      const evidence = evidenceOf(reportOf({ licensing: [row] }));
      expect(evidence.says).toBe('keyNotActive');
      expect(evidence.code).toBe('0xC004F034');
      expect(evidence.lastFive).toBe('6789N');
    }
  });

  it('has no reason where a key’s row says that none is installed', () => {
    const row = { ...product, licenseStatus: 5, licenseStatusReason: '0xC004F014' };
    const evidence = evidenceOf(reportOf({ licensing: [row] }));
    expect([evidence.says, evidence.lastFive, evidence.code]).toEqual(['keyNotActive', '6789N', null]);
  });

  it('prefers the licensed one of two keys', () => {
    const unlicensed = { ...product, licenseStatus: 0, partialProductKey: 'ABCD2' };
    expect(evidenceOf(reportOf({ licensing: [unlicensed, product] })).lastFive).toBe('6789N');
    expect(evidenceOf(reportOf({ licensing: [unlicensed] })).says).toBe('keyNotActive');
  });

  it('has two sources for "not activated": the cmdlet, and whether there is a key', () => {
    const activation = { Status: 'NotActivated' };
    const says = (said: Record<string, unknown>) => evidenceOf(reportOf({ activation, ...said })).says;
    expect(says({ licensing: [ownProduct] })).toBe('noKey');
    expect(says({ licensing: [{ ...product, licenseStatus: 5 }] })).toBe('keyNotActive');
    expect(says({ licensing: null })).toBe('unknown');
    expect(says({ licensing: [], osCaption: 'Windows', osSku: null })).toBe('unknown');
  });

  it('is "no key" where the cmdlet fails because none is installed', () => {
    const failed = { activationError: 'Kein Schl\u00fcssel', activationErrorCode: '0xC004F014' };
    expect(evidenceOf(reportOf(failed)).says).toBe('noKey');
    expect(evidenceOf(reportOf({ activationError: 'none: 0xC004F014' })).says).toBe('noKey');
  });

  it('is not what a cmdlet said that ended in an error', () => {
    const evidence = evidenceOf(reportOf({ activation: activated, activationError: 'failed' }));
    expect(evidence.says).toBe('unknown');
  });

  it('is unknown, with what was said, where neither speaks', () => {
    const evidence = evidenceOf(reportOf({ activation: 'Bonjour', licensing: null }));
    expect(evidence.says).toBe('unknown');
    expect(evidence.source).toBe('none');
    expect(evidence.said).toBe('Bonjour');
    expect(evidenceOf(reportOf()).said).toBeNull();
  });

  const noEvidence: [string, Partial<LicensingProduct>][] = [
    ["the host's own licence", ownProduct],
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

  it('is taken from the licensing products of Azure Stack HCI only', () => {
    const says = (said: Record<string, unknown>) => evidenceOf(reportOf({ licensing: [product], ...said })).says;
    expect(says({ osCaption: 'Azure Local' })).toBe('activated');
    expect(says({ osCaption: 'Unbekannt', osSku: 406 })).toBe('activated');
    expect(says({ osCaption: null, osSku: null })).toBe('activated');
    expect(says({ osCaption: null, osSku: null, moduleSource: null })).toBe('unknown');
    expect(says({ osCaption: 'Windows Server 2022 Datacenter', osSku: 8 })).toBe('unknown');
    expect(says({ osCaption: 'Windows 11', osSku: 48 })).toBe('unknown');
  });

  it("never comes from the host's own licence, whatever else it holds", () => {
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

  describe('without a key', () => {
    for (const { about, ...answer } of noKeyAnswers) {
      const isError = answer.activationError !== undefined && answer.activationErrorCode === undefined;

      it(`is so where the server answers ${about}`, () => {
        // What a cmdlet failed with and nobody can read is told as that, not as a lack of a key.
        expect(evidenceOf(reportOf(answer)).says).toBe(isError ? 'unknown' : 'noKey');
      });

      it(`is never an activation where it answers ${about} and licensing can't be read`, () => {
        const evidence = evidenceOf(reportOf({ ...answer, licensing: null }));
        expect(['noKey', 'unknown']).toContain(evidence.says);
        expect(evidence.lastFive).toBeNull();
      });
    }

    it('is known from licensing where the cmdlet is not understood, and its answer is kept', () => {
      const evidence = evidenceOf(reportOf({ activation: 'Bonjour' }));
      expect([evidence.says, evidence.source, evidence.said]).toEqual(['noKey', 'licensing', 'Bonjour']);
    });

    it('is not known from rows without the system’s own, from none, or where the cmdlet failed', () => {
      const standard = { ...product, name: 'ServerStandard', licenseFamily: 'ServerStandard' };
      for (const said of [
        { licensing: [standard] },
        { licensing: [] },
        { activationError: 'Access is denied.' },
        { moduleError: 'broken' },
        { osCaption: 'Windows Server 2022 Datacenter', osSku: 8 }
      ]) {
        expect(evidenceOf(reportOf(said)).says).toBe('unknown');
      }
    });

    it('is not said of an empty key where licensing shows one', () => {
      const evidence = evidenceOf(
        reportOf({ activation: { Status: 'Ready', ProductKey: null }, licensing: [ownProduct, product] })
      );
      expect([evidence.says, evidence.lastFive, evidence.source]).toEqual(['activated', '6789N', 'licensing']);
    });

    it('is not hidden by an add-on that names Datacenter', () => {
      const activation = {
        Name: 'Windows(R), Server-ESU-Year1 add-on for ServerDatacenter',
        LicenseStatus: 1,
        PartialProductKey: 'BCDFG'
      };
      expect(evidenceOf(reportOf({ activation })).says).toBe('noKey');
    });

    it('is not said of an empty key beside words that all is well, or an error', () => {
      for (const activation of [
        { Status: 'Enabled', ProductKey: null },
        { Enabled: true, ProductKey: null },
        { Status: 'Unknown', ErrorCode: '0x80070005', ProductKey: null },
        { Status: 'Activated', ProductKey: null }
      ]) {
        expect(evidenceOf(reportOf({ activation, licensing: null })).says).toBe('unknown');
      }
      const withCode = { Status: 'Unknown', ErrorCode: '0xC004F014', ProductKey: null };
      expect(evidenceOf(reportOf({ activation: withCode, licensing: null })).says).toBe('noKey');
    });

    it('is not known where the answer shows one, in whatever words, or disagrees with itself', () => {
      for (const activation of [
        { Status: 'Bereit', PartialProductKey: '3XJ7C' },
        { Status: 'Activated', LastError: '0xC004F034', PartialProductKey: '3XJ7C' },
        [{ Status: 'Activated', ProductKey: '3XJ7C' }, { Status: 'Notification' }],
        { Zustand: 'aktiviert', MaskedProductKey: '*****-*****-*****-*****-3XJ7C' },
        { Zustand: 'aktiviert', KeyTail: '3XJ7C', ProductKey: null },
        { HasKey: true, ProductKey: '' },
        { Key: 'XXXXX-XXXXX-XXXXX-XXXXX-XXXXX' }
      ]) {
        const evidence = evidenceOf(reportOf({ activation }));
        expect([evidence.says, evidence.showsKey]).withContext(JSON.stringify(activation)).toEqual(['unknown', true]);
      }
      const { lastFive } = evidenceOf(reportOf({ activation: { Status: 'Bereit', PartialProductKey: '3XJ7C' } }));
      expect(lastFive).toBe('3XJ7C');
    });

    it('is not said of an empty key beside anything that may be an activation', () => {
      for (const more of [
        { LicenseStatus: '1' },
        { Status: 1 },
        { Status: 'Fully activated' },
        { ActivationState: 'Activated (AVMA)' },
        { Status: 'KeyInstalled' },
        { Result: 'Activated' },
        { Mode: 'Activated' },
        { IsEnabled: 'Yes' }
      ]) {
        const activation = { ...more, ProductKey: null };
        expect(evidenceOf(reportOf({ activation, licensing: null })).says)
          .withContext(JSON.stringify(activation))
          .toBe('unknown');
      }
    });

    it('is not known from licensing where a row of it may be a host key, or rows are missing', () => {
      const maybe = { ...product, name: 'Windows Server 2025 Datacenter: Azure Edition' };
      const unread = { licensing: [ownProduct], licensingError: 'The query was cut off.' };
      const withText = { ...product, licenseStatus: 'Licensed' };
      for (const said of [{ licensing: [ownProduct, maybe] }, { licensing: [ownProduct, withText] }, unread]) {
        expect(evidenceOf(reportOf(said)).says)
          .withContext(JSON.stringify(said))
          .toBe('unknown');
      }
    });

    it('is said where the system is named beside', () => {
      for (const activation of [
        'Automatic VM activation is not set up on this Azure Local host.',
        { Edition: 'Azure Stack HCI', Status: 'NoKey' },
        { Edition: 'Azure Stack HCI', Status: 'NotSet', PartialProductKey: null },
        { Product: 'Azure Local', ErrorCode: '0xC004F014' }
      ]) {
        const evidence = evidenceOf(reportOf({ activation, licensing: null }));
        expect(evidence.says).withContext(JSON.stringify(activation)).toBe('noKey');
      }
    });

    it('never becomes an activation by what stands in place of nothing', () => {
      for (const nothing of ['None', 'N/A', 'Not set', 'Not found', '-', '(null)', 'null', '{}', [], {}]) {
        for (const state of ['Activated', 'NotActivated', 'NotSet']) {
          const activation = { Status: state, PartialProductKey: nothing };
          const evidence = evidenceOf(reportOf({ activation, licensing: null }));
          expect(evidence.says)
            .withContext(JSON.stringify(activation))
            .toBe(state === 'Activated' ? 'unknown' : 'noKey');
          expect(evidence.lastFive).toBeNull();
        }
      }
    });

    it('never becomes an activation, whatever else an answer with an empty key holds', () => {
      const empty = fc.constantFrom(null, '', '  ');
      const name = fc.constantFrom('ProductKey', 'PartialProductKey', 'Key', 'LastFive', 'KeyId');
      const others = fc.dictionary(
        fc.constantFrom('Status', 'State', 'Activated', 'IsActivated', 'LicenseStatus', 'Name', 'Result', 'Enabled'),
        fc.oneof(fc.constantFrom('Activated', 'Licensed', 'OK', 'NotSet', 1, true, false, null), fc.string())
      );
      fc.assert(
        fc.property(name, empty, others, fc.boolean(), (key, value, more, isNested) => {
          const whole = { ...more, [key]: value };
          const activation = isNested ? { Avma: whole } : whole;
          expect(evidenceOf(reportOf({ activation })).says).not.toBe('activated');
        })
      );
    });

    it('never becomes an activation where the answer is the row of the host’s own system, in any shape', () => {
      const own = fc.constantFrom('ServerAzureStackHCICor', 'Azure Stack HCI', 'AzureStackHCI', 'Azure Local');
      const shape = fc.constantFrom('object', 'list', 'nested', 'lines', 'sentence');
      const property = fc.constantFrom('Name', 'Product', 'Caption', 'OSName', 'LicenseName', 'SKU', 'Edition');
      fc.assert(
        fc.property(own, property, shape, fc.constantFrom(1, '1', 'Licensed'), (system, named, form, status) => {
          const row = { [named]: `Windows(R), ${system} edition`, LicenseStatus: status, PartialProductKey: '7HWQ4' };
          const activation = {
            object: row,
            list: [row, row],
            nested: { License: row },
            lines: Object.entries(row).map(([name, value]) => `${name}: ${value}`),
            sentence: `${system} is activated with the key that ends in 7HWQ4.`
          }[form];
          for (const licensing of [[ownProduct], null]) {
            const evidence = evidenceOf(reportOf({ activation, licensing }));
            expect(evidence.says).not.toBe('activated');
            expect(evidence.lastFive).toBeNull();
          }
        })
      );
    });
    it('never becomes an activation where other licenses than a host key’s are told together', () => {
      const own = { Name: 'Windows(R), ServerAzureStackHCICor edition', LicenseStatus: 1, PartialProductKey: '7HWQ4' };
      const guest = {
        Name: 'Windows(R), ServerDatacenter edition',
        Description: 'Windows(R) Operating System, VIRTUAL_MACHINE_ACTIVATION channel',
        LicenseStatus: 1,
        PartialProductKey: 'BCDF2'
      };
      const host = { Name: 'Windows(R), ServerDatacenter edition', LicenseStatus: 5, PartialProductKey: '3XJ7C' };
      const lines = (row: object): string[] => Object.entries(row).map(([name, value]) => `${name}: ${value}`);
      for (const activation of [
        guest,
        [own, guest],
        { Own: own, Guest: guest },
        { Own: own, Host: host },
        [...lines(own), ...lines(guest)],
        [...lines(own), ...lines(host)],
        { ProductKeyID: '00391-20000-00000-BCDF2', ...own },
        { Status: 'Activated', Licenses: { Own: own, Host: host } }
      ]) {
        for (const licensing of [[ownProduct], null]) {
          const evidence = evidenceOf(reportOf({ activation, licensing }));
          expect(evidence.says).withContext(JSON.stringify(activation)).not.toBe('activated');
        }
      }
    });
  });
});
