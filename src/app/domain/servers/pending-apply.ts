import { AttemptNotKnown, LastAttempt } from './attempt';
import { isServerName } from './server';
import { isRecord, toRows, numberIn, textIn } from '../answers/json';

/** What is saved about a key that is being applied to a server: everything except the key itself. */
export interface PendingKey {
  /** The server’s ID. */
  readonly id: string;

  /** Whether the key had been sent by then. A key that wasn’t sent can’t have been used up. */
  readonly isSent: boolean;

  /** The last five characters of the key that the server had before; null if it had none or it isn’t known. */
  readonly lastFiveBefore: string | null;

  /** Whether `lastFiveBefore` is known. If not, null says nothing about the server’s key. */
  readonly isBeforeKnown: boolean;

  /** When it started to wait or was sent, in milliseconds as in `Date.now()`. */
  readonly since: number;
}

/**
 * In milliseconds. After this time, nothing that was sent is still in progress. Twice as long as the page itself waits.
 */
export const longestApply = 480_000;

/** Keys that are being applied to the servers of a cluster. */
export interface PendingApply {
  readonly clusterName: string;
  readonly keys: readonly PendingKey[];
}

/** Reads what an earlier page saved; null if it isn’t ours. Never throws. */
export function readRememberedApply(value: unknown): PendingApply | null {
  const clusterName = isRecord(value) ? textIn(value, 'clusterName') : null;
  if (!isRecord(value) || !clusterName) {
    return null;
  }
  const keys = toRows(value['keys']).filter(isRecord).flatMap(keyIn);
  return keys.length > 0 ? { clusterName, keys } : null;
}

function keyIn(row: Record<string, unknown>): PendingKey[] {
  const id = textIn(row, 'id') ?? '';
  const isSent = row['isSent'] !== false;
  const since = numberIn(row, 'since') ?? 0;
  const before = textIn(row, 'lastFiveBefore') ?? '';
  const lastFiveBefore = /^[0-9A-Z]{5}$/i.test(before) ? before : null;
  const isBeforeKnown = lastFiveBefore !== null || row['isBeforeKnown'] === true;
  return isServerName(id) ? [{ id, isSent, lastFiveBefore, isBeforeKnown, since }] : [];
}

/**
 * The attempt that a closed page leaves to the next one. If the key was sent, the outcome isn’t known until the server
 * shows a different key than before. If it wasn’t sent, no key was used up.
 */
export function attemptAfter({ isSent, lastFiveBefore, isBeforeKnown }: PendingKey): LastAttempt {
  const lost: AttemptNotKnown = { kind: 'notKnown', failure: { reason: 'pageLeft', message: '' } };
  return {
    attempt: isSent ? lost : { kind: 'stopped' },
    unclear: isSent ? [{ lastFive: null, hadSameLastFive: false, attempt: lost }] : [],
    lastFiveBefore,
    isBeforeKnown,
    wasActivated: true
  };
}

/** The outcome of an earlier page’s key, as far as the server shows it. */
export type RecalledOutcome = 'newKey' | 'notSent' | 'notKnown';

/** What a server’s key now shows about the key that was being applied when the page was closed. */
export function outcomeOf(key: PendingKey, lastFiveNow: string | null): RecalledOutcome {
  if (!key.isSent) {
    return 'notSent';
  }
  return key.isBeforeKnown && lastFiveNow !== null && lastFiveNow !== key.lastFiveBefore ? 'newKey' : 'notKnown';
}
