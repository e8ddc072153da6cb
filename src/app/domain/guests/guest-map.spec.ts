import { machineOf } from '../testing/virtual-machine-fixture';
import { HostState, guestCoverageOf } from './guest-coverage';
import { PlacedGuest, guestMapOf } from './guest-map';
import { HostLicense } from './guest-matrix';
import { Mobility } from './virtual-machine';

function by(license: HostLicense): HostState {
  return { kind: 'activates', by: license, mayDoMore: false };
}

/** node01 has a key of 2025, node02 of 2022, node03 none. */
const hosts: ReadonlyMap<string, HostState> = new Map([
  ['node01', by('2025')],
  ['node02', by('2022')],
  ['node03', { kind: 'noKey' }]
]);
const everywhere: Mobility = { kind: 'yes', to: null };

/** A guest with Windows Server 2022, unless it's said otherwise. */
function guestOn(server: string, moves: Mobility, others = hosts): PlacedGuest {
  const machine = { ...machineOf({}), moves };
  return { server, release: '2022', moves, coverage: guestCoverageOf(machine, server, others) };
}

function to(...names: readonly string[]): Mobility {
  return { kind: 'yes', to: names };
}

describe('The map of servers and guest versions', () => {
  it('says for each server which versions it activates, and how many guests with each are on it', () => {
    const guests = [guestOn('node01', everywhere), guestOn('node01', everywhere), guestOn('node02', everywhere)];
    const { rows } = guestMapOf([...guests, { ...guests[0], release: null }], hosts);
    const of = (release: string) => rows.map(({ cells }) => cells.find(cell => cell.release === release));
    expect(rows.map(({ server }) => server)).toEqual(['node01', 'node02', 'node03']);
    expect(of('2022').map(cell => [cell?.verdict, cell?.machines])).toEqual([
      ['can', 2],
      ['can', 1],
      ['cannot', 0]
    ]);
    expect(of('2025').map(cell => [cell?.verdict, cell?.machines])).toEqual([
      ['can', 0],
      ['cannot', 0],
      ['cannot', 0]
    ]);
    expect(of('2012 R2').map(cell => cell?.verdict)).toEqual(['notKnown', 'can', 'cannot']);
  });

  it('names versions with guests that some servers activate and others don’t', () => {
    const { mixed } = guestMapOf([guestOn('node01', everywhere)], hosts);
    expect(mixed).toEqual([{ release: '2022', machines: 1, notOn: ['node03'] }]);
    expect(guestMapOf([], hosts).mixed).toEqual([]);
    const none = new Map([...hosts].filter(([id]) => id === 'node03'));
    expect(guestMapOf([guestOn('node03', everywhere, none)], none).mixed).toEqual([]);
  });

  describe('says what draining a server costs', () => {
    const drainOf = (guests: readonly PlacedGuest[], server: string) =>
      guestMapOf(guests, hosts).rows.find(row => row.server === server)?.drain;

    it('surely, if no other server can activate the guest', () => {
      expect(drainOf([guestOn('node01', to('node01', 'node03'))], 'node01')).toEqual({ loses: 1, mightLose: 0 });
      expect(drainOf([guestOn('node01', to('NODE01', 'NODE03'))], 'node01')).toEqual({ loses: 1, mightLose: 0 });
    });

    it('perhaps, if some can', () => {
      expect(drainOf([guestOn('node01', everywhere)], 'node01')).toEqual({ loses: 0, mightLose: 1 });
      expect(drainOf([guestOn('node01', to('node02', 'node03'))], 'node01')).toEqual({ loses: 0, mightLose: 1 });
    });

    it('nothing for guests that stay, that all others activate, or that aren’t activated now', () => {
      const safe = [guestOn('node01', { kind: 'no' }), guestOn('node01', to('node02')), guestOn('node03', everywhere)];
      for (const { server, drain } of guestMapOf(safe, hosts).rows) {
        expect(drain).withContext(server).toEqual({ loses: 0, mightLose: 0 });
      }
    });

    it('nothing that isn’t known: neither where a guest moves, nor what a server has', () => {
      const unknown = new Map<string, HostState>([
        ['node01', by('2025')],
        ['node02', { kind: 'notKnown' }]
      ]);
      const guests = [guestOn('node01', { kind: 'notKnown' }, unknown), guestOn('node01', everywhere, unknown)];
      expect(guestMapOf(guests, unknown).atRisk).toBe(0);
      expect(guestMapOf([guestOn('node01', to('node03', 'other'))], hosts).atRisk).toBe(1);
    });

    it('and counts all guests that a move can cost activation', () => {
      const guests = [guestOn('node01', everywhere), guestOn('node02', to('node03')), guestOn('node03', everywhere)];
      expect(guestMapOf(guests, hosts).atRisk).toBe(2);
    });
  });
});
