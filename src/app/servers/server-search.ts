import { ServerGroup } from '../domain/servers/states';
import { allWordsIn } from '../text/all-words';
import { ServerRow } from './server-row';

/** The admin's search and filter. Empty words, and a group of null, match every server. */
export interface ServerSearch {
  readonly words: string;
  readonly group: ServerGroup | null;
}

export const noServerSearch: ServerSearch = { words: '', group: null };

/** The servers in the group whose row has all of the words, in any order and in upper or lower case. */
export function foundServers(rows: readonly ServerRow[], { words, group }: ServerSearch): ServerRow[] {
  const hasWords = allWordsIn(words);
  return rows.filter(row => (group === null || row.group === group) && hasWords(textOf(row)));
}

function textOf({ name, nodeState, activation, badges, why, key }: ServerRow): string {
  return [name, nodeState, activation, ...badges, why, key].join('\n');
}
