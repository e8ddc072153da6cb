import * as fc from 'fast-check';
import { guestCoverageOf, kindOf } from './guest-coverage';
import { guestReleases } from './guest-matrix';
import { GuestSystem, guestKeyOf, systemOf } from './guest-system';
import { guestRow, machineOf } from '../testing/virtual-machine-fixture';

describe('The operating system of a virtual machine', () => {
  function told(build: string, edition: number | null, name: string, more: object = {}): GuestSystem {
    return systemOf(machineOf({ guest: { ...guestRow(build, edition, name), ...more } }).guest);
  }

  it('is determined by build and edition, in whatever language its name is', () => {
    const builds = { '2012 R2': '9600', 2016: '14393', 2019: '17763', 2022: '20348', 2025: '26100' };
    for (const release of guestReleases) {
      expect(told(builds[release], 7, 'Windows Server')).toEqual({
        kind: 'windowsServer',
        release,
        edition: 'standard'
      });
    }
  });

  it('has the edition for its number', () => {
    const numbers: [number, string][] = [
      [7, 'standard'],
      [8, 'datacenter'],
      [79, 'evaluation'],
      [80, 'evaluation'],
      [407, 'azureEdition'],
      [408, 'azureEdition'],
      [409, 'azureEdition'],
      [12, 'datacenter'],
      [13, 'standard'],
      [36, 'standard'],
      [37, 'datacenter'],
      [39, 'datacenter'],
      [40, 'standard'],
      [143, 'datacenter'],
      [144, 'standard'],
      [145, 'datacenter'],
      [146, 'standard'],
      [147, 'datacenter'],
      [148, 'standard'],
      [159, 'evaluation'],
      [160, 'evaluation'],
      [4711, 'unknown']
    ];
    for (const [number, edition] of numbers) {
      expect(told('20348', number, 'Windows Server 2022')).toEqual(jasmine.objectContaining({ edition }));
    }
  });

  it('has the edition in its name if it has no number or an unknown one', () => {
    const named: [string, string][] = [
      ['Windows Server 2022 Standard', 'standard'],
      ['Windows Server 2022 Datacenter', 'datacenter'],
      ['Windows Server 2022 Datacenter: Azure Edition', 'azureEdition'],
      ['Windows Server 2022 Datacenter Azure Edition', 'azureEdition'],
      ['Windows Server 2022 Standard Evaluation', 'evaluation'],
      ['Windows Server 2022', 'unknown'],
      ['Windows Server 2022 Standard or Datacenter', 'unknown'],
      ['Windows Storage Server 2016 Standard', 'unknown'],
      ['Hyper-V Server 2019 Standard', 'unknown'],
      ['Windows Server 2022 Datacentre', 'unknown']
    ];
    for (const [name, edition] of named) {
      for (const number of [null, 4711, 42]) {
        expect(told('20348', number, name))
          .withContext(`${name}, ${number}`)
          .toEqual(jasmine.objectContaining({ edition }));
      }
    }
    expect(guestKeyOf(told('17763', 145, 'Windows Server Datacenter'))).toBe('H3RNG-8C32Q-Q8FRX-6TDXV-WMBMW');
  });

  it('is too old by its build or by any of its names', () => {
    const old: [string, string][] = [
      ['6001', 'Windows Server (R) 2008 Enterprise'],
      ['6003', 'Windows Server\u00ae 2008 Standard'],
      ['7601', 'Windows Server 2008 R2 Standard'],
      ['9200', 'Windows Server 2012 Datacenter'],
      ['3790', 'Windows Server 2003'],
      ['7601', 'Windows Small Business Server 2011'],
      ['9200', 'Windows Server']
    ];
    for (const [build, name] of old) {
      expect(told(build, null, name))
        .withContext(name)
        .toEqual(jasmine.objectContaining({ release: 'older' }));
      const nameAlone = told(build, null, name, { OSBuildNumber: null, OSVersion: null });
      const isNamed = /20(?:03|08|12)/.test(name);
      expect(nameAlone)
        .withContext(name)
        .toEqual(jasmine.objectContaining({ release: isNamed ? 'older' : null }));
    }
    for (const build of ['9601', '25398', '99999', '12', '-1', '1e3', '6001x']) {
      expect(told(build, 8, 'Windows Server'))
        .withContext(build)
        .toEqual(jasmine.objectContaining({ release: null }));
    }
  });

  it('is read from any text without an exception, including names of an object’s built-in properties', () => {
    const parts = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];
    const text = fc.oneof(fc.constantFrom(...parts, '20348', '8', 'Windows Server 2022 Datacenter'), fc.string());
    fc.assert(
      fc.property(text, text, text, text, (name, version, build, edition) => {
        const guest = {
          OSName: name,
          OSVersion: version,
          OSBuildNumber: build,
          OSEditionId: edition,
          ProductType: '3'
        };
        const machine = machineOf({ guest });
        const system = systemOf(machine.guest);
        expect(
          system.kind !== 'windowsServer' || [...guestReleases, 'older', null].includes(system.release)
        ).toBeTrue();
        const hosts = new Map([['node01', { kind: 'activates', by: '2022', mayDoMore: false } as const]]);
        expect(kindOf(guestCoverageOf(machine, 'node01', hosts))).toBeDefined();
      })
    );
  });

  it('is Essentials only by its name, because its number is known only from third parties', () => {
    expect(told('17763', 50, 'Windows Server 2019 Essentials')).toEqual(
      jasmine.objectContaining({ edition: 'essentials' })
    );
    expect(told('17763', 50, 'Windows Server 2019')).toEqual(jasmine.objectContaining({ edition: 'unknown' }));
    expect(told('17763', 50, 'Windows Server 2019 Essentials Evaluation')).toEqual(
      jasmine.objectContaining({ edition: 'evaluation' })
    );
  });

  it('has the release from its version if it has no build, or from its name if it has neither', () => {
    const without = { OSBuildNumber: null };
    expect(told('20348', 8, 'Windows Server', without)).toEqual(jasmine.objectContaining({ release: '2022' }));
    const neither = { ...without, OSVersion: null };
    expect(told('', 8, 'Windows Server 2012 R2 Datacenter', neither)).toEqual(
      jasmine.objectContaining({ release: '2012 R2' })
    );
  });

  it('has no release if its build isn’t a long-term release or its name is a later one', () => {
    for (const name of ['Windows Server 2022', 'Windows Server 2012 R2', 'Windows Server Datacenter']) {
      expect(told('25398', 8, name))
        .withContext(name)
        .toEqual(jasmine.objectContaining({ release: null }));
    }
    const nameless = { OSBuildNumber: null, OSVersion: null };
    expect(told('', 8, 'Windows Server 2028', nameless)).toEqual(jasmine.objectContaining({ release: null }));
  });

  it('is too old if it’s Windows Server 2012 or earlier', () => {
    for (const name of ['Windows Server 2012 Standard', 'Windows Server 2008 R2 Standard']) {
      expect(told('9200', 7, name))
        .withContext(name)
        .toEqual(jasmine.objectContaining({ release: 'older' }));
    }
  });

  it('is a server by its product type if its name doesn’t say so', () => {
    const storage = 'Windows Storage Server 2016 Standard';
    for (const ProductType of ['2', '3']) {
      expect(told('14393', 23, storage, { ProductType })).toEqual({
        kind: 'windowsServer',
        release: '2016',
        edition: 'unknown'
      });
    }
    expect(told('14393', 23, storage, { ProductType: null }).kind).toBe('unknown');
    expect(told('14393', 8, 'Windows Server 2016', { ProductType: null }).kind).toBe('windowsServer');
  });

  it('can be a Windows client, another system, or Azure Stack HCI', () => {
    expect(told('22631', 48, 'Windows 11 Pro', { ProductType: '1' }).kind).toBe('windowsClient');
    expect(told('22631', null, 'Windows 11 Pro', { ProductType: null }).kind).toBe('windowsClient');
    expect(told('22631', 48, 'Betriebssystem', { ProductType: '1' }).kind).toBe('windowsClient');
    expect(told('20349', null, 'Azure Stack HCI').kind).toBe('azureStackHci');
    expect(told('20349', 406, 'Betriebssystem').kind).toBe('azureStackHci');
    const linux = { OSName: 'Ubuntu', OSVersion: '22.04' };
    expect(systemOf(machineOf({ guest: linux }).guest).kind).toBe('notWindows');
  });

  it('is unknown if nothing or too little was reported', () => {
    expect(systemOf(null)).toEqual({ kind: 'unknown' });
    expect(systemOf(machineOf({ guest: { FullyQualifiedDomainName: 'vm' } }).guest).kind).toBe('unknown');
    expect(systemOf(machineOf({ guest: { OSName: 'Windows' } }).guest).kind).toBe('unknown');
  });

  it('is read once from what a guest reports, however often its servers change', () => {
    let reads = 0;
    const { guest } = machineOf({ guest: guestRow('20348', 7, 'Windows Server 2022 Standard') });
    const facts = new Proxy(guest!, {
      get: (from, name) => {
        reads += 1;
        return Reflect.get(from, name) as unknown;
      }
    });
    const first = systemOf(facts);
    const once = reads;
    expect(systemOf(facts)).toBe(first);
    expect([once > 0, reads]).toEqual([true, once]);
  });
});

describe('The key that a guest needs', () => {
  it('is the one that Microsoft publishes for its release and edition', () => {
    const system = { kind: 'windowsServer', release: '2022' } as const;
    expect(guestKeyOf({ ...system, edition: 'datacenter' })).toBe('W3GNR-8DDXR-2TFRP-H8P33-DV9BG');
    expect(guestKeyOf({ ...system, edition: 'azureEdition' })).toBe('F7TB6-YKN8Y-FCC6R-KQ484-VMK3J');
    expect(guestKeyOf({ ...system, release: '2019', edition: 'essentials' })).toBe('2CTP7-NHT64-BP62M-FV6GG-HFV28');
  });

  it('is null if there is none: another release or edition, or another system', () => {
    const system = { kind: 'windowsServer', release: '2022' } as const;
    for (const edition of ['evaluation', 'unknown', 'essentials'] as const) {
      expect(guestKeyOf({ ...system, edition }))
        .withContext(edition)
        .toBeNull();
    }
    expect(guestKeyOf({ ...system, release: null, edition: 'standard' })).toBeNull();
    expect(guestKeyOf({ ...system, release: 'older', edition: 'standard' })).toBeNull();
    expect(guestKeyOf({ kind: 'notWindows' })).toBeNull();
  });
});
