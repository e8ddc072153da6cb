import * as fc from 'fast-check';
import { PastedLine, matchPastedKeys } from './pasted-keys';
import { Server, serverId } from './server';

const keyOne = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
const keyTwo = 'NBCDF-GHJKM-PQRTV-WXY23-46789';

const servers: readonly Server[] = ['node01', 'node02', 'node03'].map(name => ({
  name,
  fqdn: `${name}.contoso.com`,
  state: 'up'
}));

describe('A pasted list of keys', () => {
  function match(...rows: string[][]): readonly PastedLine[] {
    return matchPastedKeys(rows, servers);
  }

  /** Which key is assigned to which server. */
  function assigned(lines: readonly PastedLine[]): string[] {
    return lines.flatMap(line => (line.kind === 'assigned' ? [`${line.server.name}: ${line.typed}`] : []));
  }

  function kinds(lines: readonly PastedLine[]): string[] {
    return lines.map(({ number, kind }) => `${number} ${kind}`);
  }

  it('is matched by server name, short or full, in any case', () => {
    const lines = match(['NODE01', keyOne], ['node02.Contoso.COM', keyTwo], ['node03.contoso.com.', keyOne]);
    expect(assigned(lines)).toEqual([`node01: ${keyOne}`, `node02: ${keyTwo}`, `node03: ${keyOne}`]);
  });

  it('can have the key first and other cells beside the two', () => {
    const lines = match([keyOne, 'Rack 4', 'node01'], ['2', 'node02', '', keyTwo, 'MAK']);
    expect(assigned(lines)).toEqual([`node01: ${keyOne}`, `node02: ${keyTwo}`]);
  });

  it('can have the characters that spreadsheets and mail programs add', () => {
    const lines = match(
      ['\u00a0node01\u00a0', `"${keyOne}"`],
      ['\u200bnode02', keyTwo.replace(/-/g, '\u2013')],
      ['\u201enode03\u201c', keyOne.replace(/-/g, '').toLowerCase()]
    );
    expect(lines.map(({ kind }) => kind)).toEqual(['assigned', 'assigned', 'assigned']);
  });

  it('can have name and key in one cell', () => {
    const lines = match([`node01 ${keyOne}`], [`node02: ${keyTwo}`]);
    expect(assigned(lines)).toEqual([`node01: ${keyOne}`, `node02: ${keyTwo}`]);
  });

  it('can start with headings', () => {
    const lines = match(['Server', 'Product key'], ['node01', keyOne]);
    expect(kinds(lines)).toEqual(['1 heading', '2 assigned']);
  });

  it('puts a mistyped key in its field, where it can be corrected', () => {
    const wrong = keyOne.replace('6789N', '6789');
    expect(assigned(match(['node01', wrong], ['node02', `0${keyTwo.slice(1)}`]))).toEqual([
      `node01: ${wrong}`,
      `node02: 0${keyTwo.slice(1)}`
    ]);
  });

  it('reports what doesn’t match', () => {
    const lines = match(
      ['node99', keyOne],
      ['node01.fabrikam.com', keyOne],
      [`node98 ${keyOne}`],
      ['', keyTwo],
      ['node02', ''],
      ['hello', 'world']
    );
    expect(kinds(lines)).toEqual([
      '1 notInCluster',
      '2 notInCluster',
      '3 notInCluster',
      '4 noServer',
      '5 noKey',
      '6 notUnderstood'
    ]);
    expect(lines[0]).toEqual({ number: 1, kind: 'notInCluster', name: 'node99' });
  });

  it('assigns nothing from lines that give one server different keys', () => {
    const lines = match(['node01', keyOne], ['NODE01', keyTwo], ['node02', keyTwo]);
    expect(kinds(lines)).toEqual(['1 ambiguous', '2 ambiguous', '3 assigned']);
  });

  it('assigns nothing from a line with several keys or several servers', () => {
    const lines = match(['node01', keyOne, keyTwo], ['node01', 'node02', keyOne], ['node03', keyOne, keyOne]);
    expect(kinds(lines)).toEqual(['1 ambiguous', '2 notUnderstood', '3 assigned']);
  });

  it('assigns nothing from a line in which a cell has another key beside other text', () => {
    const lines = match(
      ['node01', `${keyOne} node02`, keyTwo],
      ['node01', keyTwo, `old: ${keyOne}`],
      ['node02', keyTwo, 'Rack 4'],
      ['node03', keyOne, `applied ${keyOne.toLowerCase()} in May`],
      ['node03', `Key: ${keyOne}`]
    );
    expect(kinds(lines)).toEqual(['1 ambiguous', '2 ambiguous', '3 assigned', '4 assigned', '5 noKey']);
  });

  it('accepts the same key twice for the same server', () => {
    const lines = match(['node01', keyOne], ['node01', keyOne.toLowerCase()]);
    expect(kinds(lines)).toEqual(['1 assigned', '2 assigned']);
  });

  it('skips blank lines but counts them', () => {
    expect(kinds(match([''], ['node01', keyOne], [' ', '\u00a0'], ['node02', keyTwo]))).toEqual([
      '2 assigned',
      '4 assigned'
    ]);
  });

  it('shows no more than five characters of any key: whole, split into cells, or partial', () => {
    const groups = keyOne.split('-');
    const rows = [
      groups,
      [keyOne, keyTwo],
      [keyOne, keyTwo, 'node99'],
      [`${keyOne} ${keyTwo}`],
      [keyOne, keyTwo.slice(0, 11)],
      [keyOne, keyTwo.replace(/-/g, '').slice(0, 12)],
      [keyTwo.slice(0, 17)],
      ['Old', ...groups],
      [groups.join('.')],
      [keyOne.slice(0, 23), 'x y']
    ];
    const tens = [keyOne, keyTwo].map(one => one.replace(/-/g, '')).flatMap(one => tensOf(one));
    for (const row of rows) {
      for (const first of [true, false]) {
        const lines = match(...(first ? [row] : [['Server', 'Key'], row]));
        const shown = JSON.stringify(lines.filter(({ kind }) => kind !== 'assigned')).replace(/[^A-Z0-9]/g, '');
        expect(tens.filter(ten => shown.includes(ten)))
          .withContext(row.join(';'))
          .toEqual([]);
      }
    }

    function tensOf(letters: string): string[] {
      return Array.from({ length: 16 }, (_, at) => letters.slice(at, at + 10));
    }
  });

  it('is read quickly, even if a cell is very long', () => {
    for (const piece of ['"', ' " ', 'B ', 'BCDFG ', '\u200b', 'x.']) {
      const lines = match(['node01', keyOne], [piece.repeat(100_000), keyTwo], [piece.repeat(100_000)]);
      expect(lines[0].kind).toBe('assigned');
      expect(JSON.stringify(lines.filter(({ kind }) => kind === 'notUnderstood')).length).toBeLessThan(2_000);
    }
  });

  it('is read quickly, even if it has very many lines for one server', () => {
    const lines = match(...Array.from({ length: 20_000 }, () => ['node01', keyOne]), ['node02', keyOne]);
    expect(new Set(lines.map(({ kind }) => kind))).toEqual(new Set(['assigned']));
  });

  it('has no name that is longer than names can be', () => {
    const long = `${'B-'.repeat(100_000)}BBBBBBB`;
    const name = `${'ab.'.repeat(84)}abc`;
    expect(match([long, keyOne], [`${name}d`, keyOne]).map(({ kind }) => kind)).toEqual(['noServer', 'noServer']);
    expect(match([name, keyOne]).map(({ kind }) => kind)).toEqual(['notInCluster']);
  });

  it('never throws, loses no line, and assigns each key only to the server in its own line', () => {
    const name = fc.constantFrom('node01', 'NODE02', 'node03.contoso.com', 'node99', 'Server', '');
    const cell = fc.oneof(name, fc.constantFrom(keyOne, keyTwo, keyOne.slice(0, 20)), fc.string());
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 8 }), rows => {
        const lines = matchPastedKeys(rows, servers);
        const numbers = lines.map(({ number }) => number);
        const filled = rows.flatMap((row, index) =>
          row.some(one => one.replace(/[\s\p{Cf}"'\u201c-\u201e\u2018\u2019]/gu, '') !== '') ? [index + 1] : []
        );
        expect(numbers).toEqual(filled);
        for (const line of lines) {
          if (line.kind === 'assigned') {
            const own = rows[line.number - 1].join(' ').toLowerCase();
            expect(own).toContain(serverId(line.server));
          }
        }
      })
    );
  });
});
