import {
  answered,
  failed,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { findingsOf } from '../domain/servers/findings';
import { statusOf } from '../domain/servers/status';
import { appStrings } from '../platform/strings';
import { rowsOf } from './server-row';
import { ServerSearch, foundServers, noServerSearch } from './server-search';

const [one, two, three] = serversNamed('node01', 'node02', 'edge03');
const statuses = [
  statusOf(one, answered(reportWithKey('6789N'))),
  statusOf(two, answered(reportWithoutKey())),
  statusOf({ ...three, state: 'down' }, failed('unreachable'))
];

function found(search: Partial<ServerSearch>): string[] {
  const rows = rowsOf(statuses, findingsOf(statuses), appStrings());
  return foundServers(rows, { ...noServerSearch, ...search }).map(({ name }) => name);
}

describe('A search for servers', () => {
  it('finds all servers if nothing is searched for', () => {
    expect(found({})).toEqual(['node01', 'node02', 'edge03']);
    expect(found({ words: '  ' })).toEqual(['node01', 'node02', 'edge03']);
  });

  it('finds names, states, and keys, in any order and in upper or lower case', () => {
    expect(found({ words: 'NODE' })).toEqual(['node01', 'node02']);
    expect(found({ words: 'no activation' })).toEqual(['node02']);
    expect(found({ words: '6789n volume 2022' })).toEqual(['node01']);
    expect(found({ words: 'down' })).toEqual(['edge03']);
    expect(found({ words: 'node 2019' })).toEqual([]);
  });

  it('finds the servers of one group, also in addition to words', () => {
    expect(found({ group: 'noKey' })).toEqual(['node02']);
    expect(found({ group: 'attention', words: 'edge' })).toEqual(['edge03']);
    expect(found({ group: 'activated', words: 'edge' })).toEqual([]);
  });
});
