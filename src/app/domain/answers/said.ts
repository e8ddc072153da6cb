import { Outcome } from './failure';
import { packed } from './json';
import { maskProductKeys } from '../keys/product-key-mask';

/** An answer as text: masked, and short enough to show. */
export function saidIn(answer: unknown): string {
  const words = typeof answer === 'string' ? answer : packed(answer);
  return maskProductKeys(words).slice(0, 1000);
}

/** A failure for an answer that isn’t from our script, with the answer. */
export function notUnderstood(answer: unknown): Outcome<never> {
  return { kind: 'failure', failure: { reason: 'notUnderstood', message: saidIn(answer) } };
}
