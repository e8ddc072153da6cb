import { NEVER, Observable, finalize, defer, switchMap, take, timer } from 'rxjs';

/**
 * Emits once after that many milliseconds, without the time during which `isHeld`. If it's subscribed to again, it goes
 * on with what's left.
 */
export function timeLeft(limit: number, isHeld: Observable<boolean>): Observable<unknown> {
  let left = limit;
  const running = defer(() => {
    const begun = Date.now();
    return timer(left).pipe(finalize(() => (left -= Date.now() - begun)));
  });
  return isHeld.pipe(
    switchMap(held => (held ? NEVER : running)),
    take(1)
  );
}
