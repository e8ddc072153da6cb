import { lastFiveOf, readProductKey } from '../domain/keys/product-key';
import { PastedLine, matchPastedKeys } from '../domain/servers/pasted-keys';
import { serverId } from '../domain/servers/server';
import { AppStrings, fillIn } from '../platform/strings';
import { StateIcon } from '../ui/state-icon';
import { KeyRow } from './key-row';
import { rowsOf } from './pasted-rows';

/** What happens with a line of the list. */
export interface PreviewLine {
  readonly number: number;
  readonly icon: StateIcon;
  readonly words: string;
}

/** What a pasted list would do. */
export interface Preview {
  readonly lines: readonly PreviewLine[];
  /** The text for each field, by server ID. */
  readonly typed: ReadonlyMap<string, string>;
  /** The IDs of servers that share a key with others in the list. */
  readonly shared: readonly string[];
  /** The names of servers that can take a key but have none in the list. */
  readonly without: readonly string[];
}

/** Previews what a list would put into the pane's rows. */
export function previewOf(text: string, rows: readonly KeyRow[], strings: AppStrings): Preview {
  const lines = matchPastedKeys(
    rowsOf(text),
    rows.map(({ server }) => server)
  );
  const taken = lines.flatMap(line =>
    line.kind === 'assigned' && canTake(line, rows) ? [[serverId(line.server), line.typed] as const] : []
  );
  const typed = new Map(taken);
  return {
    lines: toldOnce(lines).map(line => ({ number: line.number, ...shown(line, rows, strings) })),
    typed,
    shared: [...typed.keys()].filter(id => isShared(id, typed)),
    without: rows.filter(row => isReady(row) && !typed.has(row.id)).map(({ server }) => server.name)
  };
}

/** Without lines that say the same as one before: a server that has different keys has several lines. */
function toldOnce(lines: readonly PastedLine[]): readonly PastedLine[] {
  const told = new Set<string>();
  return lines.filter(line => {
    if (line.kind !== 'ambiguous') {
      return true;
    }
    const isFirst = !told.has(serverId(line.server));
    told.add(serverId(line.server));
    return isFirst;
  });
}

function rowOf(line: PastedLine, rows: readonly KeyRow[]): KeyRow | undefined {
  return 'server' in line ? rows.find(({ id }) => id === serverId(line.server)) : undefined;
}

function isReady({ disabledWhy, locked }: KeyRow): boolean {
  return disabledWhy === '' && !locked;
}

function canTake(line: PastedLine, rows: readonly KeyRow[]): boolean {
  const row = rowOf(line, rows);
  return row !== undefined && isReady(row);
}

/** Whether another server has the same key. */
function isShared(id: string, typed: ReadonlyMap<string, string>): boolean {
  const key = keyIn(typed.get(id) ?? '');
  return key !== null && [...typed].some(([other, text]) => other !== id && keyIn(text) === key);
}

function keyIn(text: string): string | null {
  const reading = readProductKey(text);
  return reading.kind === 'key' ? reading.key : null;
}

function shown(line: PastedLine, rows: readonly KeyRow[], strings: AppStrings): Omit<PreviewLine, 'number'> {
  const words = strings.PastedList;
  switch (line.kind) {
    case 'assigned':
      return assigned(line, rowOf(line, rows), strings);
    case 'ambiguous':
      return { icon: 'error', words: fillIn(words.ambiguous, line.server.name) };
    case 'noKey':
      return { icon: 'warning', words: fillIn(words.noKey, line.server.name) };
    case 'notInCluster':
      return { icon: 'error', words: fillIn(words.notInCluster, line.name) };
    case 'noServer':
      return { icon: 'error', words: words.noServer };
    case 'heading':
      return { icon: 'info', words: words.heading };
    case 'notUnderstood':
      return { icon: 'error', words: words.notUnderstood };
  }
}

/** What goes into a field, shown by the key's last five characters. */
function assigned(
  { server, typed }: Extract<PastedLine, { kind: 'assigned' }>,
  row: KeyRow | undefined,
  strings: AppStrings
): Omit<PreviewLine, 'number'> {
  const words = strings.PastedList;
  if (!row || !isReady(row)) {
    return { icon: 'warning', words: fillIn(words.notNow, server.name, row?.disabledWhy ?? '') };
  }
  const reading = readProductKey(typed);
  if (reading.kind !== 'key') {
    return { icon: 'warning', words: fillIn(words.toFix, server.name) };
  }
  const lastFive = lastFiveOf(reading.key);
  const isOther = row.typed !== '' && keyIn(row.typed) !== reading.key;
  return isOther
    ? { icon: 'warning', words: fillIn(words.replaces, server.name, lastFive) }
    : { icon: 'success', words: fillIn(words.assigned, server.name, lastFive) };
}
