import { Observable, throttleTime } from 'rxjs';

/**
 * How long to collect changes before the page is drawn again, in milliseconds. If all servers answer at once, drawing
 * the table for each of them takes longer than the answers. Nobody notices so short a wait.
 */
export const gatheredFor = 80;

/** Emits the first change at once, and then only the newest of those that follow within `gatheredFor`. */
export function drawnTogether<T>(source: Observable<T>): Observable<T> {
  return source.pipe(throttleTime(gatheredFor, undefined, { leading: true, trailing: true }));
}
