import { EMPTY, Observable, concatMap, from, last, switchMap, takeWhile, timer } from 'rxjs';
import { Attempt } from '../domain/servers/attempt';

/**
 * In milliseconds: the pauses before a server is asked again after each answer that doesn't confirm a key, because
 * licensing may show a key late. The last one may be shorter.
 */
const pauses = [
  ...[0, 1_000, 2_000, 4_000, 8_000].map(pause => ({ longest: pause, shortest: pause })),
  { longest: 15_000, shortest: 8_000 }
];

/** In milliseconds: after this time, no other question starts. */
const limit = 30_000;

/**
 * Asks whether a key was applied, several times if needed, and emits once: the answer that says so, or else `sent`.
 */
export function untilConfirmed(ask: () => Observable<Attempt>, sent: Attempt): Observable<Attempt> {
  const end = Date.now() + limit;
  return from(pauses).pipe(
    concatMap(({ longest, shortest }) => {
      // Answers take their time, too: the last pause is what they have left of the half minute.
      const pause = Math.min(longest, end - Date.now());
      return pause < shortest ? EMPTY : timer(pause).pipe(switchMap(ask));
    }),
    takeWhile(attempt => attempt.kind !== 'applied', true),
    last(null, sent)
  );
}
