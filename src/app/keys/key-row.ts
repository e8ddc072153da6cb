import { Attempt, LastAttempt, UnclearKey, isUnderWay } from '../domain/servers/attempt';
import { CheckedKey, KeyDoubt, KeyFault, KnownKey, checkKeys, isKnownVolumeKey } from '../domain/keys/key-checks';
import { ProductKey, lastFiveOf } from '../domain/keys/product-key';
import { Server, serverId } from '../domain/servers/server';
import { ServerStatus } from '../domain/servers/status';
import { unclearOn } from '../domain/servers/unclear-keys';
import { canTakeKey } from '../domain/servers/states';
import { timeOf } from '../platform/locale';
import { AppStrings, fillIn } from '../platform/strings';
import { whyInWords } from '../text/explanation';
import { labeled } from '../text/joined';
import { keySummaryOf } from '../text/key-summary';
import { whyNoKey, wordsOf } from '../text/server-text';
import { someNames } from '../text/some-names';

/** What the pane remembers about a server's field. The key is stored here and nowhere else. */
export interface KeyEntryState {
  readonly typed: string;
  /** Whether the admin marked it as a volume license key; null as long as the page decides. */
  readonly isVolume: boolean | null;
  /** The admin has focused the field and left it. */
  readonly wasLeft: boolean;
  /** The key was submitted in this pane, or the pane was opened to watch it. */
  readonly handedOver: boolean;
  /** The last attempt before this key was submitted. */
  readonly before: LastAttempt | null;
  /** When the pane learned that the key is on its server; null before. */
  readonly appliedAt: number | null;
}

/** A server's row in the pane that applies keys. */
export interface KeyRow {
  readonly id: string;
  readonly server: Server;
  /** The key that the server shows, such as "2022 · Volume · …3XJ7C"; empty if it shows none. */
  readonly shownKey: string;
  /** The same, or that there is none; empty if it isn't known. */
  readonly now: string;
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
  /** The key was sent before, and its outcome isn't known. Null if it wasn't, or it is. */
  readonly unclear: UnclearKey | null;
  /** The key is on its server, so the row has no field until the admin asks for one. */
  readonly isDone: boolean;
  /** When that was, in words; empty before. */
  readonly appliedAt: string;
  /** Why the key is on its server, but not activated; empty if it is, or isn't known to be. */
  readonly notActive: string;
}

export const untouched: KeyEntryState = {
  typed: '',
  isVolume: null,
  wasLeft: false,
  handedOver: false,
  before: null,
  appliedAt: null
};

/** What typed keys are compared with, and how servers are called. */
interface Surroundings {
  readonly attempts: ReadonlyMap<string, LastAttempt>;
  readonly names: ReadonlyMap<string, string>;
  readonly strings: AppStrings;
}

/** What the servers show about their keys, for the checks of typed keys. */
function knownKeysOf(statuses: readonly ServerStatus[]): readonly KnownKey[] {
  return statuses.map(({ server, lastFive, keyVersion, keyType }) => ({
    id: serverId(server),
    lastFive,
    keyVersion,
    keyType
  }));
}

/**
 * Builds the pane's rows from the servers, the typed text, and the results. Typed keys are compared with those of the
 * whole cluster.
 */
export function keyRowsOf(
  statuses: readonly ServerStatus[],
  entries: ReadonlyMap<string, KeyEntryState>,
  attempts: ReadonlyMap<string, LastAttempt>,
  strings: AppStrings,
  cluster: readonly ServerStatus[] = statuses
): KeyRow[] {
  const known = knownKeysOf(cluster);
  const entryOf = ({ server }: ServerStatus): KeyEntryState & { isVolume: boolean } => {
    const entry = entries.get(serverId(server)) ?? untouched;
    return { ...entry, isVolume: entry.isVolume ?? isKnownVolumeKey(entry.typed, known) };
  };
  const checked = checkKeys(
    statuses.map(status => ({ id: serverId(status.server), ...entryOf(status) })),
    known
  );
  const names = new Map([...cluster, ...statuses].map(({ server }) => [serverId(server), server.name]));
  return statuses.map((status, index) => rowOf(status, entryOf(status), checked[index], { attempts, names, strings }));
}

function rowOf(
  status: ServerStatus,
  entry: KeyEntryState & { isVolume: boolean },
  { key, fault, doubts }: CheckedKey,
  { attempts, names, strings }: Surroundings
): KeyRow {
  const { server } = status;
  const id = serverId(server);
  const attempt = attemptIn(entry, attempts.get(id));
  const shownKey = keySummaryOf(status, strings);
  return {
    id,
    server,
    shownKey,
    now: shownKey || (status.shows === 'noKey' ? strings.Keys.noKeyNow : ''),
    typed: entry.typed,
    isVolume: entry.isVolume,
    key,
    problem: fault ? faultInWords(fault, entry.wasLeft, names, strings) : '',
    doubts: key === null ? [] : doubts.map(doubt => doubtInWords(doubt, server, key, names, strings)),
    // The server is read again while a key is being applied. That's no reason to remove the field.
    disabledWhy: entry.handedOver || attempt ? '' : whyNoKey(canTakeKey(status), strings),
    locked: attempt !== null && isUnderWay(attempt),
    attempt,
    unclear: (key && unclearOn(status, attempts.get(id), key)) ?? null,
    isDone: attempt?.kind === 'applied' && entry.typed === '',
    appliedAt: entry.appliedAt === null ? '' : timeOf(new Date(entry.appliedAt)),
    notActive: attempt?.kind === 'applied' ? whyNotActive(status, strings) : ''
  };
}

function whyNotActive(status: ServerStatus, strings: AppStrings): string {
  const words = wordsOf(status, strings);
  return status.state === 'keyNotActive' ? labeled(words, whyInWords(status, strings), strings) : '';
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

/** Whether the row's key was tried and isn't known to be on its server, so the admin has to look at it. */
export function needsAttention({ attempt }: KeyRow): boolean {
  return attempt !== null && !isUnderWay(attempt) && attempt.kind !== 'applied';
}

/** Whether a key can go into a row's field without replacing anything. */
export function isFree({ typed, disabledWhy, locked, attempt }: KeyRow): boolean {
  return typed === '' && disabledWhy === '' && !locked && attempt?.kind !== 'applied';
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
      return fillIn(words.usedTwice, namesOf(fault.others, names, strings));
  }
}

function doubtInWords(
  doubt: KeyDoubt,
  server: Server,
  key: ProductKey,
  names: ReadonlyMap<string, string>,
  strings: AppStrings
): string {
  const words = strings.Keys.doubt;
  switch (doubt.kind) {
    case 'checksum':
      return words.checksum;
    case 'hasItAlready':
      return words.hasItAlready;
    case 'onOthers':
      return fillIn(words.onOthers, namesOf(doubt.others, names, strings));
    case 'older':
      return fillIn(
        words.older,
        lastFiveOf(key),
        doubt.version,
        namesOf(doubt.others, names, strings),
        server.name,
        doubt.present
      );
  }
}

function namesOf(ids: readonly string[], names: ReadonlyMap<string, string>, strings: AppStrings): string {
  const all = ids.map(id => names.get(id) ?? id);
  return someNames(all, strings);
}
