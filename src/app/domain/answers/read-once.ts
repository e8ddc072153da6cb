/**
 * Memoizes a reading for the lifetime of each object: a server’s answer, or its status, is read when it comes, and not
 * again whenever something else changes.
 */
export function readOnce<Answer extends object, Result>(read: (answer: Answer) => Result): (answer: Answer) => Result {
  const known = new WeakMap<Answer, { readonly result: Result }>();
  return answer => {
    const kept = known.get(answer);
    if (kept) {
      return kept.result;
    }
    const result = read(answer);
    known.set(answer, { result });
    return result;
  };
}
