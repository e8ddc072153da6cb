import { answered, failed, reportWithoutKey, serversNamed } from '../cluster/testing/fake-cluster-connection';
import { statusOf } from '../domain/servers/status';
import { appStrings } from '../platform/strings';
import { KeyEntryState, KeyRow, keyRowsOf, untouched } from './key-row';
import { Preview, previewOf } from './pasted-list';

const strings = appStrings();
const keyOne = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
const keyTwo = 'NBCDF-GHJKM-PQRTV-WXY23-46789';

/** Rows for node01 to node03; node03 is down. */
function paneRows(entries: Record<string, Partial<KeyEntryState>> = {}): readonly KeyRow[] {
  const statuses = serversNamed('node01', 'node02', 'node03').map(server =>
    server.name === 'node03'
      ? statusOf({ ...server, state: 'down' }, failed('unreachable'))
      : statusOf(server, answered(reportWithoutKey()))
  );
  const states = Object.entries(entries).map(([id, entry]): [string, KeyEntryState] => [
    id,
    { ...untouched, ...entry }
  ]);
  return keyRowsOf(statuses, new Map(states), new Map(), strings);
}

describe('The preview of a pasted list', () => {
  function preview(text: string, rows = paneRows()): Preview {
    return previewOf(text, rows, strings);
  }

  function lines(text: string, rows = paneRows()): string[] {
    return preview(text, rows).lines.map(({ number, icon, words }) => `${number} ${icon}: ${words}`);
  }

  it('says what goes where, by the last five characters', () => {
    expect(lines(`Server\tKey\nnode01\t${keyOne}\nNODE02.contoso.com\t${keyTwo}`)).toEqual([
      '1 info: Header row, ignored',
      '2 success: node01: key ending in 6789N',
      '3 success: node02: key ending in 46789'
    ]);
  });

  it('never shows a key', () => {
    const all = JSON.stringify(lines(`node99,${keyOne}\n${keyTwo}\nnode01,${keyOne}`));
    expect(all).not.toContain(keyOne.slice(0, 11));
    expect(all).not.toContain(keyTwo.slice(0, 11));
  });

  it('says what isn’t used, and why', () => {
    const text = [
      `node99,${keyOne}`,
      `,${keyTwo}`,
      'node01,',
      `node02,${keyOne}`,
      `node02,${keyTwo}`,
      `node03,${keyOne}`,
      'any,words'
    ].join('\n');
    expect(lines(text)).toEqual([
      '1 error: node99: not one of these servers',
      '2 error: Key without a server name',
      '3 warning: node01: no key',
      '4 error: node02: listed with different keys. Skipped.',
      '6 warning: node03: can’t accept a key right now. Server is down. Bring it online, and then refresh.',
      '7 error: Line not recognized'
    ]);
    expect(preview(text).typed.size).toBe(0);
  });

  it('puts a key with a mistake into its field, to be fixed there', () => {
    const text = `node01,${keyOne.slice(0, -1)}`;
    expect(lines(text)).toEqual(['1 warning: node01: not a valid key. The server’s field shows why.']);
    expect([...preview(text).typed]).toEqual([['node01', keyOne.slice(0, -1)]]);
  });

  it('says when it would replace typed text', () => {
    const rows = paneRows({ node01: { typed: keyTwo }, node02: { typed: keyTwo } });
    expect(lines(`node01,${keyOne}\nnode02,${keyTwo.toLowerCase()}`, rows)).toEqual([
      '1 warning: node01: key ending in 6789N, replaces what you typed',
      '2 success: node02: key ending in 46789'
    ]);
  });

  it('names the servers that it has no key for', () => {
    expect(preview(`node02,${keyOne}`).without).toEqual(['node01']);
  });

  it('detects servers that share a key', () => {
    expect(preview(`node01,${keyOne}\nnode02,${keyOne.toLowerCase()}`).shared).toEqual(['node01', 'node02']);
    expect(preview(`node01,${keyOne}\nnode02,${keyTwo}`).shared).toEqual([]);
  });
});
