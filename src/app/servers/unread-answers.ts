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
    const words = wordsFor(status, strings);
    if (words !== null) {
      const answer = saidIn(status).slice(0, longestAnswer);
      const key = JSON.stringify([words, answer]);
      const group = groups.get(key) ?? { names: [], words, answer };
      groups.set(key, { ...group, names: [...group.names, status.server.name] });
    }
  }
  return [...groups.values()].map(({ names, words, answer }) => ({ text: fillIn(words, formatList(names)), answer }));
}

/** Null if the server was understood, or hasn't answered. */
function wordsFor(status: ServerStatus, strings: AppStrings): string | null {
  const words = strings.FirstRun;
  if (isKeylessByLicensing(status)) {
    return words.byLicensing;
  }
  const { allowsFirstRun, takesKey } = traitsOf(status);
  const isOpen = status.report !== null && status.shows === 'unknown' && takesKey !== 'applicationControl';
  return allowsFirstRun && isOpen ? words.notUnderstood : null;
}

function saidIn({ report }: ServerStatus): string {
  return report?.activation?.text ?? report?.activationError ?? report?.moduleError ?? '';
}
