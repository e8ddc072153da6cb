import { Attempt, AttemptNotConfirmed, AttemptNotKnown } from './attempt';
import { ProductKey, lastFiveOf } from '../keys/product-key';
import { ServerStatus } from './status';

/** What a server showed before a key was sent to it. */
export interface Before {
  /** Whether its key had the same last five characters as the one that was sent. */
  readonly hadSameLastFive: boolean;

  /** Whether it showed an activation, or couldn’t be read. */
  readonly wasActivated: boolean;
}

/**
 * Whether a server now shows that a key was applied, after the cmdlet ended without an error or its answer was lost.
 * The key’s last five characters confirm it if the server’s key ended in others before. If they’re the same, only a new
 * activation or a clear "yes" from the cmdlet confirms it. If the server shows no last five characters, a new
 * activation confirms it, unless the answer was lost. A server that shows nothing new might still be working on it, so
 * nothing is concluded from that.
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

/** The outcome of a key that was confirmed. What it left on its server is still there. */
export function confirmed({ left }: AttemptNotConfirmed | AttemptNotKnown): Attempt {
  return left ? { kind: 'applied', left } : { kind: 'applied' };
}
