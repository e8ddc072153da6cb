import { readOnce } from '../answers/read-once';
import { GuestRelease, HostLicense, coverageOf } from './guest-matrix';
import { GuestSystem, guestKeyOf, systemOf } from './guest-system';
import { KeyVersion, isKnownVersion, readKeyVersion } from '../keys/key-version';
import { serverId } from '../servers/server';
import { ServerStatus } from '../servers/status';
import { hasSubscription, traitsOf } from '../servers/states';
import { isSubscriptionUnread } from '../answers/subscription';
import { VirtualMachine } from './virtual-machine';

/** What a server activates guests with, or why it doesn’t. */
export type HostState =
  | {
      readonly kind: 'activates';
      readonly by: HostLicense;
      /** In addition to the key, there might be a subscription that couldn’t be read. It would cover more. */
      readonly mayDoMore: boolean;
    }
  | { readonly kind: 'noKey' }
  | { readonly kind: 'notActive' }
  /**
   * A Windows Server host with an edition other than Datacenter, or one that isn’t activated itself. No key is set
   * there.
   */
  | { readonly kind: 'ownOtherEdition' }
  | { readonly kind: 'ownNotActive' }
  /** It has an active key, but the key’s version can’t be determined. */
  | { readonly kind: 'versionNotKnown' }
  /** It hasn’t answered yet. */
  | { readonly kind: 'checking' }
  /** It couldn’t be asked, or its answer can’t be read. */
  | { readonly kind: 'notKnown' };

/** Why a server can’t activate a virtual machine. */
export type CannotReason =
  | 'guestNewer'
  | 'guestTooOld'
  | 'evaluation'
  | 'noKey'
  | 'keyNotActive'
  | 'hostEdition'
  | 'hostNotActive'
  | 'dataExchangeOff';

/** Why it isn’t known whether a server can activate a virtual machine. */
export type NotKnownReason =
  'off' | 'saved' | 'noData' | 'release' | 'edition' | 'host' | 'hostChecking' | 'hostVersion' | 'notDocumented';

/** Whether a server can activate a virtual machine. Never whether it has been activated, which only the guest knows. */
export type Verdict =
  | { readonly kind: 'can' }
  | { readonly kind: 'cannot'; readonly why: CannotReason }
  | { readonly kind: 'dependsOnLicense' }
  | { readonly kind: 'notKnown'; readonly why: NotKnownReason }
  | { readonly kind: 'doesNotApply'; readonly why: 'notWindows' | 'windowsClient' | 'azureStackHci' };

/** The verdict for the virtual machine’s current server, and the servers with another verdict. */
export interface GuestCoverage {
  readonly here: Verdict;

  /**
   * The servers that it can move to where the verdict is worse; empty if the verdict for its current server is no
   * better.
   */
  readonly elsewhere: readonly { readonly server: string; readonly verdict: Verdict }[];

  /** Whether the servers that it can move to are known. */
  readonly isWholeClusterKnown: boolean;
}

/** What it means for guests if a host isn’t certain to activate them. */
interface HostTraits {
  readonly verdict: Verdict;

  /** Whether the host’s own part is done: its own license is active. */
  readonly license: 'done' | 'toDo' | 'notKnown';
}

/** The traits of each host state, except the one in which it activates guests. */
export const hostTraits: Readonly<Record<Exclude<HostState['kind'], 'activates'>, HostTraits>> = {
  noKey: { verdict: { kind: 'cannot', why: 'noKey' }, license: 'toDo' },
  notActive: { verdict: { kind: 'cannot', why: 'keyNotActive' }, license: 'toDo' },
  ownOtherEdition: { verdict: { kind: 'cannot', why: 'hostEdition' }, license: 'toDo' },
  ownNotActive: { verdict: { kind: 'cannot', why: 'hostNotActive' }, license: 'toDo' },
  versionNotKnown: { verdict: { kind: 'notKnown', why: 'hostVersion' }, license: 'done' },
  checking: { verdict: { kind: 'notKnown', why: 'hostChecking' }, license: 'notKnown' },
  notKnown: { verdict: { kind: 'notKnown', why: 'host' }, license: 'notKnown' }
};

/** A coverage as one word, for counting and finding virtual machines. */
export type CoverageKind = 'can' | 'canHere' | 'cannot' | 'dependsOnLicense' | 'notKnown' | 'doesNotApply';

/** From the best to the worst, and then those that have no part in it. */
export const coverageKinds: readonly CoverageKind[] = [
  'can',
  'canHere',
  'dependsOnLicense',
  'notKnown',
  'cannot',
  'doesNotApply'
];

/** How many virtual machines there are of each kind. */
export type CoverageCounts = Readonly<Record<CoverageKind, number>>;

/** Counts virtual machines by what can be expected of them. */
export function coverageCounts(machines: readonly { readonly kind: CoverageKind }[]): CoverageCounts {
  const counts = { can: 0, canHere: 0, dependsOnLicense: 0, notKnown: 0, cannot: 0, doesNotApply: 0 };
  machines.forEach(({ kind }) => (counts[kind] += 1));
  return counts;
}

/**
 * What a server activates guests with. An active key still works if a later one didn’t. If a subscription couldn’t be
 * read and no key is active, it isn’t known whether the server activates guests.
 */
export function hostStateOf(status: ServerStatus): HostState {
  if (hasSubscription(status)) {
    return { kind: 'activates', by: 'subscription', mayDoMore: false };
  }
  if (traitsOf(status).waitsFor === 'answer') {
    return { kind: 'checking' };
  }
  if (status.state === 'ownActivation') {
    return ownHostState(status);
  }
  const isUnread = isSubscriptionUnread(status.report);
  switch (status.shows) {
    case 'activated':
      return activatesBy(status.keyVersion, isUnread);
    case 'noKey':
      return { kind: isUnread ? 'notKnown' : 'noKey' };
    case 'keyNotActive':
      return { kind: isUnread ? 'notKnown' : 'notActive' };
    case 'unknown':
      return { kind: 'notKnown' };
  }
}

/** The coverage of a virtual machine by its current server and the servers that it can move to. */
export function guestCoverageOf(
  machine: VirtualMachine,
  server: string,
  hosts: ReadonlyMap<string, HostState>
): GuestCoverage {
  const system = systemOf(machine.guest);
  const on = (id: string): Verdict => verdictOf(machine, system, hosts.get(id) ?? { kind: 'notKnown' });
  const here = on(server);
  return {
    here,
    elsewhere:
      here.kind === 'can' || here.kind === 'dependsOnLicense'
        ? ownersOf(machine, hosts)
            .map(id => ({ server: id, verdict: on(id) }))
            .filter(({ verdict }) => verdict.kind !== here.kind && verdict.kind !== 'can')
        : [],
    isWholeClusterKnown: machine.moves.kind !== 'notKnown'
  };
}

/** A coverage as one word: a virtual machine that can move is covered only as far as on the worst of its servers. */
export function kindOf({ here, elsewhere, isWholeClusterKnown }: GuestCoverage): CoverageKind {
  const isEverywhere = elsewhere.length === 0 && isWholeClusterKnown;
  return here.kind === 'can' && !isEverywhere ? 'canHere' : here.kind;
}

/**
 * Whether a server in this state can activate this guest. The guest’s own part comes first because it never changes.
 */
export function verdictOf(machine: VirtualMachine, system: GuestSystem, host: HostState): Verdict {
  switch (system.kind) {
    case 'notWindows':
    case 'windowsClient':
    case 'azureStackHci':
      return { kind: 'doesNotApply', why: system.kind };
    case 'unknown':
      return withoutData(machine);
    case 'windowsServer':
      return machine.dataExchange === 'off'
        ? { kind: 'cannot', why: 'dataExchangeOff' }
        : ofWindowsServer(system, host);
  }
}

/** Whether a server in this state activates guests of this release, in an edition for which it’s documented. */
export function verdictOfRelease(release: GuestRelease, host: HostState): Verdict {
  return ofWindowsServer({ kind: 'windowsServer', release, edition: 'standard' }, host);
}

/** Data Exchange must be on for a host to activate any guest. */
function withoutData({ dataExchange, power }: VirtualMachine): Verdict {
  if (dataExchange === 'off') {
    return { kind: 'cannot', why: 'dataExchangeOff' };
  }
  return { kind: 'notKnown', why: power === 'off' || power === 'saved' ? power : 'noData' };
}

function ofWindowsServer(system: Extract<GuestSystem, { kind: 'windowsServer' }>, host: HostState): Verdict {
  const { release, edition } = system;
  if (edition === 'evaluation') {
    return { kind: 'cannot', why: 'evaluation' };
  }
  if (release === 'older') {
    return { kind: 'cannot', why: 'guestTooOld' };
  }
  if (host.kind !== 'activates') {
    return hostTraits[host.kind].verdict;
  }
  if (release === null) {
    return { kind: 'notKnown', why: 'release' };
  }
  const coverage = coverageOf(release, host.by);
  if (coverage === 'no') {
    return host.mayDoMore ? { kind: 'notKnown', why: 'host' } : { kind: 'cannot', why: 'guestNewer' };
  }
  if (edition === 'unknown') {
    return { kind: 'notKnown', why: 'edition' };
  }
  // An edition without a key of its own isn’t documented either, such as Essentials of 2022.
  if (coverage === 'notKnown' || guestKeyOf(system) === null) {
    return { kind: 'notKnown', why: 'notDocumented' };
  }
  // With a key, this requires Software Assurance, which isn’t visible from here (Microsoft Learn, AVMA).
  return edition === 'azureEdition' && host.by !== 'subscription' ? { kind: 'dependsOnLicense' } : { kind: 'can' };
}

/** The IDs of the servers that a virtual machine can be on. */
function ownersOf({ moves }: VirtualMachine, hosts: ReadonlyMap<string, HostState>): readonly string[] {
  if (moves.kind !== 'yes') {
    return [];
  }
  return moves.to === null ? [...hosts.keys()] : idsOf(moves.to);
}

const idsOf = readOnce((names: readonly string[]) => names.map(name => serverId({ name })));

/** A Windows Server Datacenter host activates guests with its own license, for its own release. */
function ownHostState(status: Extract<ServerStatus, { state: 'ownActivation' }>): HostState {
  switch (status.license) {
    case 'active':
      return ownRelease(status.report?.osCaption ?? '');
    case 'notActive':
      return { kind: 'ownNotActive' };
    case 'otherEdition':
      return { kind: 'ownOtherEdition' };
    case 'unknown':
      return { kind: 'notKnown' };
  }
}

function ownRelease(caption: string): HostState {
  const older = /Windows Server (2012 R2|2016)\b/i.exec(caption)?.[1].toUpperCase();
  return older === '2012 R2' || older === '2016'
    ? { kind: 'activates', by: older, mayDoMore: false }
    : activatesBy(readKeyVersion(caption), false);
}

function activatesBy(version: KeyVersion, mayDoMore: boolean): HostState {
  return isKnownVersion(version) ? { kind: 'activates', by: version, mayDoMore } : { kind: 'versionNotKnown' };
}
