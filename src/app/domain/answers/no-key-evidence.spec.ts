import * as fc from 'fast-check';
import { evidenceOf } from './evidence';
import { noKeyAnswers } from '../testing/no-key-answers-fixture';
import { ownProduct, product, reportOf } from '../testing/report-fixture';

describe('Evidence that there is no key', () => {
  for (const { about, ...answer } of noKeyAnswers) {
    const isError = answer.activationError !== undefined && answer.activationErrorCode === undefined;

    it(`is found if the server answers ${about}`, () => {
      // A cmdlet error that can’t be read is reported as an error, not as a missing key.
      expect(evidenceOf(reportOf(answer)).says).toBe(isError ? 'unknown' : 'noKey');
    });

    it(`is never an activation if the server answers ${about} and licensing can’t be read`, () => {
      const evidence = evidenceOf(reportOf({ ...answer, licensing: null }));
      expect(['noKey', 'unknown']).toContain(evidence.says);
      expect(evidence.lastFive).toBeNull();
    });
  }

  it('comes from licensing if the cmdlet isn’t understood, and the answer is kept', () => {
    const evidence = evidenceOf(reportOf({ activation: 'Bonjour' }));
    expect([evidence.says, evidence.source, evidence.said]).toEqual(['noKey', 'licensing', 'Bonjour']);
  });

  it('isn’t found without the row for the server’s own system, or if the cmdlet failed', () => {
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

  it('isn’t found for an empty key if licensing shows one', () => {
    const evidence = evidenceOf(
      reportOf({ activation: { Status: 'Ready', ProductKey: null }, licensing: [ownProduct, product] })
    );
    expect([evidence.says, evidence.lastFive, evidence.source]).toEqual(['activated', '6789N', 'licensing']);
  });

  it('isn’t hidden by an add-on that names Datacenter', () => {
    const activation = {
      Name: 'Windows(R), Server-ESU-Year1 add-on for ServerDatacenter',
      LicenseStatus: 1,
      PartialProductKey: 'BCDFG'
    };
    expect(evidenceOf(reportOf({ activation })).says).toBe('noKey');
  });

  it('isn’t found for an empty key if the answer says that all is well or has an error', () => {
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

  it('isn’t found if the answer shows a key in any form or contradicts itself', () => {
    for (const activation of [
      { Status: 'Bereit', PartialProductKey: '3XJ7C' },
      { Status: 'Activated', LastError: '0xC004F034', PartialProductKey: '3XJ7C' },
      [{ Status: 'Activated', ProductKey: '3XJ7C' }, { Status: 'Notification' }],
      { Zustand: 'aktiviert', MaskedProductKey: '*****-*****-*****-*****-3XJ7C' },
      { Zustand: 'aktiviert', KeyTail: '3XJ7C', ProductKey: null },
      { HasKey: true, ProductKey: '' },
      { Key: 'XXXXX-XXXXX-XXXXX-XXXXX-XXXXX' },
      '*****-*****-*****-*****-3XJ7C',
      'Schlüssel: *****-*****-*****-*****-3XJ7C',
      { HostKeys: ['*****-*****-*****-*****-3XJ7C'] },
      { HostKey: '*****-*****-*****-*****-3XJ7C (2022)' },
      { ProductKey: '...3XJ7C' },
      { KeyInstalled: true },
      { Status: 'NotActivated', Keys: ['*****-*****-*****-*****-3XJ7C'] },
      'Not licensed (*****-*****-*****-*****-3XJ7C)'
    ]) {
      const evidence = evidenceOf(reportOf({ activation }));
      expect([evidence.says, evidence.showsKey]).withContext(JSON.stringify(activation)).toEqual(['unknown', true]);
    }
    const { lastFive } = evidenceOf(reportOf({ activation: { Status: 'Bereit', PartialProductKey: '3XJ7C' } }));
    expect(lastFive).toBe('3XJ7C');
  });

  it('isn’t found in a sentence that says no key is required or is about another key', () => {
    for (const activation of [
      'The server is activated. No product key is required.',
      'No key for Windows Server 2025; the key ending in 3XJ7C is activated'
    ]) {
      expect(evidenceOf(reportOf({ activation, licensing: [ownProduct, product] })).says).toBe('activated');
    }
  });

  it('isn’t found for an empty key beside anything that could be an activation', () => {
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

  it('isn’t found in licensing if a row could be a host key or rows are missing', () => {
    const maybe = { ...product, name: 'Windows Server 2025 Datacenter: Azure Edition' };
    const unread = { licensing: [ownProduct], licensingError: 'The query was cut off.' };
    const withText = { ...product, licenseStatus: 'Licensed' };
    for (const said of [{ licensing: [ownProduct, maybe] }, { licensing: [ownProduct, withText] }, unread]) {
      expect(evidenceOf(reportOf(said)).says)
        .withContext(JSON.stringify(said))
        .toBe('unknown');
    }
  });

  it('is found if the answer also names the operating system', () => {
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

  it('never becomes an activation because of text that stands for an empty value', () => {
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

  it('never becomes an activation, whatever else is in an answer with an empty key', () => {
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

  it('never becomes an activation because of a row for the host’s own system, in any format', () => {
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
  it('never becomes an activation because of several licenses that aren’t a host key’s', () => {
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
