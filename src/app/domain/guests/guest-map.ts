import { GuestCoverage, HostState, Verdict, verdictOfRelease } from './guest-coverage';
import { GuestRelease, guestReleases } from './guest-matrix';
import { Mobility } from './virtual-machine';
import { serverId } from '../servers/server';

/** A virtual machine and the ID of the server that it’s on. */
export interface PlacedGuest {
  readonly server: string;
  /** Null if more than the release decides, such as an evaluation edition, or if hosts never activate it. */
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
  /** How many machines might lose it as far as is known. */
  readonly open: number;
}

const noRisk: DrainRisk = { loses: 0, mightLose: 0, open: 0 };

/** A server, what it activates, and what depends on it. */
export interface GuestMapRow {
  readonly server: string;
  readonly cells: readonly GuestMapCell[];
  /** Null if the machines on it couldn’t be read. */
  readonly drain: DrainRisk | null;
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

/** Counts, for each server, what it activates, what is on it, and what a move can cost. `read` has the read servers. */
export function guestMapOf(
  guests: readonly PlacedGuest[],
  hosts: ReadonlyMap<string, HostState>,
  read: ReadonlySet<string>
): GuestMap {
  const counts = new Map<string, number>();
  const drains = new Map<string, Record<keyof DrainRisk, number>>();
  for (const guest of guests) {
    const key = keyOf(guest.server, guest.release);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    const drain = drains.get(guest.server) ?? { ...noRisk };
    const risk = riskOf(guest, hosts.size);
    if (risk !== null) {
      drain[risk] += 1;
    }
    drains.set(guest.server, drain);
  }
  const rows = [...hosts].map(([server, host]) => ({
    server,
    cells: guestReleases.map(release => ({
      release,
      verdict: verdictOfRelease(release, host).kind,
      machines: counts.get(keyOf(server, release)) ?? 0
    })),
    drain: read.has(server) ? (drains.get(server) ?? noRisk) : null
  }));
  const atRisk = rows.reduce((sum, { drain }) => sum + (drain?.loses ?? 0) + (drain?.mightLose ?? 0), 0);
  return { rows, mixed: guestReleases.flatMap((release, index) => mixedOf(release, index, rows, guests)), atRisk };
}

function mixedOf(
  release: GuestRelease,
  index: number,
  rows: readonly GuestMapRow[],
  guests: readonly PlacedGuest[]
): MixedRelease[] {
  const notOn = rows.filter(({ cells }) => cells[index].verdict === 'cannot').map(({ server }) => server);
  // A machine that stays where it can be activated never meets the other servers.
  const concerned = guests.filter(guest => guest.moves.kind !== 'no' || notOn.includes(guest.server));
  const machines = concerned.filter(guest => guest.release === release).length;
  const isMixed = notOn.length > 0 && rows.some(({ cells }) => cells[index].verdict === 'can');
  return machines > 0 && isMixed ? [{ release, machines, notOn }] : [];
}

/** What a machine can lose when it moves. */
function riskOf({ server, moves, coverage }: PlacedGuest, servers: number): keyof DrainRisk | null {
  const { here, elsewhere } = coverage;
  if (moves.kind === 'no' || here.kind === 'cannot' || here.kind === 'doesNotApply') {
    return null;
  }
  if (moves.kind === 'notKnown' || here.kind === 'notKnown') {
    return 'open';
  }
  const not = elsewhere.filter(({ verdict }) => verdict.kind === 'cannot').length;
  const others = moves.to === null ? servers - 1 : moves.to.filter(name => serverId({ name }) !== server).length;
  if (not > 0) {
    // What depends on a license might not be activated here, either.
    return not >= others && here.kind === 'can' ? 'loses' : 'mightLose';
  }
  return elsewhere.length > 0 ? 'open' : null;
}

function keyOf(server: string, release: GuestRelease | null): string {
  // No server's ID has a line break.
  return `${server}\n${release ?? ''}`;
}
