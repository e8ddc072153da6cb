import { KeyVersion, isKnownVersion, isOlderVersion } from '../keys/key-version';
import { isOutOfPolicy, isSubscriptionUnread, isSyncOverdue, subscriptionOf } from '../answers/subscription';
import { HelpTopicId } from './help-topic-id';
import { Server } from './server';
import { hasSubscription, isHeldBack, isWindowsServerHost, traitsOf } from './states';
import { OwnLicense, ServerState, ServerStatus } from './status';

/** What an admin can do about an alert. */
export type AlertAction = 'refresh' | 'manageKeys' | 'details' | 'signIn';

/** All that depends on what an alert is about. Its words are the strings `Alert_<kind>_title` and `_next`. */
export interface AlertTraits {
  readonly severity: 'error' | 'warning' | 'info';

  /** The servers that it is about; it is shown where there are any. */
  readonly about: (cluster: ClusterFacts) => readonly ServerStatus[];
  readonly actions: readonly AlertAction[];

  /** The question that one may ask then, and that the help answers. */
  readonly topic?: HelpTopicId;

  /** Whether an update mends it. */
  readonly isMendedByUpdate?: boolean;
}

/** What alerts are drawn from. */
interface ClusterFacts {
  readonly statuses: readonly ServerStatus[];

  /** The newest version among the keys. */
  readonly newest: KeyVersion;
}

/** Each alert, worst first, with all that depends on it. */
const alertTraits = catalogue({
  serverDown: { severity: 'error', about: inState('down'), actions: ['refresh'] },
  updateMissing: {
    severity: 'error',
    about: inState('tooOld'),
    actions: ['refresh'],
    topic: 'requirements',
    isMendedByUpdate: true
  },
  applicationControl: { severity: 'error', about: those(isHeldBack), actions: ['details'] },
  noAccess: { severity: 'error', about: inState('noAccess'), actions: ['signIn'] },
  // A refused key is told also of a server that has gone silent since.
  keyDidNotWork: {
    severity: 'error',
    about: those(status => status.state === 'keyDidNotWork' || reasonOfAttempt(status) === 'refused'),
    actions: ['manageKeys', 'details'],
    topic: 'errors'
  },
  keyNotApplied: { severity: 'warning', about: those(wasNotTried), actions: ['manageKeys', 'details'] },
  keyNotConfirmed: { severity: 'warning', about: withAttempt('notConfirmed'), actions: ['refresh', 'details'] },
  keyNotKnown: { severity: 'warning', about: withAttempt('notKnown'), actions: ['refresh', 'details'] },
  keyNotActive: {
    severity: 'warning',
    about: inState('keyNotActive'),
    actions: ['manageKeys', 'details'],
    topic: 'offline'
  },
  couldNotCheck: {
    severity: 'warning',
    about: inState('couldNotCheck'),
    actions: ['details', 'refresh'],
    topic: 'errors',
    isMendedByUpdate: true
  },
  olderKeys: { severity: 'warning', about: withOlderKey, actions: ['manageKeys'], topic: 'whichKeys' },
  keyMissing: { severity: 'warning', about: withoutKey, actions: ['manageKeys'], topic: 'changes' },
  noSubscription: { severity: 'warning', about: notCovered, actions: ['manageKeys', 'details'], topic: 'subscription' },
  subscriptionUnread: {
    severity: 'warning',
    about: withUnreadSubscription,
    actions: ['details', 'refresh'],
    topic: 'subscription'
  },
  syncOverdue: {
    severity: 'warning',
    about: those(isOverdue),
    actions: ['details', 'refresh'],
    topic: 'subscription'
  },
  // Out of policy with Azure for a reason that the time of the last sync does not show.
  outOfPolicy: {
    severity: 'warning',
    about: those(status => hasLicense(status) && isOutOfPolicy(status.report) && !isOverdue(status)),
    actions: ['details', 'refresh'],
    topic: 'subscription'
  },
  ownNotActive: { severity: 'warning', about: withLicense('notActive'), actions: ['refresh'] },
  ownOtherEdition: { severity: 'warning', about: withLicense('otherEdition'), actions: [] },
  versionUnknown: { severity: 'info', about: withUnknownVersion, actions: [], topic: 'whichKeys' },
  ownActivation: { severity: 'info', about: withLicense('active', 'unknown'), actions: [], topic: 'whatItDoes' },
  readOnly: {
    severity: 'info',
    about: those(status => status.report?.endpoint === 'restricted' && !isWindowsServerHost(status)),
    actions: []
  }
});

/** What an alert is about. */
export type AlertKind = keyof typeof alertTraits;

/** Something the page has to tell about some servers, all of them named. */
export interface Alert {
  readonly kind: AlertKind;
  readonly severity: AlertTraits['severity'];
  readonly servers: readonly Server[];
}

/** The alerts that a cluster gives cause to, worst first. */
export function alertsOf(cluster: ClusterFacts): readonly Alert[] {
  return Object.keys(alertTraits).flatMap(name => {
    const kind = name as AlertKind;
    const { severity, about } = traitsOfAlert(kind);
    const servers = about(cluster).map(({ server }) => server);
    return servers.length > 0 ? [{ kind, severity, servers }] : [];
  });
}

/** All that depends on what an alert is about. */
export function traitsOfAlert(kind: AlertKind): AlertTraits {
  return alertTraits[kind];
}

/** Servers whose key is known to be for an older version than another's, and matters. */
export function withOlderKey({ statuses, newest }: ClusterFacts): readonly ServerStatus[] {
  return statuses.filter(status => !hasSubscription(status) && isOlderVersion(status.keyVersion, newest));
}

/** Servers without a key, where others have one and no subscription covers any. */
export function withoutKey({ statuses }: ClusterFacts): readonly ServerStatus[] {
  const isOdd = statuses.some(({ showsKey }) => showsKey) && !statuses.some(hasSubscription);
  return isOdd ? statuses.filter(({ state }) => state === 'noKey') : [];
}

/**
 * Servers that don't tell the version of their key, where another has a key too. No licensing product of a host that
 * anybody published names a year (`Windows(R), ServerDatacenter edition`): only the cmdlet may tell it.
 */
export function withUnknownVersion({ statuses }: ClusterFacts): readonly ServerStatus[] {
  const keyed = statuses.filter(status => status.showsKey && !hasSubscription(status));
  return keyed.length > 1 ? keyed.filter(({ keyVersion }) => !isKnownVersion(keyVersion)) : [];
}

/** Lets the compiler know the names of the entries, and hold each to its type. */
function catalogue<Kind extends string>(entries: Readonly<Record<Kind, AlertTraits>>): typeof entries {
  return entries;
}

function those(isOne: (status: ServerStatus) => boolean): AlertTraits['about'] {
  return ({ statuses }) => statuses.filter(isOne);
}

function inState(state: ServerState): AlertTraits['about'] {
  return those(status => status.state === state);
}

/** Windows Server hosts whose own license is one of these. */
function withLicense(...licenses: readonly OwnLicense[]): AlertTraits['about'] {
  return those(status => status.state === 'ownActivation' && licenses.includes(status.license));
}

function withAttempt(kind: 'notConfirmed' | 'notKnown'): AlertTraits['about'] {
  return those(({ attempt }) => attempt?.attempt.kind === kind);
}

function reasonOfAttempt({ attempt }: ServerStatus): string | null {
  return attempt?.attempt.kind === 'failed' ? attempt.attempt.reason : null;
}

/** A key that never came to be tried, for another reason than application control, which has its own alert. */
function wasNotTried(status: ServerStatus): boolean {
  const reason = reasonOfAttempt(status);
  return reason !== null && reason !== 'refused' && reason !== 'applicationControl';
}

/**
 * A subscription is the cluster's. So where it covers others, a server that says that it is not covered has lost it, or
 * has not heard of it yet.
 */
function notCovered({ statuses }: ClusterFacts): readonly ServerStatus[] {
  return statuses.some(hasSubscription) ? statuses.filter(saysNotCovered) : [];
}

function saysNotCovered(status: ServerStatus): boolean {
  const { report, state } = status;
  if (report === null || !traitsOf(status).canHaveKey || hasSubscription(status)) {
    return false;
  }
  const { kind } = subscriptionOf(report);
  return kind === 'notActive' || kind === 'none' || (kind === 'notOffered' && state === 'noKey');
}

/** Servers of which nothing shows that they need a key, or that they do not. What is still awaited has not failed. */
function withUnreadSubscription(cluster: ClusterFacts): readonly ServerStatus[] {
  const isUnread = ({ state, report }: ServerStatus): boolean =>
    state === 'noKey' && isSubscriptionUnread(report) && report?.azure !== 'awaited';
  return withoutKey(cluster).length > 0 ? [] : cluster.statuses.filter(isUnread);
}

/** Without Azure for too long, with a license to lose by it. */
function isOverdue(status: ServerStatus): boolean {
  return hasLicense(status) && isSyncOverdue(status.report, status.checkedAt);
}

function hasLicense(status: ServerStatus): boolean {
  return hasSubscription(status) || status.showsKey;
}
