/**
 * The same function, which works out anew only what is asked of other things than the last time. A template asks at
 * every drawing, and what it gets must be the same object as long as nothing has changed. Only the last result is kept.
 */
export function memoize<Asked extends readonly unknown[], T>(of: (...asked: Asked) => T): (...asked: Asked) => T {
  let last: { readonly asked: Asked; readonly result: T } | null = null;
  return (...asked) => {
    if (!last || asked.some((one, index) => one !== last?.asked[index])) {
      last = { asked, result: of(...asked) };
    }
    return last.result;
  };
}
