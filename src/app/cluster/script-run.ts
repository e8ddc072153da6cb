import { PowerShellConnection } from '@microsoft/windows-admin-center-sdk/core/data/powershell-connection';
import {
  PowerShellCommand,
  PowerShellOptions,
  PowerShellSession
} from '@microsoft/windows-admin-center-sdk/core/data/powershell';
import { PowerShellStream } from '@microsoft/windows-admin-center-sdk/core/data/powershell-stream';
import {
  MonoTypeOperatorFunction,
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
import { isRecord, textIn, toRows } from '../domain/answers/json';
import { keptText } from '../domain/keys/product-key-mask';
import { failureOf } from './failure-of';
import { firstAnswerHold } from './time-limits';

/** One answer from the gateway. A run has several while it's in progress. */
interface PartialAnswer {
  results?: unknown;
  errors?: unknown;
}

/** In milliseconds: partial output is emitted if the rest takes longer. Usually all of it arrives at once. */
const partsToldAfter = 200;

/** A run's output, so far or in full. */
export interface RunOutcome {
  readonly outcome: Outcome<unknown[]>;
  readonly isWhole: boolean;
}

interface Gathered {
  results: unknown[];
  errors: string[];
  /** The session closed while the run was still in its queue. The SDK answers null then. */
  dropped: boolean;
}

/**
 * Runs a reading script and collects its output until `late` emits. Unsubscribing or being late cancels it on the
 * server; the SDK alone would keep polling until the script ends.
 */
export function runReading(
  powerShell: PowerShellConnection,
  session: PowerShellSession,
  command: PowerShellCommand,
  late: Observable<unknown>,
  options: PowerShellOptions = {}
): Observable<RunOutcome> {
  const answers = powerShell
    .run(session, command, { ...options, partial: true, waitTimeMs: firstAnswerHold })
    .pipe(tap({ unsubscribe: () => powerShell.cancel(session) }));
  return gathered(answers, late);
}

/** Runs a script that changes something. It's never canceled: a half-made change can't be told from none. */
export function runChange(
  powerShell: PowerShellConnection,
  session: PowerShellSession,
  command: PowerShellCommand,
  late: Observable<unknown>
): Observable<Outcome<unknown[]>> {
  const options = { partial: true, waitTimeMs: firstAnswerHold, logAudit: true };
  return whole(gathered(powerShell.run(session, command, options), late));
}

/**
 * Runs a reading script over the stream, which cancels it on unsubscribe. The SDK must not prompt for credentials
 * there: it would prompt for each node, endlessly.
 */
export function runOverStream(
  stream: PowerShellStream,
  nodeName: string,
  command: PowerShellCommand,
  late: Observable<unknown>
): Observable<RunOutcome> {
  const run = stream.run(nodeName, command, { partial: true, noAuth: true });
  return gathered(leftQuietly(run), late);
}

/** If the socket is gone, the SDK throws on unsubscribe, though there's nothing left to cancel. */
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
        // Without a socket, nothing of ours runs there.
        return;
      }
    };
  });
}

/** Fails with a TimeoutError when `late` emits. */
export function before<T>(late: Observable<unknown>): MonoTypeOperatorFunction<T> {
  return takeUntil(late.pipe(switchMap(() => throwError(() => new TimeoutError()))));
}

/** Only the final result of a run. */
export function whole(outcomes: Observable<RunOutcome>): Observable<Outcome<unknown[]>> {
  return outcomes.pipe(
    filter(({ isWhole }) => isWhole),
    map(({ outcome }) => outcome)
  );
}

/**
 * Combines a run's answers. Takes them as they arrive, because the SDK otherwise loses the errors of later ones. Emits
 * partial output if the rest takes longer. A script whose output is only errors has failed.
 */
function gathered(answers: Observable<PartialAnswer | null>, late: Observable<unknown>): Observable<RunOutcome> {
  const none: Gathered = { results: [], errors: [], dropped: false };
  return answers.pipe(
    before(late),
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
    errors: [
      ...all.errors,
      ...toRows(answer.errors).map(error => (isRecord(error) ? (textIn(error, 'message') ?? '') : ''))
    ]
  };
}

function outcomeOf({ results, errors, dropped }: Gathered): Outcome<unknown[]> {
  if (dropped) {
    return failed({ reason: 'sessionLost', message: '' });
  }
  if (results.length === 0 && errors.length > 0) {
    return failed({ reason: 'serverError', message: keptText(errors.join('\n')) });
  }
  return { kind: 'answer', value: results };
}

function failed(failure: Failure): Outcome<never> {
  return { kind: 'failure', failure };
}
