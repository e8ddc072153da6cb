import { guestRow, machineOf } from '../testing/virtual-machine-fixture';
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
const all = new Set(hosts.keys());
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
    const { rows } = guestMapOf([...guests, { ...guests[0], release: null }], hosts, all);
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
    const { mixed } = guestMapOf([guestOn('node01', everywhere)], hosts, all);
    expect(mixed).toEqual([{ release: '2022', machines: 1, notOn: ['node03'] }]);
    expect(guestMapOf([], hosts, all).mixed).toEqual([]);
    const none = new Map([...hosts].filter(([id]) => id === 'node03'));
    expect(guestMapOf([guestOn('node03', everywhere, none)], none, all).mixed).toEqual([]);
    // One that stays where it's activated never meets the others.
    expect(guestMapOf([guestOn('node01', { kind: 'no' })], hosts, all).mixed).toEqual([]);
    expect(guestMapOf([guestOn('node03', { kind: 'no' })], hosts, all).mixed.length).toBe(1);
  });

  describe('says what draining a server costs', () => {
    const drainOf = (guests: readonly PlacedGuest[], server: string) =>
      guestMapOf(guests, hosts, all).rows.find(row => row.server === server)?.drain;

    it('surely, if no other server can activate the guest', () => {
      expect(drainOf([guestOn('node01', to('node01', 'node03'))], 'node01')).toEqual({
        loses: 1,
        mightLose: 0,
        open: 0
      });
      expect(drainOf([guestOn('node01', to('NODE01', 'NODE03'))], 'node01')).toEqual({
        loses: 1,
        mightLose: 0,
        open: 0
      });
    });

    it('perhaps, if some can', () => {
      expect(drainOf([guestOn('node01', everywhere)], 'node01')).toEqual({ loses: 0, mightLose: 1, open: 0 });
      expect(drainOf([guestOn('node01', to('node02', 'node03'))], 'node01')).toEqual({
        loses: 0,
        mightLose: 1,
        open: 0
      });
    });

    it('nothing for guests that stay, that all others activate, or that aren’t activated now', () => {
      const safe = [guestOn('node01', { kind: 'no' }), guestOn('node01', to('node02')), guestOn('node03', everywhere)];
      for (const { server, drain } of guestMapOf(safe, hosts, all).rows) {
        expect(drain).withContext(server).toEqual({ loses: 0, mightLose: 0, open: 0 });
      }
    });

    it('as unknown where it isn’t known: neither where a guest moves, nor what servers have', () => {
      const unknown = new Map<string, HostState>([
        ['node01', by('2025')],
        ['node02', { kind: 'notKnown' }]
      ]);
      const guests = [
        guestOn('node01', { kind: 'notKnown' }, unknown),
        guestOn('node01', everywhere, unknown),
        guestOn('node02', everywhere, unknown)
      ];
      const { rows, atRisk } = guestMapOf(guests, unknown, new Set(['node01', 'node02']));
      expect(rows.map(({ drain }) => drain)).toEqual([
        { loses: 0, mightLose: 0, open: 2 },
        { loses: 0, mightLose: 0, open: 1 }
      ]);
      expect(atRisk).toBe(0);
      expect(drainOf([guestOn('node01', to('node03', 'other'))], 'node01')?.mightLose).toBe(1);
    });

    it('not at all for a server whose guests couldn’t be read', () => {
      const { rows } = guestMapOf([], hosts, new Set(['node01']));
      expect(rows.map(({ drain }) => drain === null)).toEqual([false, true, true]);
    });

    it('never surely for what depends on a license', () => {
      const guest = guestRow('20348', 407, 'Windows Server 2022 Datacenter: Azure Edition');
      const moves = to('node03');
      const coverage = guestCoverageOf({ ...machineOf({ guest }), moves }, 'node01', hosts);
      const azure: PlacedGuest = { server: 'node01', release: null, moves, coverage };
      expect(drainOf([azure], 'node01')).toEqual({ loses: 0, mightLose: 1, open: 0 });
    });

    it('and counts all guests that a move can cost activation', () => {
      const guests = [guestOn('node01', everywhere), guestOn('node02', to('node03')), guestOn('node03', everywhere)];
      expect(guestMapOf(guests, hosts, all).atRisk).toBe(2);
    });
  });
});
