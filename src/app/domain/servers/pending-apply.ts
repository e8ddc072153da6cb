import { LastAttempt } from './attempt';
import { isRecord, listOf, numberIn, textIn } from '../answers/json';

/** What is remembered of a key that is being applied to a server: everything but the key. */
export interface PendingKey {
  /** The server's id. */
  readonly id: string;

  /** Whether it was sent by then: one that was not can't have been used up. */
  readonly isSent: boolean;

  /** The last five characters of the key that the server had before; null where it had none, or it was not known. */
  readonly lastFiveBefore: string | null;

  /** When it began to wait, or was sent, in milliseconds as `Date.now()` has it. */
  readonly since: number;
}

/** In milliseconds: after that long nothing that was sent is still under way. Twice what the page itself waits. */
export const longestApply = 480_000;

/** Keys that are being applied to the servers of a cluster. */
export interface PendingApply {
  readonly clusterName: string;
  readonly keys: readonly PendingKey[];
}

/** Reads what an earlier page has left; null where it is none of ours. Never throws. */
export function readRememberedApply(value: unknown): PendingApply | null {
  const clusterName = isRecord(value) ? textIn(value, 'clusterName') : null;
  if (!isRecord(value) || !clusterName) {
    return null;
  }
  const keys = listOf(value['keys']).filter(isRecord).flatMap(keyIn);
  return keys.length > 0 ? { clusterName, keys } : null;
}

function keyIn(row: Record<string, unknown>): PendingKey[] {
  const id = textIn(row, 'id');
  const isSent = row['isSent'] !== false;
  const since = numberIn(row, 'since') ?? 0;
  return id ? [{ id, isSent, lastFiveBefore: textIn(row, 'lastFiveBefore'), since }] : [];
}

/**
 * What a page that was left says of its keys to the one that comes after it. Of what was sent nothing is known until
 * the server shows another key than before; of what was not, nothing was used up.
 */
export function attemptAfter({ isSent, lastFiveBefore }: PendingKey): LastAttempt {
  const failure = { reason: 'pageLeft', message: '' } as const;
  return {
    attempt: isSent ? { kind: 'notKnown', failure } : { kind: 'stopped' },
    lastFiveBefore,
    wasActivated: true
  };
}

/** How an earlier page's key turned out, as far as the server shows it. */
export type RecalledOutcome = 'newKey' | 'notSent' | 'notKnown';

/** What a server's key now says of one that was being applied when the page was left. */
export function outcomeOf(key: PendingKey, lastFiveNow: string | null): RecalledOutcome {
  if (!key.isSent) {
    return 'notSent';
  }
  return lastFiveNow !== null && lastFiveNow !== key.lastFiveBefore ? 'newKey' : 'notKnown';
}
