import { leavesKey } from './attempt';
import {
  KeyVersion,
  KnownKeyVersion,
  compareKeyVersions,
  isKnownVersion,
  isOlderVersion,
  newestVersion
} from '../keys/key-version';
import { Server, serverId } from './server';
import { Badge, OwnLicense, ServerState, ServerStatus, canTakeKey, hasSubscription, isHeldBack } from './status';
import { isOutOfPolicy, isSubscriptionUnread, isSyncOverdue, subscriptionOf } from '../answers/subscription';

/** What an alert is about, worst first. */
export type AlertKind =
  | 'serverDown'
  | 'updateMissing'
  | 'applicationControl'
  | 'noAccess'
  | 'keyDidNotWork'
  | 'keyNotApplied'
  | 'keyNotConfirmed'
  | 'keyNotKnown'
  | 'keyNotActive'
  | 'couldNotCheck'
  | 'olderKeys'
  | 'keyMissing'
  | 'noSubscription'
  | 'subscriptionUnread'
  | 'syncOverdue'
  | 'outOfPolicy'
  | 'ownNotActive'
  | 'ownOtherEdition'
  | 'versionUnknown'
  | 'ownActivation'
  | 'readOnly';

/** Something the page has to tell about some servers, all of them named. */
export interface Alert {
  readonly kind: AlertKind;
  readonly severity: 'error' | 'warning' | 'info';
  readonly servers: readonly Server[];
}

/** What is true of the cluster as a whole. */
export interface Findings {
  readonly total: number;
  readonly checking: number;

  /** How many servers have answered by themselves. */
  readonly answered: number;

  /** How many servers can activate VMs: with a key, a subscription, or their own license. */
  readonly activated: number;

  /** How many of them the Windows Server subscription covers, with or without a key. */
  readonly covered: number;

  /** Of how many servers that is not known. */
  readonly notKnown: number;

  /** The versions of the keys that activate VMs, older first; those not known are left out. */
  readonly versions: readonly KnownKeyVersion[];
  readonly newestVersion: KeyVersion;
  readonly olderKeyServers: readonly Server[];

  /** Servers that don't tell the version of their key, where another has a key too, and it may matter. */
  readonly unknownVersionServers: readonly Server[];

  /** Servers without a key, where others have one. */
  readonly serversWithoutKey: readonly Server[];

  /** Whether a key can be entered for a server that does not activate VMs yet. */
  readonly isSomeReady: boolean;

  /** Servers that this admin may not even look at. */
  readonly deniedServers: readonly Server[];

  /**
   * Nothing is set up yet, as far as servers have answered: while some are being checked it can
   * still change.
   */
  readonly isFirstRun: boolean;
  readonly alerts: readonly Alert[];
}

/** Draws from the status of all servers what the page says of the cluster. */
export function findingsOf(statuses: readonly ServerStatus[]): Findings {
  const newest = newestVersion(versionsIn(statuses));
  const older = statuses.filter(status => !hasSubscription(status) && isOlderVersion(status.keyVersion, newest));
  const keyless = statuses.some(hasKey) && !statuses.some(hasSubscription) ? inState(statuses, 'noKey') : [];
  return {
    total: statuses.length,
    checking: inState(statuses, 'checking').length,
    answered: statuses.filter(status => status.report !== null).length,
    activated: statuses.filter(can).length,
    covered: statuses.filter(status => hasSubscription(status) && can(status)).length,
    notKnown: statuses.filter(status => activatesVms(status) === 'notKnown').length,
    versions: versionsIn(statuses.filter(status => can(status) && status.shows === 'activated')),
    newestVersion: newest,
    olderKeyServers: serversOf(older),
    unknownVersionServers: serversOf(withUnknownVersion(statuses)),
    serversWithoutKey: serversOf(keyless),
    isSomeReady: statuses.some(status => canTakeKey(status).can && !can(status)),
    deniedServers: serversOf(inState(statuses, 'noAccess')),
    isFirstRun: isFirstRun(statuses) && !statuses.some(can),
    alerts: alertsOf(statuses, older, keyless)
  };
}

/** All badges of one server, with the one that only the whole cluster can tell. */
export function badgesOf(status: ServerStatus, findings: Findings): readonly Badge[] {
  const id = serverId(status.server);
  const older = findings.olderKeyServers.some(server => serverId(server) === id);
  return older ? ['olderKey', ...status.badges] : status.badges;
}

/** Whether VMs on that server can be activated by it now. */
export function activatesVms(status: ServerStatus): 'yes' | 'no' | 'notKnown' {
  switch (status.state) {
    case 'subscription':
      return 'yes';
    case 'ownActivation':
      return status.license === 'active' ? 'yes' : status.license === 'unknown' ? 'notKnown' : 'no';
    case 'down':
    case 'tooOld':
      return 'no';
    default:
      return hasSubscription(status) ? 'yes' : byKey(status);
  }
}

/** What the key says; where it activates nothing, a subscription that could not be read may. */
function byKey({ shows, report }: ServerStatus): 'yes' | 'no' | 'notKnown' {
  const isOpen = shows === 'unknown' || isSubscriptionUnread(report);
  return shows === 'activated' ? 'yes' : isOpen ? 'notKnown' : 'no';
}

/** Windows Server hosts whose own license is one of these. */
function withLicense(statuses: readonly ServerStatus[], ...licenses: readonly OwnLicense[]): ServerStatus[] {
  return statuses.filter(status => status.state === 'ownActivation' && licenses.includes(status.license));
}

function isReadOnly({ report, state }: ServerStatus): boolean {
  return report?.endpoint === 'restricted' && state !== 'ownActivation';
}

/**
 * The first run is shown when servers have answered, none of them shows a key, an activation or a subscription, and one
 * can take a key: nobody has published how a server says that it has none, so not understanding it must not hide the
 * way to set it up. Servers that can't have a key yet, or need none, have no say.
 */
function isFirstRun(statuses: readonly ServerStatus[]): boolean {
  const asked = statuses.filter(
    ({ report, state }) => report !== null && state !== 'tooOld' && state !== 'ownActivation'
  );
  const isKnown = asked.every(({ state }) => state === 'noKey');
  const canBegin = isKnown || asked.some(status => canTakeKey(status).can);
  // Once a key may be on one of them it is set up, though its words are not understood, or it is silent now.
  const isBegun = statuses.some(({ attempt }) => leavesKey(attempt));
  return asked.length > 0 && asked.every(showsNothing) && canBegin && !isBegun;
}

/** Whether a server that has answered shows nothing that activates, and nothing that came of a key. */
function showsNothing(status: ServerStatus): boolean {
  switch (status.state) {
    case 'noKey':
    case 'unknownAnswer':
    case 'couldNotCheck':
    case 'applicationControl':
      return !hasKey(status) && !hasSubscription(status) && status.shows !== 'activated';
    default:
      return false;
  }
}

function hasKey({ showsKey, state }: ServerStatus): boolean {
  return showsKey || state === 'activated' || state === 'keyNotActive';
}

function versionsIn(statuses: readonly ServerStatus[]): KnownKeyVersion[] {
  const known = statuses.map(status => status.keyVersion).filter(isKnownVersion);
  return [...new Set(known)].sort(compareKeyVersions);
}

/**
 * No licensing product of a host that anybody published names a year (`Windows(R), ServerDatacenter edition`), so that
 * the version is known only where the cmdlet tells it.
 */
function withUnknownVersion(statuses: readonly ServerStatus[]): readonly ServerStatus[] {
  const keyed = statuses.filter(status => hasKey(status) && !hasSubscription(status));
  return keyed.length > 1 ? keyed.filter(({ keyVersion }) => !isKnownVersion(keyVersion)) : [];
}

function alertsOf(
  statuses: readonly ServerStatus[],
  older: readonly ServerStatus[],
  keyless: readonly ServerStatus[]
): Alert[] {
  const refused = statuses.filter(failedWithKey);
  const all: readonly Alert[] = [
    alert('serverDown', 'error', inState(statuses, 'down')),
    alert('updateMissing', 'error', inState(statuses, 'tooOld')),
    alert('applicationControl', 'error', statuses.filter(isHeldBack)),
    alert('noAccess', 'error', inState(statuses, 'noAccess')),
    alert('keyDidNotWork', 'error', refused),
    alert('keyNotApplied', 'warning', statuses.filter(wasNotTried)),
    alert('keyNotConfirmed', 'warning', statuses.filter(isAttemptNotConfirmed)),
    alert('keyNotKnown', 'warning', statuses.filter(isAttemptNotKnown)),
    alert('keyNotActive', 'warning', inState(statuses, 'keyNotActive')),
    alert('couldNotCheck', 'warning', inState(statuses, 'couldNotCheck')),
    alert('olderKeys', 'warning', older),
    alert('keyMissing', 'warning', keyless),
    alert('noSubscription', 'warning', noSubscription(statuses)),
    alert('subscriptionUnread', 'warning', keyless.length > 0 ? [] : unreadWithoutKey(statuses)),
    alert('syncOverdue', 'warning', statuses.filter(isOverdue)),
    alert('outOfPolicy', 'warning', statuses.filter(isOut)),
    alert('ownNotActive', 'warning', withLicense(statuses, 'notActive')),
    alert('ownOtherEdition', 'warning', withLicense(statuses, 'otherEdition')),
    alert('versionUnknown', 'info', withUnknownVersion(statuses)),
    alert('ownActivation', 'info', withLicense(statuses, 'active', 'unknown')),
    alert('readOnly', 'info', statuses.filter(isReadOnly))
  ];
  return all.filter(({ servers }) => servers.length > 0);
}

/**
 * A subscription is the cluster's. So where it covers others, a server that says that it is not covered has lost it, or
 * has not heard of it yet.
 */
function noSubscription(statuses: readonly ServerStatus[]): readonly ServerStatus[] {
  return statuses.some(hasSubscription) ? statuses.filter(saysNotCovered) : [];
}

function saysNotCovered(status: ServerStatus): boolean {
  const { report, state } = status;
  if (report === null || state === 'ownActivation' || state === 'tooOld' || hasSubscription(status)) {
    return false;
  }
  const { kind } = subscriptionOf(report);
  return kind === 'notActive' || kind === 'none' || (kind === 'notOffered' && state === 'noKey');
}

/** Servers of which nothing shows that they need a key, or that they do not. */
function unreadWithoutKey(statuses: readonly ServerStatus[]): readonly ServerStatus[] {
  return inState(statuses, 'noKey').filter(isUnread);
}

function isUnread({ report }: ServerStatus): boolean {
  // What is still awaited has not failed.
  return isSubscriptionUnread(report) && report?.azure !== 'awaited';
}

/** Without Azure for too long, with a license to lose by it. */
function isOverdue(status: ServerStatus): boolean {
  const hasLicense = hasSubscription(status) || hasKey(status);
  return hasLicense && isSyncOverdue(status.report, status.checkedAt);
}

/** Out of policy with Azure for a reason that the time of the last sync does not show, with a license to lose by it. */
function isOut(status: ServerStatus): boolean {
  const hasLicense = hasSubscription(status) || hasKey(status);
  return hasLicense && isOutOfPolicy(status.report) && !isOverdue(status);
}

/** A refused key is told also of a server that has gone silent since. */
function failedWithKey({ state, attempt }: ServerStatus): boolean {
  const last = attempt?.attempt;
  return state === 'keyDidNotWork' || (last?.kind === 'failed' && last.reason === 'refused');
}

/** A key that never came to be tried, for another reason than application control, which has its own alert. */
function wasNotTried({ attempt }: ServerStatus): boolean {
  const last = attempt?.attempt;
  return last?.kind === 'failed' && last.reason !== 'refused' && last.reason !== 'applicationControl';
}

function isAttemptNotConfirmed({ attempt }: ServerStatus): boolean {
  return attempt?.attempt.kind === 'notConfirmed';
}

function isAttemptNotKnown({ attempt }: ServerStatus): boolean {
  return attempt?.attempt.kind === 'notKnown';
}

function alert(kind: AlertKind, severity: Alert['severity'], statuses: readonly ServerStatus[]): Alert {
  return { kind, severity, servers: serversOf(statuses) };
}

function can(status: ServerStatus): boolean {
  return activatesVms(status) === 'yes';
}

function inState(statuses: readonly ServerStatus[], state: ServerState): readonly ServerStatus[] {
  return statuses.filter(status => status.state === state);
}

function serversOf(statuses: readonly ServerStatus[]): Server[] {
  return statuses.map(({ server }) => server);
}
