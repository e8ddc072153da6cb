import { Attempt, LastAttempt, isUnderWay } from '../domain/servers/attempt';
import { CheckedKey, KeyDoubt, KeyFault, checkKeys } from '../domain/keys/key-checks';
import { ProductKey } from '../domain/keys/product-key';
import { Server, serverId } from '../domain/servers/server';
import { ServerStatus } from '../domain/servers/status';
import { canTakeKey } from '../domain/servers/states';
import { listOf } from '../platform/locale';
import { AppStrings, fillIn } from '../platform/strings';
import { whyNoKey } from '../text/server-text';

/** What the pane itself remembers of a server's field; the key is in it and nowhere else. */
export interface KeyEntryState {
  readonly typed: string;
  /** The admin has said that it is a volume license key. */
  readonly isVolume: boolean;
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
  readonly isVolume: boolean;
  /** The key, once it has the form of one and may be applied. */
  readonly key: ProductKey | null;
  /** What is wrong with what was typed; empty while nothing is. */
  readonly problem: string;
  /** What to look at before it is applied all the same. */
  readonly doubts: readonly string[];
  /** Why the server can't take a key; empty where it can. */
  readonly disabledWhy: string;
  /** A key is under way to the server, or on it: the field waits. */
  readonly locked: boolean;
  readonly attempt: Attempt | null;
}

export const untouched: KeyEntryState = {
  typed: '',
  isVolume: false,
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
  const entryOf = ({ server }: ServerStatus): KeyEntryState => entries.get(serverId(server)) ?? untouched;
  const checked = checkKeys(
    statuses.map(status => ({
      id: serverId(status.server),
      lastFive: status.lastFive,
      ...entryOf(status)
    }))
  );
  const names = new Map(statuses.map(({ server }) => [serverId(server), server.name]));
  return statuses.map((status, index) => rowOf(status, entryOf(status), checked[index], attempts, names, strings));
}

function rowOf(
  status: ServerStatus,
  entry: KeyEntryState,
  { key, fault, doubts }: CheckedKey,
  attempts: ReadonlyMap<string, LastAttempt>,
  names: ReadonlyMap<string, string>,
  strings: AppStrings
): KeyRow {
  const { server } = status;
  const id = serverId(server);
  const attempt = attemptIn(entry, attempts.get(id));
  return {
    id,
    server,
    typed: entry.typed,
    isVolume: entry.isVolume,
    key,
    problem: fault ? faultInWords(fault, entry.wasLeft, names, strings) : '',
    doubts: doubts.map(doubt => doubtInWords(doubt, names, strings)),
    // While a key is under way its server is asked again: that is no reason to take the field away.
    disabledWhy: entry.handedOver || attempt ? '' : whyNoKey(canTakeKey(status), strings),
    locked: attempt !== null && isUnderWay(attempt),
    attempt
  };
}

/**
 * What came of the key that was handed over in this pane, or of one that is still under way from before; null where
 * there is neither.
 */
export function attemptIn(entry: KeyEntryState, last: LastAttempt | undefined): Attempt | null {
  if (!entry.handedOver) {
    return last && isUnderWay(last.attempt) ? last.attempt : null;
  }
  return last && last !== entry.before ? last.attempt : { kind: 'waiting' };
}

/** What keeps a key back. An unfinished key is only called one after the admin has left its field. */
function faultInWords(
  fault: KeyFault,
  wasLeft: boolean,
  names: ReadonlyMap<string, string>,
  strings: AppStrings
): string {
  const words = strings.Keys;
  switch (fault.kind) {
    case 'incomplete':
      return wasLeft ? fillIn(words.incomplete, fault.count) : '';
    case 'tooLong':
      return fillIn(words.tooLong, fault.count);
    case 'wrongCharacter':
      return fillIn(words.wrongCharacter, fault.character, fault.position);
    case 'malformed':
      return words.malformed;
    case 'public':
      return fillIn(strings.Keys.publicKey[fault.publicKey.kind], fault.publicKey.product);
    case 'usedTwice':
      return fillIn(words.usedTwice, namesOf(fault.others, names));
  }
}

function doubtInWords(doubt: KeyDoubt, names: ReadonlyMap<string, string>, strings: AppStrings): string {
  const words = strings.Keys.doubt;
  switch (doubt.kind) {
    case 'checksum':
      return words.checksum;
    case 'hasItAlready':
      return words.hasItAlready;
    case 'onOthers':
      return fillIn(words.onOthers, namesOf(doubt.others, names));
  }
}

function namesOf(ids: readonly string[], names: ReadonlyMap<string, string>): string {
  return listOf(ids.map(id => names.get(id) ?? id));
}
