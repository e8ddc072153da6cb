import { NEVER, Observable, finalize, defer, switchMap, take, timer } from 'rxjs';

/**
 * Emits once after that many milliseconds, without the time during which `isHeld`. If it's subscribed to again, it goes
 * on with what's left.
 */
export function timeLeft(limit: number, isHeld: Observable<boolean>): Observable<unknown> {
  let used = 0;
  let since: number | null = null;
  const note = (now: number | null): void => {
    used += since === null ? 0 : Date.now() - since;
    since = now;
  };
  const running = defer(() => {
    const begun = Date.now();
    note(begun);
    return timer(limit - used).pipe(finalize(() => (since === begun ? note(null) : undefined)));
  });
  return isHeld.pipe(
    switchMap(held => (held ? NEVER : running)),
    take(1)
  );
}
