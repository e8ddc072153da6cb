import { Alert, AlertKind, Findings } from '../domain/servers/findings';
import { Server, serverId } from '../domain/servers/server';
import { canTakeKey } from '../domain/servers/status';
import { daysBetweenSyncs } from '../domain/answers/subscription';
import { listOf } from '../platform/locale';
import { AppStrings, fillIn } from '../platform/strings';
import { ActivationView } from './activation-store';
import { HelpTopicId } from '../text/help-topic-id';
import { links } from '../text/links';
import { StateIcon } from '../ui/state-icon';

/** What an admin can do about an alert. */
export type AlertAction = 'refresh' | 'manageKeys' | 'details' | 'signIn';

/** What the list of alerts needs to know. */
export type AlertView = Pick<ActivationView, 'clusterName' | 'statuses' | 'findings'>;

/** An alert as it is shown. */
export interface AlertRow {
  readonly kind: AlertKind;
  readonly icon: StateIcon;
  readonly title: string;
  /** The servers that it is about, in words; empty where the title says that it is all. */
  readonly names: string;
  readonly servers: readonly Server[];
  readonly text: string;
  /** An article that says how to mend it. */
  readonly link: { readonly text: string; readonly href: string } | null;
  /** The question that one may ask then, and which the help answers. */
  readonly topic: HelpTopicId | null;
  readonly actions: readonly AlertAction[];
}

const actions: Record<AlertKind, readonly AlertAction[]> = {
  serverDown: ['refresh'],
  updateMissing: ['refresh'],
  applicationControl: ['details'],
  noAccess: ['signIn'],
  keyDidNotWork: ['manageKeys', 'details'],
  keyNotApplied: ['manageKeys', 'details'],
  keyNotConfirmed: ['refresh', 'details'],
  keyNotKnown: ['refresh', 'details'],
  keyNotActive: ['manageKeys', 'details'],
  couldNotCheck: ['details', 'refresh'],
  olderKeys: ['manageKeys'],
  keyMissing: ['manageKeys'],
  noSubscription: ['manageKeys', 'details'],
  subscriptionUnread: ['details', 'refresh'],
  syncOverdue: ['details', 'refresh'],
  outOfPolicy: ['details', 'refresh'],
  ownNotActive: ['refresh'],
  ownOtherEdition: [],
  versionUnknown: [],
  ownActivation: [],
  readOnly: []
};

const topics: Partial<Record<AlertKind, HelpTopicId>> = {
  updateMissing: 'requirements',
  keyDidNotWork: 'errors',
  keyNotActive: 'offline',
  olderKeys: 'whichKeys',
  versionUnknown: 'whichKeys',
  keyMissing: 'changes',
  couldNotCheck: 'errors',
  noSubscription: 'subscription',
  subscriptionUnread: 'subscription',
  syncOverdue: 'subscription',
  outOfPolicy: 'subscription',
  ownActivation: 'whatItDoes'
};

/** The alerts in words, each with its servers and with what mends it. */
export function alertRowsOf(view: AlertView, isClusterDenied: boolean, strings: AppStrings): AlertRow[] {
  const rows = view.findings.alerts.map(alert => rowOf(alert, view, strings));
  const isKnown = view.findings.deniedServers.length > 0;
  return isClusterDenied && !isKnown ? [clusterDenied(view.clusterName, strings), ...rows] : rows;
}

function rowOf(alert: Alert, view: AlertView, strings: AppStrings): AlertRow {
  const { kind, severity, servers } = alert;
  const isAll = servers.length === view.findings.total;
  const aboutUpdate = kind === 'updateMissing' || kind === 'couldNotCheck';
  const saysAll = isAll && (kind === 'noAccess' || kind === 'readOnly');
  return {
    kind,
    icon: severity,
    title: titleOf(kind, isAll, strings),
    names: saysAll ? '' : listOf(servers.map(({ name }) => name)),
    servers,
    text: textOf(kind, view, strings),
    link: aboutUpdate ? { text: strings.Alert.howToUpdate, href: links.updateCluster } : null,
    topic: topics[kind] ?? null,
    actions: actions[kind].filter(action => action !== 'manageKeys' || someTakeKeys(alert, view))
  };
}

/** No way is offered to give a key to servers of which none can take one. */
function someTakeKeys({ servers }: Alert, { statuses }: AlertView): boolean {
  const ids = new Set(servers.map(serverId));
  return statuses.some(status => ids.has(serverId(status.server)) && canTakeKey(status).can);
}

function clusterDenied(clusterName: string, strings: AppStrings): AlertRow {
  return {
    kind: 'noAccess',
    icon: 'error',
    title: strings.Alert.noAccess,
    names: clusterName,
    servers: [],
    text: strings.Alert.noAccessNext,
    link: null,
    topic: null,
    actions: actions.noAccess
  };
}

function titleOf(kind: AlertKind, isAll: boolean, strings: AppStrings): string {
  switch (kind) {
    case 'noAccess':
      return isAll ? strings.Alert.noAccessAll : strings.Alert.noAccess;
    case 'readOnly':
      return isAll ? strings.Access.readOnlyAll : strings.Access.readOnlySome;
    case 'ownNotActive':
    case 'ownOtherEdition':
    case 'ownActivation':
      return strings.State[kind];
    case 'noSubscription':
      return strings.Subscription.noSubscription;
    case 'subscriptionUnread':
      return strings.Subscription.unread;
    case 'syncOverdue':
      return fillIn(strings.Subscription.syncOverdue, daysBetweenSyncs);
    default:
      return strings.Alert[kind];
  }
}

function textOf(kind: AlertKind, { findings }: AlertView, strings: AppStrings): string {
  const words = strings.Alert;
  switch (kind) {
    case 'serverDown':
      return findings.isSomeReady ? `${words.serverDownNext}. ${words.serverDownOthers}` : words.serverDownNext;
    case 'updateMissing':
      return words.updateMissingNext;
    case 'applicationControl':
      return words.applicationControlNext;
    case 'noAccess':
      return words.noAccessNext;
    case 'keyDidNotWork':
      return words.keyDidNotWorkNext;
    case 'keyNotApplied':
      return words.keyNotAppliedNext;
    case 'keyNotConfirmed':
      return words.keyNotConfirmedNext;
    case 'keyNotKnown':
      return words.keyNotKnownNext;
    case 'keyNotActive':
      return words.keyNotActiveNext;
    case 'couldNotCheck':
      return words.couldNotCheckNext;
    case 'olderKeys':
      return olderKeysInWords(findings, strings);
    case 'keyMissing':
      return words.keyMissingNext;
    case 'noSubscription':
      return strings.Subscription.noSubscriptionNext;
    case 'subscriptionUnread':
      return strings.Subscription.unreadNext;
    case 'syncOverdue':
      return fillIn(strings.Subscription.syncOverdueNext, daysBetweenSyncs);
    case 'versionUnknown':
      return words.versionUnknownNext;
    case 'outOfPolicy':
      return strings.Alert.outOfPolicyNext;
    case 'ownNotActive':
      return strings.NextOf.ownNotActive;
    case 'ownOtherEdition':
      return strings.NextOf.ownOtherEdition;
    case 'ownActivation':
      return strings.NextOf.ownActivation;
    case 'readOnly':
      return strings.Access.readOnlyNext;
  }
}

function olderKeysInWords({ newestVersion, unknownVersionServers }: Findings, { Alert: words }: AppStrings): string {
  const next = fillIn(words.olderKeysNext, newestVersion);
  return unknownVersionServers.length > 0 ? `${next} ${words.olderKeysUnknown}` : next;
}
