import { memoize } from './memoize';

describe('A memoized function', () => {
  const [one, other] = [['one'], ['other']];
  let worked: number;
  let joined: (first: readonly string[], second: readonly string[]) => readonly string[];

  beforeEach(() => {
    worked = 0;
    joined = memoize((first: readonly string[], second: readonly string[]) => {
      worked += 1;
      return [...first, ...second];
    });
  });

  it('is called once for the same values and returns the same object', () => {
    const first = joined(one, other);
    expect(first).toEqual(['one', 'other']);
    expect(joined(one, other)).toBe(first);
    expect(worked).toBe(1);
  });

  it('is called again if any of its values changes', () => {
    joined(one, one);
    expect(joined(one, other)).toEqual(['one', 'other']);
    expect(joined(other, other)).toEqual(['other', 'other']);
    expect(worked).toBe(3);
  });

  it('compares values by identity, not by content', () => {
    joined(one, other);
    joined([...one], other);
    expect(worked).toBe(2);
  });

  it('keeps only the last result', () => {
    joined(one, one);
    joined(other, one);
    joined(one, one);
    expect(worked).toBe(3);
  });

  it('keeps null as a result', () => {
    const nothing = memoize(() => {
      worked += 1;
      return null;
    });
    expect([nothing(), nothing()]).toEqual([null, null]);
    expect(worked).toBe(1);
  });

  it('shares nothing with other memoized functions', () => {
    const twice = memoize((text: string) => text + text);
    const thrice = memoize((text: string) => text + text + text);
    expect([twice('a'), thrice('a'), twice('a')]).toEqual(['aa', 'aaa', 'aa']);
  });
});
