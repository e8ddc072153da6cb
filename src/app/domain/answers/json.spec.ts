import { isRecord, toRows, numberIn, parsed, textIn } from './json';

describe('A server’s answer', () => {
  it('is parsed if it’s JSON text, and otherwise left unchanged', () => {
    expect(parsed('{"a":[1]}')).toEqual({ a: [1] });
    expect(parsed('no JSON {')).toBe('no JSON {');
    for (const value of [7, null, undefined, true]) {
      expect(parsed(value)).toBe(value);
    }
    // A list isn’t converted to text and then parsed.
    expect(parsed([7])).toEqual([7]);
  });

  it('is an object with properties only if it’s neither a list nor null', () => {
    expect([{}, { a: 1 }].map(isRecord)).toEqual([true, true]);
    expect([[], null, undefined, 'a', 1].map(isRecord)).toEqual(Array(5).fill(false));
  });

  it('has the rows of a list or of a wrapped list, or one row', () => {
    expect(toRows([1, 2])).toEqual([1, 2]);
    expect(toRows({ value: [1], Count: 1 })).toEqual([1]);
    expect(toRows('a')).toEqual(['a']);
    expect(toRows(0)).toEqual([0]);
    expect(toRows(null)).toEqual([]);
    expect(toRows(undefined)).toEqual([]);
  });

  it('is one row if it only resembles a wrapped list', () => {
    const rows = [
      { value: [1], Count: 1, More: 2 },
      { value: [1], Other: 1 },
      { value: 1, Count: 1 }
    ];
    for (const row of rows) {
      expect(toRows(row)).toEqual([row]);
    }
  });

  it('has text properties, including those that came as numbers', () => {
    const answer = { text: 'a', number: 7, yes: true, none: null, list: ['a'] };
    const read = ['text', 'number', 'yes', 'none', 'list', 'missing'].map(name => textIn(answer, name));
    expect(read).toEqual(['a', '7', null, null, null, null]);
  });

  it('has number properties, including those that came as text', () => {
    const numbers: [unknown, number][] = [
      [7, 7],
      [0, 0],
      [0.5, 0.5],
      ['12', 12],
      ['-3', -3]
    ];
    for (const [a, number] of numbers) {
      expect(numberIn({ a }, 'a')).toBe(number);
    }
  });

  it('has no number if the text isn’t an integer or the value isn’t a finite number', () => {
    for (const a of ['', ' ', '0x10', '1e3', '5a', '1.5', [5], true, null, NaN, Infinity]) {
      expect(numberIn({ a }, 'a')).withContext(String(a)).toBeNull();
    }
    expect(numberIn({}, 'a')).toBeNull();
  });
});
