import { AttemptNotConfirmed, AttemptNotKnown, LastAttempt } from './attempt';
import { ProductKey, lastFiveOf } from './product-key';
import { ServerStatus } from './status';

/**
 * Whether a server now shows that a key was applied, where the cmdlet ended well, or its answer was lost. It does with
 * the key's last five characters where it had others before; with the same ones, only an activation that was not there,
 * or the cmdlet's plain yes, tells. Where no last five are shown, an activation that was not there does. A server that
 * shows nothing of it may still be at it, so nothing is concluded from that.
 */
export function isConfirmed(
  attempt: AttemptNotConfirmed | AttemptNotKnown,
  key: ProductKey,
  before: Pick<LastAttempt, 'lastFiveBefore' | 'wasActivated'>,
  now: Pick<ServerStatus, 'lastFive' | 'shows'>
): boolean {
  const typed = lastFiveOf(key);
  const isNewlyActivated = now.shows === 'activated' && !before.wasActivated;
  if (now.lastFive === null) {
    return attempt.kind === 'notConfirmed' && isNewlyActivated;
  }
  if (now.lastFive !== typed) {
    return false;
  }
  const saysYes = attempt.kind === 'notConfirmed' && attempt.saysYes;
  return before.lastFiveBefore !== typed || isNewlyActivated || saysYes;
}
