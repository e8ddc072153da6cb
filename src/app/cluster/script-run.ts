import { PowerShellConnection } from '@microsoft/windows-admin-center-sdk/core/data/powershell-connection';
import {
  PowerShellCommand,
  PowerShellOptions,
  PowerShellSession
} from '@microsoft/windows-admin-center-sdk/core/data/powershell';
import { PowerShellStream } from '@microsoft/windows-admin-center-sdk/core/data/powershell-stream';
import {
  Observable,
  TimeoutError,
  catchError,
  connect,
  filter,
  map,
  merge,
  of,
  reduce,
  scan,
  switchMap,
  takeUntil,
  tap,
  throwError,
  timer
} from 'rxjs';
import { Failure, Outcome } from '../domain/answers/failure';
import { maskProductKeys } from '../domain/keys/product-key-mask';
import { failureOf } from './failure-of';
import { firstAnswerHold } from './time-limits';

/** One answer of the gateway; a run has several while it goes on. */
interface PartialAnswer {
  results?: unknown;
  errors?: { message?: string }[];
}

/** In milliseconds: where the rest takes longer, what has come by then is told. Mostly all comes at once. */
const partsToldAfter = 200;

/** What a run has put out: so far, or in the end. */
export interface RunOutcome {
  readonly outcome: Outcome<unknown[]>;
  readonly isWhole: boolean;
}

interface Gathered {
  results: unknown[];
  errors: string[];
  /** The session was closed with this run still in its queue: the SDK then answers null. */
  dropped: boolean;
}

/**
 * Runs a script that reads, and gathers all that it puts out. Whoever stops listening, or the time limit, has it
 * cancelled on the server: the SDK itself would go on asking after it to its end.
 */
export function runReading(
  powerShell: PowerShellConnection,
  session: PowerShellSession,
  command: PowerShellCommand,
  limit: number,
  options: PowerShellOptions = {}
): Observable<RunOutcome> {
  const answers = powerShell
    .run(session, command, { ...options, partial: true, waitTimeMs: firstAnswerHold })
    .pipe(tap({ unsubscribe: () => powerShell.cancel(session) }));
  return gathered(answers, limit);
}

/** Runs a script that changes something. It is never cancelled: a change that was half made can't be told from none. */
export function runChange(
  powerShell: PowerShellConnection,
  session: PowerShellSession,
  command: PowerShellCommand,
  limit: number
): Observable<Outcome<unknown[]>> {
  const options = { partial: true, waitTimeMs: firstAnswerHold, logAudit: true };
  return whole(gathered(powerShell.run(session, command, options), limit));
}

/**
 * Runs a script that reads over the stream, which cancels it by itself when nobody listens any more. The SDK must not
 * ask for credentials there: it would for each node, and without an end.
 */
export function runOverStream(
  stream: PowerShellStream,
  nodeName: string,
  command: PowerShellCommand,
  limit: number
): Observable<RunOutcome> {
  const run = stream.run(nodeName, command, { partial: true, noAuth: true });
  return gathered(leftQuietly(run), limit);
}

/** Where the socket is gone, the SDK throws at whoever stops listening: there is nothing left to cancel. */
function leftQuietly<T>(source: Observable<T>): Observable<T> {
  return new Observable(listener => {
    const listening = source.subscribe({
      next: value => listener.next(value),
      error: (error: unknown) => listener.error(error),
      complete: () => listener.complete()
    });
    return () => {
      try {
        listening.unsubscribe();
      } catch {
        // No socket, so nothing runs there for us any more.
        return;
      }
    };
  });
}

/** Only what a run ended in. */
export function whole(outcomes: Observable<RunOutcome>): Observable<Outcome<unknown[]>> {
  return outcomes.pipe(
    filter(({ isWhole }) => isWhole),
    map(({ outcome }) => outcome)
  );
}

/**
 * Puts a run's answers together. They are taken as they come, since the SDK loses the errors of later ones otherwise.
 * What has come is told where the rest takes longer. A script that put out nothing but errors has failed.
 */
function gathered(answers: Observable<PartialAnswer | null>, limit: number): Observable<RunOutcome> {
  const none: Gathered = { results: [], errors: [], dropped: false };
  const late = timer(limit).pipe(switchMap(() => throwError(() => new TimeoutError())));
  return answers.pipe(
    takeUntil(late),
    connect(shared => {
      const all = shared.pipe(reduce(withAnswer, none));
      const parts = shared.pipe(
        scan(withAnswer, none),
        filter(({ results }) => results.length > 0),
        switchMap(part => timer(partsToldAfter).pipe(map(() => ({ outcome: outcomeOf(part), isWhole: false })))),
        takeUntil(all)
      );
      return merge(parts, all.pipe(map(one => ({ outcome: outcomeOf(one), isWhole: true }))));
    }),
    catchError((error: unknown) => of({ outcome: failed(failureOf(error)), isWhole: true }))
  );
}

function withAnswer(all: Gathered, answer: PartialAnswer | null): Gathered {
  if (!answer) {
    return { ...all, dropped: true };
  }
  const results = answer.results ?? [];
  return {
    ...all,
    results: [...all.results, ...(Array.isArray(results) ? results : [results])],
    errors: [...all.errors, ...(answer.errors ?? []).map(error => error.message ?? '')]
  };
}

function outcomeOf({ results, errors, dropped }: Gathered): Outcome<unknown[]> {
  if (dropped) {
    return failed({ reason: 'sessionLost', message: '' });
  }
  if (results.length === 0 && errors.length > 0) {
    return failed({ reason: 'serverError', message: maskProductKeys(errors.join('\n')) });
  }
  return { kind: 'answer', value: results };
}

function failed(failure: Failure): Outcome<never> {
  return { kind: 'failure', failure };
}
