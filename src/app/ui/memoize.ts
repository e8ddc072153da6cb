/**
 * Keeps the last result of a function, and returns it for as long as it is called with the same values. A template
 * calls at every drawing, and must get the same object as long as nothing has changed.
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
