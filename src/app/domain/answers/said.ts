import { Outcome } from './failure';
import { maskProductKeys } from '../keys/product-key-mask';

/** What was answered, as words: masked, and short enough to show. */
export function saidIn(answer: unknown): string {
  const words = typeof answer === 'string' ? answer : (JSON.stringify(answer) ?? '');
  return maskProductKeys(words).slice(0, 1000);
}

/** An answer that is none of ours, with what it was. */
export function notUnderstood(answer: unknown): Outcome<never> {
  return { kind: 'failure', failure: { reason: 'notUnderstood', message: saidIn(answer) } };
}
