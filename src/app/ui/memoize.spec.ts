import { memoize } from './memoize';

describe('A function that keeps its last result', () => {
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

  it('gives the same object for the same things, and works it out once', () => {
    const first = joined(one, other);
    expect(first).toEqual(['one', 'other']);
    expect(joined(one, other)).toBe(first);
    expect(worked).toBe(1);
  });

  it('works out anew what is asked of other things, in whichever place', () => {
    joined(one, one);
    expect(joined(one, other)).toEqual(['one', 'other']);
    expect(joined(other, other)).toEqual(['other', 'other']);
    expect(worked).toBe(3);
  });

  it('knows things by what they are, not by what is in them', () => {
    joined(one, other);
    joined([...one], other);
    expect(worked).toBe(2);
  });

  it('keeps the last result only', () => {
    joined(one, one);
    joined(other, one);
    joined(one, one);
    expect(worked).toBe(3);
  });

  it('keeps also that there is none', () => {
    const nothing = memoize(() => {
      worked += 1;
      return null;
    });
    expect([nothing(), nothing()]).toEqual([null, null]);
    expect(worked).toBe(1);
  });

  it('shares nothing with another', () => {
    const twice = memoize((text: string) => text + text);
    const thrice = memoize((text: string) => text + text + text);
    expect([twice('a'), thrice('a'), twice('a')]).toEqual(['aa', 'aaa', 'aa']);
  });
});
