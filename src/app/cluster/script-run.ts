import { PowerShellConnection } from '@microsoft/windows-admin-center-sdk/core/data/powershell-connection';
import {
  PowerShellCommand,
  PowerShellOptions,
  PowerShellSession
} from '@microsoft/windows-admin-center-sdk/core/data/powershell';
import { Observable, catchError, map, of, reduce, timeout } from 'rxjs';
import { Failure, Outcome } from '../domain/failure';
import { maskProductKeys } from '../domain/product-key';
import { failureOf } from './failure-of';

/** One answer of the gateway; a run has several while it goes on. */
interface PartialAnswer {
  results?: unknown;
  errors?: { message?: string }[];
}

interface Gathered {
  results: unknown[];
  errors: string[];
  /** The session was closed with this run still in its queue: the SDK then answers null. */
  dropped: boolean;
}

/**
 * Runs a script and gathers all that it puts out. Answers are taken as they come, since the SDK loses the errors of
 * later ones otherwise. A script that put out nothing but errors has failed.
 */
export function runScript(
  powerShell: PowerShellConnection,
  session: PowerShellSession,
  command: PowerShellCommand,
  limit: number,
  options: PowerShellOptions = {}
): Observable<Outcome<unknown[]>> {
  return powerShell.run(session, command, { ...options, partial: true }).pipe(
    reduce((gathered: Gathered, answer: PartialAnswer | null) => withAnswer(gathered, answer), {
      results: [],
      errors: [],
      dropped: false
    }),
    timeout(limit),
    map(outcomeOf),
    catchError((error: unknown) => of(failed(failureOf(error))))
  );
}

function withAnswer(gathered: Gathered, answer: PartialAnswer | null): Gathered {
  if (!answer) {
    return { ...gathered, dropped: true };
  }
  const results = answer.results ?? [];
  return {
    ...gathered,
    results: [...gathered.results, ...(Array.isArray(results) ? results : [results])],
    errors: [...gathered.errors, ...(answer.errors ?? []).map(error => error.message ?? '')]
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
