import { HostLicense, coverageOf } from './guest-matrix';
import { GuestSystem, guestKeyOf, systemOf } from './guest-system';
import { KeyVersion, isKnownVersion, readKeyVersion } from '../keys/key-version';
import { serverId } from '../servers/server';
import { ServerStatus } from '../servers/status';
import { hasSubscription, severityOf } from '../servers/states';
import { isSubscriptionUnread } from '../answers/subscription';
import { VirtualMachine } from './virtual-machine';

/** By what a server activates guests, or why it does not. */
export type HostState =
  | {
      readonly kind: 'activates';
      readonly by: HostLicense;
      /** Beside the key there may be a subscription, which could not be read: it would cover more. */
      readonly mayDoMore: boolean;
    }
  | { readonly kind: 'noKey' }
  | { readonly kind: 'notActive' }
  /** A Windows Server host: of another edition than Datacenter, or not activated itself. No key is set there. */
  | { readonly kind: 'ownOtherEdition' }
  | { readonly kind: 'ownNotActive' }
  /** It has a key that is active, and its version can't be told. */
  | { readonly kind: 'versionNotKnown' }
  /** It has not answered yet. */
  | { readonly kind: 'checking' }
  /** It could not be asked, or what it said can't be read. */
  | { readonly kind: 'notKnown' };

/** Why a virtual machine can't be activated by a server. */
export type CannotReason =
  | 'guestNewer'
  | 'guestTooOld'
  | 'evaluation'
  | 'noKey'
  | 'keyNotActive'
  | 'hostEdition'
  | 'hostNotActive'
  | 'dataExchangeOff';

/** Why it is not known whether it can. */
export type NotKnownReason =
  'off' | 'saved' | 'noData' | 'release' | 'edition' | 'host' | 'hostChecking' | 'hostVersion' | 'notDocumented';

/** Whether a server can activate a virtual machine: never whether that has happened, which only the guest knows. */
export type Verdict =
  | { readonly kind: 'can' }
  | { readonly kind: 'cannot'; readonly why: CannotReason }
  | { readonly kind: 'dependsOnLicense' }
  | { readonly kind: 'notKnown'; readonly why: NotKnownReason }
  | { readonly kind: 'doesNotApply'; readonly why: 'notWindows' | 'windowsClient' | 'azureStackHci' };

/** The verdict of the server that a virtual machine is on, and where it would be another. */
export interface GuestCoverage {
  readonly here: Verdict;

  /** The servers that it may move to and of which less can be said than of this; empty where it is no better here. */
  readonly elsewhere: readonly { readonly server: string; readonly verdict: Verdict }[];

  /** Whether it is known where it may move to. */
  readonly isWholeClusterKnown: boolean;
}

/** What a host that does not activate guests for sure means for them. */
interface HostTraits {
  readonly verdict: Verdict;

  /** Whether the host's own part is done: a license of its own that is active. */
  readonly license: 'done' | 'toDo' | 'notKnown';
}

/** Each state of a host but that in which it activates. */
export const hostTraits: Readonly<Record<Exclude<HostState['kind'], 'activates'>, HostTraits>> = {
  noKey: { verdict: { kind: 'cannot', why: 'noKey' }, license: 'toDo' },
  notActive: { verdict: { kind: 'cannot', why: 'keyNotActive' }, license: 'toDo' },
  ownOtherEdition: { verdict: { kind: 'cannot', why: 'hostEdition' }, license: 'toDo' },
  ownNotActive: { verdict: { kind: 'cannot', why: 'hostNotActive' }, license: 'toDo' },
  versionNotKnown: { verdict: { kind: 'notKnown', why: 'hostVersion' }, license: 'done' },
  checking: { verdict: { kind: 'notKnown', why: 'hostChecking' }, license: 'notKnown' },
  notKnown: { verdict: { kind: 'notKnown', why: 'host' }, license: 'notKnown' }
};

/** One word for a coverage, by which machines are counted and found. */
export type CoverageKind = 'can' | 'canHere' | 'cannot' | 'dependsOnLicense' | 'notKnown' | 'doesNotApply';

export const coverageKinds: readonly CoverageKind[] = [
  'cannot',
  'canHere',
  'dependsOnLicense',
  'notKnown',
  'can',
  'doesNotApply'
];

/**
 * By what a server activates guests. An active key goes on doing so when a later one did not work. Where a subscription
 * could not be read, a server without an active key is not known to activate none.
 */
export function hostStateOf(status: ServerStatus): HostState {
  if (hasSubscription(status)) {
    return { kind: 'activates', by: 'subscription', mayDoMore: false };
  }
  if (severityOf(status) === 'wait') {
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

/** What a virtual machine can expect of the server that it is on, and of those that it may move to. */
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

/** The word for a coverage: a machine that may move is covered only as far as the least of its servers. */
export function kindOf({ here, elsewhere, isWholeClusterKnown }: GuestCoverage): CoverageKind {
  const isEverywhere = elsewhere.length === 0 && isWholeClusterKnown;
  return here.kind === 'can' && !isEverywhere ? 'canHere' : here.kind;
}

/** Whether a server in that state can activate that guest. The guest's own part comes first: it never changes. */
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

/** Data Exchange has to be on for a host to activate a guest, whatever that is. */
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
  // An edition without a key of its own is in no document either, such as Essentials of 2022.
  if (coverage === 'notKnown' || guestKeyOf(system) === null) {
    return { kind: 'notKnown', why: 'notDocumented' };
  }
  // By a key it takes Software Assurance, which can't be seen from here (Microsoft Learn, AVMA).
  return edition === 'azureEdition' && host.by !== 'subscription' ? { kind: 'dependsOnLicense' } : { kind: 'can' };
}

/** The ids of the servers that a machine may be on. */
function ownersOf({ moves }: VirtualMachine, hosts: ReadonlyMap<string, HostState>): readonly string[] {
  if (moves.kind !== 'yes') {
    return [];
  }
  return moves.to === null ? [...hosts.keys()] : moves.to.map(name => serverId({ name }));
}

/** A Windows Server Datacenter host activates guests by its own license, of its own release. */
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
