import { readOnce } from '../domain/answers/read-once';
import { isKeylessByLicensing, traitsOf } from '../domain/servers/states';
import { ServerStatus } from '../domain/servers/status';
import { formatList } from '../platform/locale';
import { AppStrings, fillIn } from '../platform/strings';
import { longestAnswer } from '../text/server-text';

/** What some servers answered that this page can't read, with its explanation. */
export interface UnreadAnswer {
  readonly text: string;
  /** The answer as it arrived, keys masked; empty if there was none. */
  readonly answer: string;
}

/** The answers that weren't understood, from servers without a key. The same answers are grouped. */
export function unreadAnswersOf(statuses: readonly ServerStatus[], strings: AppStrings): readonly UnreadAnswer[] {
  const groups = new Map<string, { names: string[]; words: string; answer: string }>();
  for (const status of statuses) {
    const unread = unreadIn(status);
    if (unread !== null) {
      const { why, answer } = unread;
      const key = JSON.stringify([why, answer]);
      const group = groups.get(key) ?? { names: [], words: strings.FirstRun[why], answer };
      groups.set(key, { ...group, names: [...group.names, status.server.name] });
    }
  }
  return [...groups.values()].map(({ names, words, answer }) => ({ text: fillIn(words, formatList(names)), answer }));
}

/** What a server answered that wasn't understood. Null if it was understood, or hasn't answered. */
const unreadIn = readOnce(
  (status: ServerStatus): { readonly why: 'byLicensing' | 'notUnderstood'; readonly answer: string } | null => {
    const why = whyUnread(status);
    return why && { why, answer: saidIn(status).slice(0, longestAnswer) };
  }
);

function whyUnread(status: ServerStatus): 'byLicensing' | 'notUnderstood' | null {
  if (isKeylessByLicensing(status)) {
    return 'byLicensing';
  }
  const { allowsFirstRun, takesKey } = traitsOf(status);
  const isOpen = status.report !== null && status.shows === 'unknown' && takesKey !== 'applicationControl';
  return allowsFirstRun && isOpen ? 'notUnderstood' : null;
}

function saidIn({ report }: ServerStatus): string {
  return report?.activation?.text ?? report?.activationError ?? report?.moduleError ?? '';
}
