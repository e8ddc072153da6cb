/** The same function, which keeps its last result for as long as it is asked of the same things. */
export function memoize<Asked extends readonly unknown[], T>(work: (...asked: Asked) => T): (...asked: Asked) => T {
  let last: { readonly asked: Asked; readonly result: T } | null = null;
  return (...asked) => {
    if (!last || asked.some((one, index) => one !== last?.asked[index])) {
      last = { asked, result: work(...asked) };
    }
    return last.result;
  };
}
