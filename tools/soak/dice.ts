/**
 * A small generator of random numbers (mulberry32): the same seed gives the same numbers. Returns whole numbers from 0
 * to 2³² − 1.
 */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** One of a list, chosen by a random number. The list isn't empty. */
export function oneOf<T>(list: readonly T[], drawn: number): T {
  return list[drawn % list.length];
}

/** Some of a list, at least one, in their order, chosen by a random number: each by a bit of it. */
export function someOf<T>(list: readonly T[], drawn: number): T[] {
  const some = list.filter((_, index) => ((drawn >>> (index % 31)) & 1) === 1);
  return some.length > 0 ? some : list.slice(0, 1);
}

/** One of a list, chosen by a random number, in proportion to the weights. At least one of them is above 0. */
export function oneByWeight<T extends { weight: number }>(list: readonly T[], drawn: number): T {
  const total = list.reduce((sum, { weight }) => sum + weight, 0);
  let left = drawn % total;
  for (const one of list) {
    left -= one.weight;
    if (left < 0) {
      return one;
    }
  }
  return list[list.length - 1];
}
