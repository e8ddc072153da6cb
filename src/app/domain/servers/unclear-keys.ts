import { evidenceOf } from '../answers/evidence';
import { Report } from '../answers/report';
import { ProductKey, lastFiveOf } from '../keys/product-key';
import { Attempt, LastAttempt, SentKey, UnclearKey } from './attempt';
import { ServerStatus } from './status';

/**
 * The unclear keys of a server after an attempt with that key. A key stays unclear until its server shows it: even a
 * refusal may come from an earlier attempt that used it up. A key that its server took replaces one of an earlier page.
 */
export function unclearAfter(
  before: readonly UnclearKey[],
  attempt: Attempt,
  { lastFive, hadSameLastFive }: SentKey
): readonly UnclearKey[] {
  const others = before.filter(one => one.lastFive !== lastFive);
  switch (attempt.kind) {
    case 'notConfirmed':
    case 'notKnown':
      return [...others, { lastFive, hadSameLastFive, attempt }];
    case 'applied':
      return others.filter(one => one.lastFive !== null);
    case 'failed':
    case 'waiting':
    case 'applying':
    case 'stopped':
      return before;
  }
}

/**
 * The unclear key on a server that is this one, or may be: an earlier page doesn’t leave which key it sent. Undefined
 * if there’s none, or if the server has shown since what came of it.
 */
export function unclearOn(
  status: ServerStatus,
  last: LastAttempt | undefined,
  key: ProductKey
): UnclearKey | undefined {
  const lastFive = lastFiveOf(key);
  const known = last?.unclear?.find(one => one.lastFive === lastFive);
  const unnamed = status.attempt?.unclear?.find(one => one.lastFive === null);
  return known ?? (unnamed && { ...unnamed, lastFive, hadSameLastFive: status.attempt?.lastFiveBefore === lastFive });
}

/** Whether nothing was sent, so that a key that was unclear before is as unclear as before. */
export function isUnsent(attempt: Attempt): boolean {
  return attempt.kind === 'stopped' || (attempt.kind === 'failed' && attempt.reason !== 'refused');
}

/** Whether a server shows by now that it took an unclear key. */
export function hasTaken({ lastFive, hadSameLastFive }: UnclearKey, report: Report): boolean {
  return !hadSameLastFive && evidenceOf(report).allLastFives.some(shown => shown === lastFive);
}
