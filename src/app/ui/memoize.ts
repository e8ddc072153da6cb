/**
 * Memoizes the last call of a function. Templates call it each time they're drawn, and must get the same object until
 * something changes.
 */
export function memoize<Values extends readonly unknown[], T>(
  work: (...values: Values) => T
): (...values: Values) => T {
  let last: { readonly values: Values; readonly result: T } | null = null;
  return (...values) => {
    if (!last || values.some((value, index) => value !== last?.values[index])) {
      last = { values, result: work(...values) };
    }
    return last.result;
  };
}
