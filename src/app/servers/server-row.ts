import { readOnce } from '../domain/answers/read-once';
import { Findings, allBadgesOf } from '../domain/servers/findings';
import { serverId } from '../domain/servers/server';
import { Badge, ServerStatus } from '../domain/servers/status';
import { ServerGroup, canTakeKey, groupOf, severityOf } from '../domain/servers/states';
import { AppStrings } from '../platform/strings';
import { whyInWords } from '../text/explanation';
import { keySummaryOf } from '../text/key-summary';
import { badgeInWords, nodeStateInWords, shortWordsOf } from '../text/server-text';
import { memoize } from '../ui/memoize';
import { StateIcon } from '../ui/state-icon';

/** A server as the table shows it. Every column is plain text that can be sorted and searched. */
export interface ServerRow {
  readonly id: string;
  readonly status: ServerStatus;
  readonly name: string;
  /** Its state in the cluster; empty if it's up. */
  readonly nodeState: string;
  readonly group: ServerGroup;
  readonly icon: StateIcon;
  readonly activation: string;
  readonly badges: readonly string[];
  readonly why: string;
  readonly key: string;
  readonly canTakeKey: boolean;
}

/** Badges that say the same as the state in the cluster, which is below the server's name. */
const toldByNodeState: readonly Badge[] = ['paused', 'joining'];

/** The rows of these servers, in words. Each is the same object until something about its server changes. */
export function rowsOf(statuses: readonly ServerStatus[], findings: Findings, strings: AppStrings): ServerRow[] {
  const older = new Set(findings.olderKeyServers);
  return statuses.map(status => rowFrom(strings)(status)(older.has(status.server)));
}

/** Whether a server's key is older than another server's depends on all of them, and nothing else in a row does. */
const rowFrom = readOnce((strings: AppStrings) =>
  readOnce((status: ServerStatus) => memoize((hasOlderKey: boolean) => rowOf(status, hasOlderKey, strings)))
);

function rowOf(status: ServerStatus, hasOlderKey: boolean, strings: AppStrings): ServerRow {
  const { server, state } = status;
  const badges = allBadgesOf(status, hasOlderKey).filter(badge => !toldByNodeState.includes(badge));
  return {
    id: serverId(server),
    status,
    name: server.name,
    nodeState: server.state === 'up' ? '' : nodeStateInWords(server.state, strings),
    group: groupOf(status),
    icon: severityOf(status),
    activation: shortWordsOf(status, strings),
    badges: badges.map(badge => badgeInWords(badge, strings)),
    why: state === 'unknownAnswer' ? strings.Short.seeAnswer : whyInWords(status, strings),
    key: keySummaryOf(status, strings) || strings.Table.none,
    canTakeKey: canTakeKey(status).can
  };
}
