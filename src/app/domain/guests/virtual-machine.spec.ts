import * as fc from 'fast-check';
import { notUnderstood } from '../answers/said';
import { readVirtualMachines } from './virtual-machine';
import { machineOf, machineRow, machinesAnswer } from '../testing/virtual-machine-fixture';

describe('A server’s report about its virtual machines', () => {
  it('includes what each guest reports about itself', () => {
    expect(machineOf()).toEqual({
      id: machineRow.id,
      name: 'vm01',
      power: 'running',
      dataExchange: 'on',
      moves: { kind: 'yes', to: null },
      guest: {
        osName: 'Windows Server 2022 Datacenter',
        osVersion: '10.0.20348',
        osBuild: '20348',
        osEditionId: 8,
        productType: 3,
        fqdn: 'vm01.contoso.com'
      },
      reported: []
    });
  });

  it('has the power state for each of Hyper-V’s numbers', () => {
    const powers = [2, 3, 6, 9, 32768, 32769, 10, 0].map(enabledState => machineOf({ enabledState }).power);
    expect(powers).toEqual(['running', 'off', 'saved', 'paused', 'paused', 'saved', 'other', 'other']);
  });

  it('has Data Exchange as on, off, or not known', () => {
    const told = [2, 3, null].map(dataExchange => machineOf({ dataExchange: dataExchange as number }).dataExchange);
    expect(told).toEqual(['on', 'off', 'notKnown']);
  });

  it('says where a virtual machine can move to, as far as the cluster reported it', () => {
    expect(machineOf({ clustered: false }).moves).toEqual({ kind: 'no' });
    expect(machineOf({ clustered: null as unknown as boolean }).moves).toEqual({ kind: 'notKnown' });
    expect(machineOf({ possibleOwners: ['NODE01', 'NODE02'] }).moves).toEqual({
      kind: 'yes',
      to: ['NODE01', 'NODE02']
    });
    const unread = ['', 5, 'NODE01'] as string[];
    expect(machineOf({ possibleOwners: unread }).moves).toEqual({ kind: 'notKnown' });
  });

  it('has no guest if the guest reported nothing, and keeps the guest’s own names for its license', () => {
    expect(machineOf({ guest: null }).guest).toBeNull();
    expect(machineOf({ guest: {} }).guest).toBeNull();
    expect(machineOf({ reported: { LicenseStatus: 'Licensed' } }).reported).toEqual([['LicenseStatus', 'Licensed']]);
  });

  it('hides product keys anywhere', () => {
    const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
    const machine = machineOf({ name: key, guest: { OSName: key }, reported: { [key]: key } });
    expect(JSON.stringify(machine)).not.toContain('XY234');
  });

  it('has a list for one virtual machine or none, and null if they couldn’t be read', () => {
    const listed = (said: unknown): number | null => {
      const reading = readVirtualMachines(machinesAnswer(null, { virtualMachines: said }));
      return reading.kind === 'answer' ? (reading.value.virtualMachines?.length ?? null) : -1;
    };
    expect(listed('[]')).toBe(0);
    expect(listed(JSON.stringify(machineRow))).toBe(1);
    expect(listed([machineRow])).toBe(1);
    expect(listed(null)).toBeNull();
  });

  it('has the host’s events, and why some parts couldn’t be read', () => {
    const events = JSON.stringify([
      { time: '2026-01-02T03:04:05Z', provider: 'SPP', level: 4, message: 'vm01' },
      { provider: 'SPP', message: null }
    ]);
    const errors = {
      virtualMachinesError: 'no Hyper-V',
      dataExchangeError: 'no WMI',
      clusterError: ' no cluster ',
      eventsError: 'denied'
    };
    const reading = readVirtualMachines(machinesAnswer([], { computerName: 'NODE01', events, ...errors }));
    expect(reading).toEqual({
      kind: 'answer',
      value: {
        ...errors,
        computerName: 'NODE01',
        virtualMachines: [],
        clusterError: 'no cluster',
        events: [
          { time: '2026-01-02T03:04:05Z', provider: 'SPP', message: 'vm01' },
          { time: null, provider: 'SPP', message: '' }
        ]
      }
    });
  });

  it('isn’t understood if there are two answers', () => {
    const answer = [machinesAnswer([]), machinesAnswer([])];
    expect(readVirtualMachines(answer)).toEqual(notUnderstood(answer));
  });

  it('isn’t understood if a row can’t be read, so that no list looks complete with a virtual machine missing', () => {
    for (const answer of [null, 'words', [], { schema: 2 }, machinesAnswer([{ name: 'no id' }])]) {
      expect(readVirtualMachines(answer)).toEqual(notUnderstood(answer));
    }
  });

  it('is read without an exception, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), fc.jsonValue(), (anything, json) => {
        readVirtualMachines(anything);
        readVirtualMachines(machinesAnswer(null, { virtualMachines: json, events: json }));
        readVirtualMachines(machinesAnswer([{ ...machineRow, guest: json, reported: json }]));
      })
    );
  });
});
