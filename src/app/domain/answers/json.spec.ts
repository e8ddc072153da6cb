import { isRecord, listOf, numberIn, parsed, textIn } from './json';

describe('What a server answered', () => {
  it('is what its JSON text stands for, and else what it is', () => {
    expect(parsed('{"a":[1]}')).toEqual({ a: [1] });
    expect(parsed('no JSON {')).toBe('no JSON {');
    for (const value of [7, null, undefined, true]) {
      expect(parsed(value)).toBe(value);
    }
    // Not taken for the JSON text that it would become.
    expect(parsed([7])).toEqual([7]);
  });

  it('is an object with properties only where it is no list and not nothing', () => {
    expect([{}, { a: 1 }].map(isRecord)).toEqual([true, true]);
    expect([[], null, undefined, 'a', 1].map(isRecord)).toEqual(Array(5).fill(false));
  });

  it('has the rows of a list, of a list that was wrapped, and of one row alone', () => {
    expect(listOf([1, 2])).toEqual([1, 2]);
    expect(listOf({ value: [1], Count: 1 })).toEqual([1]);
    expect(listOf('a')).toEqual(['a']);
    expect(listOf(0)).toEqual([0]);
    expect(listOf(null)).toEqual([]);
    expect(listOf(undefined)).toEqual([]);
  });

  it('is one row where it only resembles a wrapped list', () => {
    const rows = [
      { value: [1], Count: 1, More: 2 },
      { value: [1], Other: 1 },
      { value: 1, Count: 1 }
    ];
    for (const row of rows) {
      expect(listOf(row)).toEqual([row]);
    }
  });

  it('has texts, of which some came as numbers', () => {
    const answer = { text: 'a', number: 7, yes: true, none: null, list: ['a'] };
    const read = ['text', 'number', 'yes', 'none', 'list', 'missing'].map(name => textIn(answer, name));
    expect(read).toEqual(['a', '7', null, null, null, null]);
  });

  it('has numbers, of which some came as texts', () => {
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

  it('has no number where a text is not plainly a whole one, or nothing else is one', () => {
    for (const a of ['', ' ', '0x10', '1e3', '5a', '1.5', [5], true, null, NaN, Infinity]) {
      expect(numberIn({ a }, 'a')).withContext(String(a)).toBeNull();
    }
    expect(numberIn({}, 'a')).toBeNull();
  });
});
