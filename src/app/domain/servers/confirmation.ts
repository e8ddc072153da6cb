import { AttemptNotConfirmed, AttemptNotKnown } from './attempt';
import { ProductKey, lastFiveOf } from '../keys/product-key';
import { ServerStatus } from './status';

/** What a server showed before a key was sent to it. */
export interface Before {
  /** Whether it had a key with the last five characters of the one that was sent. */
  readonly hadSameLastFive: boolean;

  /** Whether it showed an activation, or could not be read. */
  readonly wasActivated: boolean;
}

/**
 * Whether a server now shows that a key was applied, where the cmdlet ended well, or its answer was lost. It does with
 * the key's last five characters where it had others before; with the same ones, only an activation that was not there,
 * or the cmdlet's plain yes, tells. Where no last five are shown, an activation that was not there does. A server that
 * shows nothing of it may still be at it, so nothing is concluded from that.
 */
export function isConfirmed(
  attempt: AttemptNotConfirmed | AttemptNotKnown,
  key: ProductKey,
  before: Before,
  now: Pick<ServerStatus, 'allLastFives' | 'shows'>
): boolean {
  const isNewlyActivated = now.shows === 'activated' && !before.wasActivated;
  if (now.allLastFives.length === 0) {
    return attempt.kind === 'notConfirmed' && isNewlyActivated;
  }
  if (!now.allLastFives.includes(lastFiveOf(key))) {
    return false;
  }
  const saysYes = attempt.kind === 'notConfirmed' && attempt.saysYes;
  return !before.hadSameLastFive || isNewlyActivated || saysYes;
}
