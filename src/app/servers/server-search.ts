import { ServerGroup } from '../domain/servers/states';
import { ServerRow } from './server-row';

/** The admin's search and filter. Empty words, and a group of null, match every server. */
export interface ServerSearch {
  readonly words: string;
  readonly group: ServerGroup | null;
}

export const noServerSearch: ServerSearch = { words: '', group: null };

/** The servers in the group whose row has all of the words, in any order and in upper or lower case. */
export function foundServers(rows: readonly ServerRow[], { words, group }: ServerSearch): ServerRow[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(row => {
    const text = textOf(row);
    return (group === null || row.group === group) && wanted.every(word => text.includes(word));
  });
}

function textOf({ name, nodeState, activation, badges, why, key }: ServerRow): string {
  return [name, nodeState, activation, ...badges, why, key].join(' ').toLowerCase();
}
