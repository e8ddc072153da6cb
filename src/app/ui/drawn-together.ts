import { Observable, throttleTime } from 'rxjs';

/**
 * For how long changes are gathered before the page is drawn again, in milliseconds. Where all servers answer in the
 * same moment, drawing the table for each of them would take longer than the answers; nobody sees so short a wait.
 */
export const gatheredFor = 80;

/** A change after a quiet moment at once, and what comes right after it together. */
export function drawnTogether<T>(source: Observable<T>): Observable<T> {
  return source.pipe(throttleTime(gatheredFor, undefined, { leading: true, trailing: true }));
}
