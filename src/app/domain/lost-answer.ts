import { Attempt, AttemptNotKnown } from './attempt';
import { ProductKey, lastFiveOf } from './product-key';

/**
 * What came of a key whose answer was lost, after the server was asked which key it has. Only a server that now has
 * that key, and had another before, shows that it was applied. One that shows no such key may still be at it, so
 * nothing is concluded from that.
 */
export function settleLostAnswer(
  lost: AttemptNotKnown,
  key: ProductKey,
  lastFiveBefore: string | null,
  lastFiveNow: string | null
): Attempt {
  const typed = lastFiveOf(key);
  return lastFiveNow === typed && lastFiveBefore !== typed ? { kind: 'applied' } : lost;
}
