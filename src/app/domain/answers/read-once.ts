/**
 * Reads each object once, and keeps what was read for as long as the object itself is there: a server's answer is read
 * when it comes, and not again at each change of something else.
 */
export function readOnce<Answer extends object, Result>(read: (answer: Answer) => Result): (answer: Answer) => Result {
  const known = new WeakMap<Answer, { readonly result: Result }>();
  return answer => {
    const kept = known.get(answer) ?? { result: read(answer) };
    known.set(answer, kept);
    return kept.result;
  };
}
