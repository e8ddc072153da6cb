import { evidenceOf } from '../answers/evidence';
import { Report } from '../answers/report';
import { ProductKey, lastFiveOf } from '../keys/product-key';
import { Attempt, LastAttempt, SentKey, UnclearKey } from './attempt';

/** The unclear keys of a server after an attempt with that key. A key stays unclear until its server judges it. */
export function unclearAfter(
  before: readonly UnclearKey[],
  attempt: Attempt,
  { lastFive, hadSameLastFive }: SentKey
): readonly UnclearKey[] {
  const others = before.filter(one => one.lastFive !== lastFive);
  switch (attempt.kind) {
    case 'notConfirmed':
    case 'notKnown': {
      const earlier = before.find(one => one.lastFive === lastFive);
      return [...others, { lastFive, attempt, hadSameLastFive: earlier?.hadSameLastFive ?? hadSameLastFive }];
    }
    case 'applied':
      return others;
    case 'failed':
      return attempt.reason === 'refused' ? others : before;
    case 'waiting':
    case 'applying':
    case 'stopped':
      return before;
  }
}

/** The unclear key on a server that is this one; undefined if there is none. */
export function unclearIn(last: LastAttempt | undefined, key: ProductKey): UnclearKey | undefined {
  return last?.unclear?.find(({ lastFive }) => lastFive === lastFiveOf(key));
}

/** The outcome of an attempt with a key that was unclear. If it wasn’t sent this time, it’s as unclear as then. */
export function outcomeAfter(unclear: UnclearKey | undefined, attempt: Attempt): Attempt {
  const isSent = attempt.kind !== 'stopped' && (attempt.kind !== 'failed' || attempt.reason === 'refused');
  return unclear && !isSent ? unclear.attempt : attempt;
}

/** Whether a server shows by now that it took an unclear key. */
export function hasTaken({ lastFive, hadSameLastFive }: UnclearKey, report: Report): boolean {
  return !hadSameLastFive && evidenceOf(report).allLastFives.includes(lastFive);
}
