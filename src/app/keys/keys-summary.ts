import { Attempt, isUnderWay } from '../domain/servers/attempt';
import { lastFiveOf } from '../domain/keys/product-key';
import { AppStrings, fillIn, pluralOf } from '../platform/strings';
import { inOrder } from '../text/joined';
import { KeyRow } from './key-row';

/** How far the keys are that were submitted. */
export interface KeysProgress {
  readonly tried: number;
  /** The number of those whose outcome is known, or known to be unknown. */
  readonly done: number;
  readonly failed: number;
}

/** Counts the rows whose key was submitted. */
export function keysProgressOf(rows: readonly KeyRow[]): KeysProgress {
  const attempts = attemptsIn(rows);
  return {
    tried: attempts.length,
    done: attempts.filter(attempt => !isUnderWay(attempt)).length,
    failed: attempts.filter(({ kind }) => kind === 'failed').length
  };
}

/** Whether a key is being applied, or waits to be. */
export function isBusyIn(rows: readonly KeyRow[]): boolean {
  return rows.some(row => row.locked);
}

/** Whether all typed keys are ones that were tried before. */
export function isRetryIn(rows: readonly KeyRow[]): boolean {
  const typed = rows.filter(row => row.key !== null && !row.locked);
  return typed.length > 0 && typed.every(row => row.attempt !== null);
}

/** Whether every key that was submitted is on its server, and no other is typed. */
export function isFinishedIn(rows: readonly KeyRow[]): boolean {
  return rows.some(row => row.isDone) && rows.every(row => row.isDone || (row.typed === '' && row.attempt === null));
}

/** The footer's sentences: the progress, what came of the keys, or what Apply will use. */
export function footnoteOf(rows: readonly KeyRow[], hint: string, strings: AppStrings): string {
  const { tried, done, failed } = keysProgressOf(rows);
  const words = strings.Summary;
  if (isBusyIn(rows)) {
    const sentence = failed === 0 ? words.running : words.runningFailed;
    return fillIn(pluralOf(sentence, tried), done, tried, failed);
  }
  if (hint) {
    return hint;
  }
  const results = tried > 0 ? resultsOf(rows, strings) : [];
  // What a retry uses was shown before.
  const uses = isRetryIn(rows) ? [] : willUse(rows, strings);
  return inOrder([...results, ...uses, ...willRepeat(rows, strings)], strings);
}

function resultsOf(rows: readonly KeyRow[], strings: AppStrings): readonly string[] {
  const words = strings.Summary;
  const attempts = attemptsIn(rows);
  const countOf = (...kinds: Attempt['kind'][]): number => attempts.filter(({ kind }) => kinds.includes(kind)).length;
  const applied = countOf('applied');
  const notActive = rows.filter(row => row.notActive !== '').length;
  if (applied === attempts.length && notActive === 0) {
    return [fillIn(pluralOf(words.allApplied, applied), applied)];
  }
  const others = [
    { text: words.notActive, alone: words.oneNotActive, count: notActive },
    { text: words.failed, alone: words.oneFailed, count: countOf('failed') },
    { text: words.notConfirmed, alone: words.oneNotConfirmed, count: countOf('notConfirmed', 'notKnown') },
    { text: words.stopped, alone: words.oneStopped, count: countOf('stopped') }
  ].filter(({ count }) => count > 0);
  if (attempts.length === 1) {
    return others.map(({ alone }) => alone);
  }
  return [
    fillIn(pluralOf(words.someApplied, attempts.length), applied, attempts.length),
    ...others.map(({ text, count }) => fillIn(text, count))
  ];
}

/** What Apply will use up, which can't be undone, and who judges the keys. */
function willUse(rows: readonly KeyRow[], strings: AppStrings): readonly string[] {
  const words = strings.Keys;
  const keys = rows.flatMap(({ key, disabledWhy }) => (key && !disabledWhy ? [key] : []));
  if (keys.length === 0) {
    return [];
  }
  const different = [...new Set(keys)].map(key => ({ key, count: keys.filter(one => one === key).length }));
  const [{ key }] = different;
  if (different.length === 1) {
    return [fillIn(pluralOf(words.willUseOfKey, keys.length), keys.length, lastFiveOf(key)), words.serverChecks];
  }
  const shared = different
    .filter(({ count }) => count > 1)
    .map(one => fillIn(pluralOf(words.sharedKey, one.count), one.count, lastFiveOf(one.key)));
  return [fillIn(pluralOf(words.willUse, keys.length), keys.length), ...shared, words.serverChecks];
}

/** Keys that might be used a second time. Their servers are asked first. */
function willRepeat(rows: readonly KeyRow[], strings: AppStrings): readonly string[] {
  const words = strings.Keys;
  const count = rows.filter(row => row.unclear && !row.locked && row.disabledWhy === '').length;
  return count === 0 ? [] : [fillIn(pluralOf(words.mightBeUsed, count), count), pluralOf(words.askedFirst, count)];
}

function attemptsIn(rows: readonly KeyRow[]): readonly Attempt[] {
  return rows.flatMap(({ attempt }) => (attempt ? [attempt] : []));
}
