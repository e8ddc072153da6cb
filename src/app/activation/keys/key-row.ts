import { Attempt, LastAttempt } from '../../domain/attempt';
import { ProductKey, ProductKeyReading, readProductKey } from '../../domain/product-key';
import { Server, serverId } from '../../domain/server';
import { ServerStatus, canTakeKey } from '../../domain/status';
import { AppStrings, fillIn } from '../../shell/strings';
import { whyNoKey } from '../servers/server-words';

/** What the pane itself remembers of a server's field; the key is in it and nowhere else. */
export interface KeyEntryState {
  readonly typed: string;
  /** The admin has been in the field and left it. */
  readonly wasLeft: boolean;
  /** Its key was handed over in this pane. */
  readonly handedOver: boolean;
  /** What was known of an earlier key when this one was handed over. */
  readonly before: LastAttempt | null;
}

/** A server's row in the pane that applies keys. */
export interface KeyRow {
  readonly id: string;
  readonly server: Server;
  readonly typed: string;
  /** The key, once it has the form of one and may be applied. */
  readonly key: ProductKey | null;
  /** What is wrong with what was typed; empty while nothing is. */
  readonly problem: string;
  /** Why the server can't take a key; empty where it can. */
  readonly disabledWhy: string;
  /** A key is under way to the server, or on it: the field waits. */
  readonly locked: boolean;
  readonly attempt: Attempt | null;
}

export const untouched: KeyEntryState = {
  typed: '',
  wasLeft: false,
  handedOver: false,
  before: null
};

/** Puts together what the pane shows, from the servers, what was typed, and what came of it. */
export function keyRowsOf(
  statuses: readonly ServerStatus[],
  entries: ReadonlyMap<string, KeyEntryState>,
  attempts: ReadonlyMap<string, LastAttempt>,
  strings: AppStrings
): KeyRow[] {
  return statuses.map(status => {
    const id = serverId(status.server);
    const entry = entries.get(id) ?? untouched;
    const reading = readProductKey(entry.typed);
    const attempt = attemptIn(entry, attempts.get(id));
    return {
      id,
      server: status.server,
      typed: entry.typed,
      key: reading.kind === 'key' ? reading.key : null,
      problem: problemOf(reading, entry.wasLeft, strings),
      // While a key is under way its server is asked again: that is no reason to take the field away.
      disabledWhy: entry.handedOver ? '' : whyNoKey(canTakeKey(status), strings),
      locked: attempt !== null && isUnderWay(attempt),
      attempt
    };
  });
}

/** What came of the key that was handed over in this pane; null where none was. */
export function attemptIn(
  entry: KeyEntryState,
  last: LastAttempt | undefined
): Attempt | null {
  if (!entry.handedOver) {
    return null;
  }
  return last && last !== entry.before ? last.attempt : { kind: 'waiting' };
}

/** Whether nothing can be said yet of what came of a key. */
export function isUnderWay(attempt: Attempt): boolean {
  return attempt.kind === 'waiting' || attempt.kind === 'applying';
}

/** What to say of a typed key, or nothing. An unfinished key is only called one after the admin has left its field. */
function problemOf(reading: ProductKeyReading, wasLeft: boolean, strings: AppStrings): string {
  const words = strings.Keys;
  switch (reading.kind) {
    case 'incomplete':
      return wasLeft ? fillIn(words.incomplete, reading.count) : '';
    case 'tooLong':
      return fillIn(words.tooLong, reading.count);
    case 'wrongCharacter':
      return fillIn(words.wrongCharacter, reading.character, reading.position);
    case 'malformed':
      return words.malformed;
    case 'empty':
    case 'key':
      return '';
  }
}
