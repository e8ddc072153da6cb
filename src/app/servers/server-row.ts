import { Findings, badgesOf } from '../domain/servers/findings';
import { serverId } from '../domain/servers/server';
import { ServerStatus } from '../domain/servers/status';
import { canTakeKey, severityOf } from '../domain/servers/states';
import { timeOf } from '../platform/locale';
import { AppStrings } from '../platform/strings';
import { whyInWords } from '../text/explanation';
import { badgeInWords, keyTypeInWords, nodeStateInWords, wordsOf } from '../text/server-text';
import { StateIcon } from '../ui/state-icon';

/** A server as the table shows it. Every column is plain text that can be sorted and searched. */
export interface ServerRow {
  readonly id: string;
  readonly status: ServerStatus;
  readonly name: string;
  readonly nodeState: string;
  readonly icon: StateIcon;
  readonly activation: string;
  readonly badges: readonly string[];
  readonly why: string;
  /** All of that in one text, in case the row is too short for it. */
  readonly title: string;
  readonly keyVersion: string;
  readonly keyType: string;
  readonly lastFive: string;
  readonly checkedAt: string;
  readonly canTakeKey: boolean;
}

/** The row of a status, in words. Without a key, there's no version, type, or last five either. */
export function rowOf(status: ServerStatus, findings: Findings, strings: AppStrings): ServerRow {
  const words = strings.Table;
  const hasKey = status.showsKey;
  const activation = wordsOf(status, strings);
  const badges = badgesOf(status, findings).map(badge => badgeInWords(badge, strings));
  const why = whyInWords(status, strings);
  return {
    id: serverId(status.server),
    status,
    name: status.server.name,
    nodeState: nodeStateInWords(status.server.state, strings),
    icon: severityOf(status),
    activation,
    badges,
    why,
    title: [activation, ...badges, why].filter(Boolean).join(' '),
    keyVersion: status.keyVersion !== 'unknown' ? status.keyVersion : hasKey ? words.versionUnknown : words.none,
    keyType: hasKey ? keyTypeInWords(status.keyType, strings) : words.none,
    lastFive: status.lastFive ?? (hasKey ? words.notKnown : words.none),
    checkedAt: status.checkedAt === null ? words.none : timeOf(new Date(status.checkedAt)),
    canTakeKey: canTakeKey(status).can
  };
}
