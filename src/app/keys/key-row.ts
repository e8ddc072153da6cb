import { Attempt, LastAttempt, isUnderWay } from '../domain/servers/attempt';
import { CheckedKey, KeyDoubt, KeyFault, checkKeys } from '../domain/keys/key-checks';
import { ProductKey } from '../domain/keys/product-key';
import { Server, serverId } from '../domain/servers/server';
import { ServerStatus } from '../domain/servers/status';
import { canTakeKey } from '../domain/servers/states';
import { formatList } from '../platform/locale';
import { AppStrings, fillIn } from '../platform/strings';
import { whyNoKey } from '../text/server-text';

/** What the pane remembers about a server's field. The key is stored here and nowhere else. */
export interface KeyEntryState {
  readonly typed: string;
  /** The admin marked it as a volume license key. */
  readonly isVolume: boolean;
  /** The admin has focused the field and left it. */
  readonly wasLeft: boolean;
  /** The key was submitted in this pane. */
  readonly handedOver: boolean;
  /** The last attempt before this key was submitted. */
  readonly before: LastAttempt | null;
}

/** A server's row in the pane that applies keys. */
export interface KeyRow {
  readonly id: string;
  readonly server: Server;
  readonly typed: string;
  readonly isVolume: boolean;
  /** The key, once it's well-formed and can be applied. */
  readonly key: ProductKey | null;
  /** What's wrong with the text; empty if nothing is. */
  readonly problem: string;
  /** Warnings that don't keep the key from being applied. */
  readonly doubts: readonly string[];
  /** Why the server can't take a key; empty if it can. */
  readonly disabledWhy: string;
  /** A key is being applied to the server, so the field can't be changed. */
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

/** Builds the pane's rows from the servers, the typed text, and the results. */
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
    // The server is read again while a key is being applied. That's no reason to remove the field.
    disabledWhy: entry.handedOver || attempt ? '' : whyNoKey(canTakeKey(status), strings),
    locked: attempt !== null && isUnderWay(attempt),
    attempt
  };
}

/**
 * The attempt with the key that was submitted in this pane, or an earlier one that's still in progress; null if there's
 * neither.
 */
export function attemptIn(entry: KeyEntryState, last: LastAttempt | undefined): Attempt | null {
  if (!entry.handedOver) {
    return last && isUnderWay(last.attempt) ? last.attempt : null;
  }
  return last && last !== entry.before ? last.attempt : { kind: 'waiting' };
}

/** What holds a key back. A key is called incomplete only after the admin leaves its field. */
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
  return formatList(ids.map(id => names.get(id) ?? id));
}
