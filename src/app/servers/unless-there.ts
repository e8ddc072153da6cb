import { Observable, of, switchMap } from 'rxjs';
import { Outcome } from '../domain/answers/failure';
import { Report } from '../domain/answers/report';
import { Attempt, UnclearKey } from '../domain/servers/attempt';
import { confirmed } from '../domain/servers/confirmation';
import { hasTaken } from '../domain/servers/unclear-keys';

/**
 * Sends a key. If it may have been used before, asks its server first, and sends it only if the server answers and
 * doesn't show it: Windows may count a key that's sent twice a second time.
 */
export function unlessThere(
  unclear: UnclearKey | undefined,
  ask: Observable<Outcome<Report>>,
  send: Observable<Attempt>
): Observable<Attempt> {
  if (!unclear) {
    return send;
  }
  return ask.pipe(
    switchMap(outcome => {
      if (outcome.kind === 'failure') {
        return of<Attempt>({ ...unclear.attempt, kind: 'notKnown', failure: outcome.failure });
      }
      return hasTaken(unclear, outcome.value) ? of(confirmed(unclear.attempt)) : send;
    })
  );
}
