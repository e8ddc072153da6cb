import { GuestCoverage, HostState, Verdict, verdictOfRelease } from './guest-coverage';
import { GuestRelease, guestReleases } from './guest-matrix';
import { Mobility } from './virtual-machine';
import { serverId } from '../servers/server';

/** A virtual machine and the ID of the server that it’s on. */
export interface PlacedGuest {
  readonly server: string;
  /** Null if it doesn’t run a release of Windows Server that a host could activate, or if the release isn’t known. */
  readonly release: GuestRelease | null;
  readonly moves: Mobility;
  readonly coverage: GuestCoverage;
}

/** Whether a server activates guests of a release, and how many of them are on it. */
export interface GuestMapCell {
  readonly release: GuestRelease;
  readonly verdict: Verdict['kind'];
  readonly machines: number;
}

/** What happens to activation when a server is drained. Machines that can’t be activated there have nothing to lose. */
export interface DrainRisk {
  /** How many machines can’t be activated on any other server that they can move to. */
  readonly loses: number;
  /** How many machines can’t be activated on some of the servers that they can move to. */
  readonly mightLose: number;
}

/** A server, what it activates, and what depends on it. */
export interface GuestMapRow {
  readonly server: string;
  readonly cells: readonly GuestMapCell[];
  readonly drain: DrainRisk;
}

/** Machines of a release that some servers activate and others don’t. */
export interface MixedRelease {
  readonly release: GuestRelease;
  readonly machines: number;
  /** The IDs of the servers that can’t activate them. */
  readonly notOn: readonly string[];
}

/** Every server with every release of Windows Server that a guest can run. */
export interface GuestMap {
  readonly rows: readonly GuestMapRow[];
  readonly mixed: readonly MixedRelease[];
  /** How many machines can lose their activation when they move. */
  readonly atRisk: number;
}

/** Counts, for each server, what it activates, what is on it, and what a move can cost. */
export function guestMapOf(guests: readonly PlacedGuest[], hosts: ReadonlyMap<string, HostState>): GuestMap {
  const counts = new Map<string, number>();
  const drains = new Map<string, { loses: number; mightLose: number }>();
  for (const guest of guests) {
    const key = keyOf(guest.server, guest.release);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    const drain = drains.get(guest.server) ?? { loses: 0, mightLose: 0 };
    const risk = riskOf(guest, hosts.size);
    drains.set(guest.server, risk === null ? drain : { ...drain, [risk]: drain[risk] + 1 });
  }
  const rows = [...hosts].map(([server, host]) => ({
    server,
    cells: guestReleases.map(release => ({
      release,
      verdict: verdictOfRelease(release, host).kind,
      machines: counts.get(keyOf(server, release)) ?? 0
    })),
    drain: drains.get(server) ?? { loses: 0, mightLose: 0 }
  }));
  const atRisk = rows.reduce((sum, { drain }) => sum + drain.loses + drain.mightLose, 0);
  return { rows, mixed: guestReleases.flatMap((release, index) => mixedOf(release, index, rows)), atRisk };
}

function mixedOf(release: GuestRelease, index: number, rows: readonly GuestMapRow[]): MixedRelease[] {
  const machines = rows.reduce((sum, { cells }) => sum + cells[index].machines, 0);
  const notOn = rows.filter(({ cells }) => cells[index].verdict === 'cannot').map(({ server }) => server);
  const isMixed = notOn.length > 0 && rows.some(({ cells }) => cells[index].verdict === 'can');
  return machines > 0 && isMixed ? [{ release, machines, notOn }] : [];
}

/** What a machine can lose when it moves. Only servers that certainly can’t activate it count. */
function riskOf({ server, moves, coverage }: PlacedGuest, servers: number): keyof DrainRisk | null {
  const not = coverage.elsewhere.filter(({ verdict }) => verdict.kind === 'cannot').length;
  if (moves.kind !== 'yes' || not === 0) {
    return null;
  }
  const others = moves.to === null ? servers - 1 : moves.to.filter(name => serverId({ name }) !== server).length;
  return not >= others ? 'loses' : 'mightLose';
}

function keyOf(server: string, release: GuestRelease | null): string {
  return JSON.stringify([server, release]);
}
