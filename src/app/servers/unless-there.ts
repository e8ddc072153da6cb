import { Observable, of, switchMap } from 'rxjs';
import { Outcome } from '../domain/answers/failure';
import { Report } from '../domain/answers/report';
import { Attempt, UnclearKey, attemptNotMade } from '../domain/servers/attempt';
import { confirmed } from '../domain/servers/confirmation';
import { hasTaken } from '../domain/servers/unclear-keys';

/**
 * Sends a key that may have been used before, but only if its server answers and doesn't show it: Windows may count a
 * key that's sent twice a second time.
 */
export function unlessThere(
  unclear: UnclearKey,
  ask: Observable<Outcome<Report>>,
  send: Observable<Attempt>
): Observable<Attempt> {
  return ask.pipe(
    switchMap(outcome => {
      if (outcome.kind === 'failure') {
        return of(attemptNotMade(outcome.failure));
      }
      return hasTaken(unclear, outcome.value) ? of(confirmed(unclear.attempt)) : send;
    })
  );
}
