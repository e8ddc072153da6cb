import * as fc from 'fast-check';
import {
  answered,
  machinesReport,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { noAnswers } from '../cluster/per-server';
import { statusOf } from '../domain/servers/status';
import { GuestFacts } from '../domain/guests/virtual-machine';
import { machineRow } from '../domain/testing/virtual-machine-fixture';
import { appStrings } from '../platform/strings';
import { VirtualMachineRows } from './virtual-machine-rows';
import { MachinesFetched, VirtualMachinesState } from './virtual-machines-state';

const [one, two] = serversNamed('node01', 'node02');
const statuses = [one, two].map(server => statusOf(server, answered(reportWithKey('6789N', '2022'))));
const other = { ...machineRow, id: 'B', name: 'vm02' };

describe('Rows of virtual machines', () => {
  let rows: VirtualMachineRows;

  beforeEach(() => {
    rows = new VirtualMachineRows(appStrings());
  });

  function reading(at: number, ...machines: readonly object[]): MachinesFetched {
    return { ...answered(machinesReport(machines)), at };
  }

  function guests(readings: Record<string, MachinesFetched>): VirtualMachinesState {
    return { ...noAnswers, readings: new Map(Object.entries(readings)) };
  }

  it('are the same objects until something about them changes', () => {
    const state = guests({ node01: reading(1, machineRow), node02: reading(1, other) });
    const first = rows.rowsOf(statuses, state, null);
    expect(rows.rowsOf([...statuses], { ...state, pending: new Set(['node01']) }, null)).toBe(first);
    const readings = new Map([...state.readings, ['node02', reading(2, other)]]);
    const second = rows.rowsOf(statuses, { ...state, readings }, null);
    expect(second[0]).toBe(first[0]);
    expect(second[1]).not.toBe(first[1]);
  });

  it('exist for each machine, whatever guests, names, and clusters report', () => {
    const odd = fc.constantFrom('constructor', '__proto__', 'toString', 'hasOwnProperty', '', '-1', '1e999', '\u202e');
    const text = fc.oneof(odd, fc.fullUnicodeString(), fc.constant(null));
    const value = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.array(text));
    const names = fc.constantFrom('OSName', 'OSVersion', 'OSBuildNumber', 'OSEditionId', 'ProductType', '__proto__');
    const told = fc.oneof(fc.constant(null), fc.dictionary(fc.oneof(names, fc.string()), value));
    const machine = fc.record({
      name: text,
      enabledState: value,
      dataExchange: value,
      clustered: value,
      possibleOwners: value,
      guest: told,
      reported: told
    });
    fc.assert(
      fc.property(fc.array(machine, { maxLength: 4 }), machines => {
        const numbered = machines.map((one, index) => ({ ...one, id: `M${index}` }));
        const found = new VirtualMachineRows(appStrings()).rowsOf(
          statuses,
          guests({ node01: reading(1, ...numbered) }),
          null
        );
        expect(found.map(({ id }) => id)).toEqual(numbered.map(({ id }) => id));
      })
    );
  });

  it('exist for all machines, whatever one guest reports', () => {
    for (const build of ['constructor', '__proto__', 'toString']) {
      const bad = { ...other, guest: { ...machineRow.guest, OSBuildNumber: build } };
      const all = rows.rowsOf(statuses, guests({ node01: reading(1, machineRow), node02: reading(1, bad) }), null);
      expect(all.map(({ name }) => name)).toEqual(['vm01', 'vm02']);
    }
    const machines = machinesReport([machineRow, other]);
    const [good, bad] = machines.virtualMachines ?? [];
    const guest = { ...bad.guest } as GuestFacts;
    Object.defineProperty(guest, 'osName', { get: () => fail() });
    const broken = { ...answered({ ...machines, virtualMachines: [good, { ...bad, guest }] }), at: 1 };
    const found = new VirtualMachineRows(appStrings()).rowsOf(statuses, guests({ node01: broken }), null);
    expect(found.map(({ name, kind }) => [name, kind])).toEqual([
      ['vm01', 'can'],
      ['vm02', 'notKnown']
    ]);

    function fail(): never {
      throw new Error('No words for it.');
    }
  });

  it('are made again when a server’s state changes', () => {
    const state = guests({ node01: reading(1, machineRow) });
    expect(rows.rowsOf(statuses, state, null)[0].kind).toBe('can');
    const keyless = statusOf(two, answered(reportWithoutKey()));
    expect(rows.rowsOf([statuses[0], keyless], state, null)[0].kind).toBe('canHere');
  });

  it('list a moved machine once, on the server that was read last', () => {
    const moved = guests({ node01: reading(1, machineRow), node02: reading(2, machineRow, other) });
    const found = rows.rowsOf(statuses, moved, null).map(({ name, serverName }) => [name, serverName]);
    expect(found).toEqual([
      ['vm01', 'node02'],
      ['vm02', 'node02']
    ]);
    const same = guests({ node01: reading(2, machineRow), node02: reading(2, machineRow) });
    expect(rows.rowsOf(statuses, same, null).length).toBe(1);
  });

  it('leave out machines of a server that has left the cluster', () => {
    const state = guests({ node01: reading(1, machineRow), node02: reading(1, other) });
    expect(rows.rowsOf([statuses[0]], state, null).map(({ name }) => name)).toEqual(['vm01']);
  });
});
