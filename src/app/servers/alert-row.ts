import { Alert, AlertAction, AlertArticle, AlertKind, traitsOfAlert } from '../domain/servers/alerts';
import { HelpTopicId } from '../domain/servers/help-topic-id';
import { Server, serverId } from '../domain/servers/server';
import { canTakeKey } from '../domain/servers/states';
import { daysBetweenSyncs } from '../domain/answers/subscription';
import { formatList } from '../platform/locale';
import { AppStrings, fillIn } from '../platform/strings';
import { links } from '../text/links';
import { someNames } from '../text/some-names';
import { ActivationView } from './activation-state';

/** The data that alerts need. */
export type AlertView = Pick<ActivationView, 'clusterName' | 'statuses' | 'findings'>;

/** An alert, as the page shows it. */
export interface AlertRow {
  readonly kind: AlertKind;
  readonly icon: Alert['severity'];
  readonly title: string;
  /** The affected servers, in words; empty if the title says that all are. If there are many, only the first ones. */
  readonly names: string;
  /** All of the affected servers, if `names` has only some; otherwise empty. */
  readonly allNames: string;
  readonly servers: readonly Server[];
  readonly text: string;
  /** An article about how to fix it. */
  readonly link: { readonly text: string; readonly href: string } | null;
  /** The question that the alert raises, which the help answers. */
  readonly topic: HelpTopicId | null;
  /** What's best to do; null if only the link or the topic helps. */
  readonly mainAction: AlertAction | null;
  readonly otherActions: readonly AlertAction[];
}

/** The alerts in words, each with its servers and the actions that fix it. */
export function alertRowsOf(view: AlertView, isClusterDenied: boolean, strings: AppStrings): AlertRow[] {
  const rows = view.findings.alerts.map(alert => rowOf(alert, view, strings));
  const isKnown = view.findings.deniedServers.length > 0;
  return isClusterDenied && !isKnown ? [clusterDenied(view.clusterName, strings), ...rows] : rows;
}

function rowOf(alert: Alert, view: AlertView, strings: AppStrings): AlertRow {
  const { kind, severity, servers } = alert;
  const { actions, topic, article } = traitsOfAlert(kind);
  const isAll = servers.length === view.findings.total;
  const { title, saysAll } = titleOf(kind, isAll, strings);
  const [mainAction = null, ...otherActions] = actions.filter(
    action => action !== 'manageKeys' || someTakeKeys(alert, view)
  );
  return {
    kind,
    icon: severity,
    title,
    ...(saysAll ? { names: '', allNames: '' } : namesOf(servers, strings)),
    servers,
    text: textOf(kind, view, strings),
    link: article ? linkTo(article, strings) : null,
    topic: topic ?? null,
    mainAction,
    otherActions
  };
}

function namesOf(servers: readonly Server[], strings: AppStrings): Pick<AlertRow, 'names' | 'allNames'> {
  const names = servers.map(({ name }) => name);
  const [some, all] = [someNames(names, strings), formatList(names)];
  return { names: some, allNames: some === all ? '' : all };
}

function linkTo(article: AlertArticle, strings: AppStrings): AlertRow['link'] {
  switch (article) {
    case 'update':
      return { text: strings.Alerts.howToUpdate, href: links.updateCluster };
    case 'hostActivation':
      return { text: strings.Alerts.howToActivateHost, href: links.otherActivation };
    case 'automaticActivation':
      return { text: strings.Alerts.aboutAutomaticActivation, href: links.automaticActivation };
  }
}

/** Whether any of the servers can take a key; otherwise no action offers to enter one. */
function someTakeKeys({ servers }: Alert, { statuses }: AlertView): boolean {
  const ids = new Set(servers.map(serverId));
  return statuses.some(status => ids.has(serverId(status.server)) && canTakeKey(status).can);
}

function clusterDenied(clusterName: string, strings: AppStrings): AlertRow {
  const words = strings.Alert.noAccess;
  return {
    kind: 'noAccess',
    icon: 'error',
    title: words.title,
    names: clusterName,
    allNames: '',
    servers: [],
    text: words.next,
    link: null,
    topic: null,
    mainAction: 'signIn',
    otherActions: []
  };
}

/** The title, and whether it already says that all servers are affected. */
function titleOf(kind: AlertKind, isAll: boolean, strings: AppStrings): { title: string; saysAll: boolean } {
  const words: { readonly title: string; readonly titleAll?: string } = strings.Alert[kind];
  return isAll && words.titleAll
    ? { title: words.titleAll, saysAll: true }
    : { title: fillIn(words.title, daysBetweenSyncs), saysAll: false };
}

function textOf(kind: AlertKind, { findings }: AlertView, strings: AppStrings): string {
  switch (kind) {
    case 'serverDown': {
      const { next, nextWithOthers } = strings.Alert.serverDown;
      return findings.isSomeReady ? nextWithOthers : next;
    }
    case 'olderKeys': {
      const { next, nextWithUnknown } = strings.Alert.olderKeys;
      const hasUnknown = findings.unknownVersionServers.length > 0;
      return fillIn(hasUnknown ? nextWithUnknown : next, findings.newestVersion);
    }
    default:
      return fillIn(strings.Alert[kind].next, daysBetweenSyncs);
  }
}
