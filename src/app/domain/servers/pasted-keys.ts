import { readProductKey } from '../keys/product-key';
import { maskKeyParts, maskProductKeys } from '../keys/product-key-mask';
import { Server, longestName, serverId } from './server';

/** A line of a pasted list and what it’s for. `number` is the line number, starting at 1. */
export type PastedLine = { readonly number: number } &
  /** The text for this server’s field, whether it’s a key or was meant to be one. */
  (
    | { readonly kind: 'assigned'; readonly server: Server; readonly typed: string }
    /** Several keys for one server, in this line or in others. None of them is used. */
    | { readonly kind: 'ambiguous'; readonly server: Server }
    /** Has a server but no key. */
    | { readonly kind: 'noKey'; readonly server: Server }
    /** Has a key, and a name that doesn’t match any server in the cluster. */
    | { readonly kind: 'notInCluster'; readonly name: string }
    /** Has a key but no name. */
    | { readonly kind: 'noServer' }
    /** The first line, if it has neither a key nor a server: the headings of a table. */
    | { readonly kind: 'heading'; readonly words: string }
    /** Has neither a key nor a server. */
    | { readonly kind: 'notUnderstood'; readonly words: string }
  );

/** The maximum number of characters shown of a line. */
const longestWords = 500;

/** The minimum number of characters for a text to be taken for a key. */
const keyLike = 15;

/**
 * Matches the rows of a pasted list to servers. Each row has cells with a server’s name and a key, in any order, and
 * possibly other cells. Nothing is guessed: a name must be that of one server in the cluster, short or full, in any
 * case. Every row that isn’t blank has a line in the result. A key appears in a line only to fill its field.
 */
export function matchPastedKeys(
  rows: readonly (readonly string[])[],
  servers: readonly Server[]
): readonly PastedLine[] {
  const lines = rows.flatMap((row, index) => {
    const cells = row.map(plainCell).filter(cell => cell !== '');
    return cells.length === 0 ? [] : [{ ...lineOf(cells, index === 0, servers), number: index + 1 }];
  });
  const unclear = serversWithSeveralKeys(lines);
  return lines.map(line =>
    line.kind === 'assigned' && unclear.has(serverId(line.server))
      ? { kind: 'ambiguous', server: line.server, number: line.number }
      : line
  );
}

type Line = PastedLine extends infer L ? (L extends PastedLine ? Omit<L, 'number'> : never) : never;

function lineOf(cells: readonly string[], isFirst: boolean, servers: readonly Server[]): Line {
  const parts = cells.length === 1 ? nameAndKey(cells[0], servers) : cells;
  const keyAt = indexOfKey(parts);
  const rest = parts.filter((_, index) => index !== keyAt);
  const named = rest.flatMap(cell => serverNamed(cell, servers));
  const server = only(named);
  const typed = keyAt < 0 ? null : parts[keyAt];
  if (server && typed !== null && rest.some(cell => hasOtherKey(cell, typed))) {
    return { kind: 'ambiguous', server };
  }
  if (named.length > 0 && !server) {
    return { kind: 'notUnderstood', words: named.map(({ name }) => name).join(' ') };
  }
  if (server) {
    return typed === null ? { kind: 'noKey', server } : { kind: 'assigned', server, typed };
  }
  if (typed !== null) {
    // Part of another key isn’t a name, and must not be shown as one.
    const name = rest.find(cell => isName(cell) && !isKeyLike(cell) && maskKeyParts(cell) === cell);
    return name === undefined ? { kind: 'noServer' } : { kind: 'notInCluster', name };
  }
  const words = maskKeyParts(cells.join(' ').slice(0, 10 * longestWords)).slice(0, longestWords);
  return isFirst && cells.length > 1 ? { kind: 'heading', words } : { kind: 'notUnderstood', words };
}

/**
 * Splits a name and a key with white space between them, as people often write them; otherwise returns the cell
 * unchanged.
 */
function nameAndKey(cell: string, servers: readonly Server[]): readonly string[] {
  const [name, ...rest] = cell.split(/[\s:=]+/);
  const key = rest.join(' ');
  const isBoth = serverNamed(name, servers).length > 0 || readProductKey(key).kind === 'key';
  return key !== '' && isBoth ? [name, key] : [cell];
}

/** The index of the cell that is a key, or of the first one that resembles a key; -1 if there is none. */
function indexOfKey(cells: readonly string[]): number {
  const whole = cells.findIndex(cell => readProductKey(cell).kind === 'key');
  return whole >= 0 ? whole : cells.findIndex(isKeyLike);
}

/**
 * Whether a cell is, or has in its text, another key than the typed one: an old beside a new one, or one of the next
 * line if a line end was lost. Then it isn’t clear which one is meant.
 */
function hasOtherKey(cell: string, typed: string): boolean {
  const reading = readProductKey(cell);
  if (reading.kind === 'key') {
    return reading.key !== plainKey(typed);
  }
  const others = cell.toUpperCase().split(plainKey(typed)).join(' ');
  return maskProductKeys(others) !== others;
}

/** Whether a text was meant as a key, whatever is wrong with it. */
function isKeyLike(cell: string): boolean {
  const groups = cell.split(/[\s\p{Pd}\u2212]+/u);
  const characters = groups.join('');
  const isGrouped = groups.length > 2 && groups.every(group => /^[A-Z0-9]{1,6}$/i.test(group));
  const isBare = groups.length === 1 && /^[A-Z0-9]{20,}$/i.test(characters);
  return characters.length >= keyLike && (isGrouped || isBare);
}

/** The server with that name, if there is one. */
function serverNamed(name: string, servers: readonly Server[]): readonly Server[] {
  const wanted = name.toLowerCase().replace(/\.$/, '');
  return servers.filter(server => serverId(server) === wanted || server.fqdn.toLowerCase() === wanted);
}

/** Whether the text could be a computer name. */
function isName(cell: string): boolean {
  return cell.length <= longestName && /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?\.?$/u.test(cell);
}

function only(servers: readonly Server[]): Server | null {
  const ids = new Set(servers.map(serverId));
  return ids.size === 1 ? servers[0] : null;
}

/** The IDs of servers to which lines give different keys. The same key twice isn’t a contradiction. */
function serversWithSeveralKeys(lines: readonly PastedLine[]): ReadonlySet<string> {
  const keys = new Map<string, string>();
  const several = new Set<string>();
  for (const line of lines) {
    if (line.kind === 'assigned') {
      const id = serverId(line.server);
      const key = plainKey(line.typed);
      if ((keys.get(id) ?? key) !== key) {
        several.add(id);
      }
      keys.set(id, key);
    }
  }
  return several;
}

function plainKey(typed: string): string {
  const reading = readProductKey(typed);
  return reading.kind === 'key' ? reading.key : typed;
}

/** Characters that can surround text and aren’t part of it. */
const around = ' "\'\u201c\u201d\u201e\u2018\u2019';

/** A cell without what spreadsheets put around text: white space of any kind, invisible characters, quotation marks. */
function plainCell(cell: string): string {
  const characters = [...cell.replace(/[\p{Cf}]/gu, '').replace(/\s+/g, ' ')];
  const first = characters.findIndex(character => !around.includes(character));
  const beyond = [...characters].reverse().findIndex(character => !around.includes(character));
  return first < 0 ? '' : characters.slice(first, characters.length - beyond).join('');
}
