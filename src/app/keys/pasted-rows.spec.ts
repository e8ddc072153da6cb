import * as fc from 'fast-check';
import { rowsOf } from './pasted-rows';

const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';

describe('The rows of a pasted text', () => {
  it('separate cells by tabs, semicolons, or commas', () => {
    for (const delimiter of ['\t', ';', ',']) {
      expect(rowsOf(`node01${delimiter}${key}\nnode02${delimiter}${key}`))
        .withContext(delimiter)
        .toEqual([
          ['node01', key],
          ['node02', key]
        ]);
    }
  });

  it('prefer a tab to a semicolon, and a semicolon to a comma', () => {
    expect(rowsOf(`node01\tRack 4, left; top\t${key}`)).toEqual([['node01', 'Rack 4, left; top', key]]);
    expect(rowsOf(`node01;Rack 4, left;${key}`)).toEqual([['node01', 'Rack 4, left', key]]);
  });

  it('may have quoted cells, with any text in them', () => {
    expect(rowsOf(`"node01","Rack ""4"", left\nside","${key}"`)).toEqual([['node01', 'Rack "4", left\nside', key]]);
  });

  it('have one cell if there’s no delimiter', () => {
    expect(rowsOf(`${key}\r\n${key}`)).toEqual([[key], [key]]);
  });

  it('end with any line end, also if a list mixes them', () => {
    const text = `node01\t${key}\r\nnode02\t${key}\nnode03\t${key}\rnode04\t${key}\vnode05\t${key}\u2028node06\t${key}`;
    expect(rowsOf(text)).toEqual([1, 2, 3, 4, 5, 6].map(number => [`node0${number}`, key]));
    for (const end of ['\n', '\r', '\r\n', '\u2029', '\f']) {
      expect(rowsOf([`a,${key}`, '', `"b\n c",${key}`].join(end)))
        .withContext(JSON.stringify(end))
        .toEqual([['a', key], [''], ['b\n c', key]]);
    }
  });

  it('keep their positions: blank rows count, and a byte order mark isn’t text', () => {
    expect(rowsOf(`\ufeffnode01,${key}\n\n,\nnode02,${key}`)).toEqual([
      ['node01', key],
      [''],
      ['', ''],
      ['node02', key]
    ]);
  });

  it('keep every word of any text, and never throw', () => {
    const anyText = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom('a', '"', ',', ';', '\t', '\r\n', '\r', '\n')).map(all => all.join(''))
    );
    fc.assert(
      fc.property(anyText, text => {
        const words = (all: string): string => all.replace(/["\s,;\ufeff]/g, '');
        const cells = rowsOf(text).flat().join('');
        expect(words(cells)).toBe(words(text));
      })
    );
  });
});
