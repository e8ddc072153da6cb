import { KeyVersion, isKnownVersion, isOlderVersion } from '../keys/key-version';
import { readOnce } from '../answers/read-once';
import { isOutOfPolicy, isSubscriptionUnread, isSyncOverdue, subscriptionOf } from '../answers/subscription';
import { isFirstRun } from './first-run';
import { HelpTopicId } from './help-topic-id';
import { Server } from './server';
import { hasSubscription, isApplying, isWindowsServerHost, traitsOf } from './states';
import { OwnLicense, ServerState, ServerStatus } from './status';

/** What an admin can do about an alert. */
export type AlertAction = 'manageKeys' | 'details' | 'signIn' | 'commands';

/** What the article that an alert links to is about. */
export type AlertArticle = 'update' | 'hostActivation' | 'automaticActivation';

/** Everything that depends on the kind of an alert. Its words are the strings `Alert_<kind>_title` and `_next`. */
export interface AlertTraits {
  readonly severity: 'error' | 'warning' | 'info';

  /** Whether the alert is about a server, as far as the server alone decides. The alert is shown if there are any. */
  readonly about: (status: ServerStatus) => boolean;

  /** Which of those servers the alert is about, if the others decide, too. */
  readonly among?: (those: readonly ServerStatus[], cluster: ClusterFacts) => readonly ServerStatus[];

  /** The first one is the alert’s main action. */
  readonly actions: readonly AlertAction[];

  /** The help topic that answers the question an admin is likely to have. */
  readonly topic?: HelpTopicId;

  /** An article about how to fix it. */
  readonly article?: AlertArticle;
}

/** The facts that alerts are based on. */
interface ClusterFacts {
  readonly statuses: readonly ServerStatus[];

  /** The newest version of any key. */
  readonly newest: KeyVersion;
}

/** All alerts with their traits, most severe first. */
const alertTraits = catalogue({
  serverDown: { severity: 'error', about: inState('down'), actions: [] },
  updateMissing: {
    severity: 'error',
    about: inState('tooOld'),
    actions: [],
    topic: 'requirements',
    article: 'update'
  },
  applicationControl: {
    severity: 'error',
    about: inState('applicationControl'),
    actions: ['commands', 'details']
  },
  noAccess: { severity: 'error', about: inState('noAccess'), actions: ['signIn'] },
  // A refused key is also reported if the server has since stopped answering.
  keyDidNotWork: {
    severity: 'error',
    about: status => status.state === 'keyDidNotWork' || reasonOfAttempt(status) === 'refused',
    actions: ['manageKeys', 'details'],
    topic: 'errors'
  },
  keyNotApplied: { severity: 'warning', about: wasNotTried, actions: ['manageKeys', 'details'] },
  keyNotConfirmed: { severity: 'warning', about: withAttempt('notConfirmed'), actions: ['details'] },
  keyNotKnown: { severity: 'warning', about: withAttempt('notKnown'), actions: ['details'] },
  certificateLeft: {
    severity: 'warning',
    about: ({ certificatesLeft }) => certificatesLeft.length > 0,
    actions: ['details']
  },
  keyNotActive: {
    severity: 'warning',
    about: inState('keyNotActive'),
    actions: ['manageKeys', 'details'],
    topic: 'offline'
  },
  couldNotCheck: {
    severity: 'warning',
    about: inState('couldNotCheck'),
    actions: ['details'],
    topic: 'errors',
    article: 'update'
  },
  olderKeys: {
    severity: 'warning',
    about: status => !hasSubscription(status) && !isApplying(status),
    among: withOlderKey,
    actions: ['manageKeys'],
    topic: 'whichKeys'
  },
  keyMissing: {
    severity: 'warning',
    about: inState('noKey'),
    among: ifOthersHaveKeys,
    actions: ['manageKeys'],
    topic: 'changes'
  },
  noSubscription: {
    severity: 'warning',
    about: saysNotCovered,
    among: ifOthersAreCovered,
    actions: ['manageKeys', 'details'],
    topic: 'subscription'
  },
  subscriptionUnread: {
    severity: 'warning',
    about: hasUnreadSubscription,
    among: unlessKeysAreMissing,
    actions: ['details'],
    topic: 'subscription'
  },
  syncOverdue: {
    severity: 'warning',
    about: isOverdue,
    actions: ['details'],
    topic: 'subscription'
  },
  // Out of policy with Azure for a reason other than the time of the last sync.
  outOfPolicy: {
    severity: 'warning',
    about: status => hasLicense(status) && isOutOfPolicy(status.report) && !isOverdue(status),
    actions: ['details'],
    topic: 'subscription'
  },
  ownNotActive: { severity: 'warning', about: withLicense('notActive'), actions: [], article: 'hostActivation' },
  ownOtherEdition: {
    severity: 'warning',
    about: withLicense('otherEdition'),
    actions: [],
    article: 'automaticActivation'
  },
  notRecognized: {
    severity: 'info',
    about: status => status.state === 'unknownAnswer' && !hasSubscription(status),
    among: unlessFirstRun,
    actions: ['details']
  },
  versionUnknown: {
    severity: 'info',
    about: status => hasOwnKey(status) && !isKnownVersion(status.keyVersion) && !isApplying(status),
    among: ifSeveralHaveKeys,
    actions: [],
    topic: 'whichKeys'
  },
  ownActivation: { severity: 'info', about: withLicense('active', 'unknown'), actions: [], topic: 'whatItDoes' },
  readOnly: {
    severity: 'info',
    about: status => status.report?.endpoint === 'restricted' && !isWindowsServerHost(status),
    actions: []
  }
});

/** The kind of an alert. */
export type AlertKind = keyof typeof alertTraits;

/** All kinds, most severe first. */
export const alertKinds = Object.keys(alertTraits) as readonly AlertKind[];

/** Something to report about some servers, with all of them listed. */
export interface Alert {
  readonly kind: AlertKind;
  readonly severity: AlertTraits['severity'];
  readonly servers: readonly Server[];
}

/** The alerts for a cluster, most severe first. */
export function alertsOf(cluster: ClusterFacts): readonly Alert[] {
  const statusesOf = new Map<AlertKind, ServerStatus[]>(alertKinds.map(kind => [kind, []]));
  cluster.statuses.forEach(status => kindsFor(status).forEach(kind => statusesOf.get(kind)?.push(status)));
  return [...statusesOf].flatMap(([kind, those]) => {
    const { severity, among } = traitsOfAlert(kind);
    const servers = (among && those.length > 0 ? among(those, cluster) : those).map(({ server }) => server);
    return servers.length > 0 ? [{ kind, severity, servers }] : [];
  });
}

/** The alerts that could be about a server. Only this reads its report, and only once. */
const kindsFor = readOnce((status: ServerStatus) => alertKinds.filter(kind => traitsOfAlert(kind).about(status)));

/** The traits of a kind of alert. */
export function traitsOfAlert(kind: AlertKind): AlertTraits {
  return alertTraits[kind];
}

/**
 * Servers whose key is known to be for an older version than another server’s, unless a subscription covers them or
 * another key is on its way.
 */
function withOlderKey(those: readonly ServerStatus[], { newest }: ClusterFacts): readonly ServerStatus[] {
  return those.filter(({ keyVersion }) => isOlderVersion(keyVersion, newest));
}

/** Servers without a key, if others have one and no subscription covers any of them. */
function ifOthersHaveKeys(keyless: readonly ServerStatus[], { statuses }: ClusterFacts): readonly ServerStatus[] {
  return statuses.some(({ showsKey }) => showsKey) && !statuses.some(hasSubscription) ? keyless : [];
}

/**
 * Servers that don’t say which version their key is, if another server has a key too. No published licensing product of
 * a host names a year (`Windows(R), ServerDatacenter edition`), so only the cmdlet can say it.
 */
function ifSeveralHaveKeys(unknown: readonly ServerStatus[], { statuses }: ClusterFacts): readonly ServerStatus[] {
  return statuses.filter(hasOwnKey).length > 1 ? unknown : [];
}

/** Servers whose answer isn’t recognized. The first run shows these answers itself. */
function unlessFirstRun(unrecognized: readonly ServerStatus[], { statuses }: ClusterFacts): readonly ServerStatus[] {
  return isFirstRun(statuses) ? [] : unrecognized;
}

/** Gives the compiler the names of the entries and checks the type of each one. */
function catalogue<Kind extends string>(entries: Readonly<Record<Kind, AlertTraits>>): typeof entries {
  return entries;
}

function inState(state: ServerState): AlertTraits['about'] {
  return status => status.state === state;
}

/** Windows Server hosts whose own license is in one of these states. */
function withLicense(...licenses: readonly OwnLicense[]): AlertTraits['about'] {
  return status => status.state === 'ownActivation' && licenses.includes(status.license);
}

function withAttempt(kind: 'notConfirmed' | 'notKnown'): AlertTraits['about'] {
  return ({ attempt }) => attempt?.attempt.kind === kind;
}

function reasonOfAttempt({ attempt }: ServerStatus): string | null {
  return attempt?.attempt.kind === 'failed' ? attempt.attempt.reason : null;
}

/** Whether a key was never tried, unless application control blocked it, which has its own alert. */
function wasNotTried(status: ServerStatus): boolean {
  const reason = reasonOfAttempt(status);
  return reason !== null && reason !== 'refused' && status.state !== 'applicationControl';
}

/**
 * A subscription belongs to the cluster. So if it covers other servers, a server that says it isn’t covered has lost
 * the subscription or doesn’t know about it yet.
 */
function ifOthersAreCovered(uncovered: readonly ServerStatus[], { statuses }: ClusterFacts): readonly ServerStatus[] {
  return statuses.some(hasSubscription) ? uncovered : [];
}

function saysNotCovered(status: ServerStatus): boolean {
  const { report, state } = status;
  if (report === null || !traitsOf(status).canHaveKey || hasSubscription(status) || isApplying(status)) {
    return false;
  }
  const { kind } = subscriptionOf(report);
  return kind === 'notActive' || kind === 'none' || (kind === 'notOffered' && state === 'noKey');
}

/**
 * Whether nothing shows if a server needs a key. An answer that is still pending hasn’t failed, so it doesn’t count.
 */
function hasUnreadSubscription({ state, report }: ServerStatus): boolean {
  return state === 'noKey' && isSubscriptionUnread(report) && report?.azure !== 'awaited';
}

/** Servers about which there’s no other alert for the same reason. */
function unlessKeysAreMissing(unread: readonly ServerStatus[], cluster: ClusterFacts): readonly ServerStatus[] {
  const keyless = cluster.statuses.filter(({ state }) => state === 'noKey');
  return ifOthersHaveKeys(keyless, cluster).length > 0 ? [] : unread;
}

/** Whether a server has been without Azure for too long and could lose a license. */
function isOverdue(status: ServerStatus): boolean {
  return hasLicense(status) && isSyncOverdue(status.report, status.checkedAt);
}

/** Whether a server shows a key and no subscription covers it. */
function hasOwnKey(status: ServerStatus): boolean {
  return status.showsKey && !hasSubscription(status);
}

function hasLicense(status: ServerStatus): boolean {
  return hasSubscription(status) || status.showsKey;
}
