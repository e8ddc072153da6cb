import type { JSONReport } from '@playwright/test/reporter';
import { plainText, reportedTests } from '../playwright-report';
import type { Guard } from './guards';

/** The result for a guard that was removed. */
export type Verdict =
  | { kind: 'noticed'; by: string }
  /** The test passed. */
  | { kind: 'unnoticed' }
  /** The test failed, but with a message that isn't the guard's. */
  | { kind: 'otherwise'; said: string };

/** The messages of failed tests, in plain text. Empty if all passed. Throws if no test ran. */
export function failuresIn(report: Pick<JSONReport, 'suites' | 'errors'>): string[] {
  const { errors } = report;
  const tests = reportedTests(report).flatMap(spec => spec.tests);
  if (tests.length === 0 && errors.length === 0) {
    throw new Error('No test ran.');
  }
  const failed = tests.flatMap(({ results }) => results).filter(({ status }) => status !== 'passed');
  const said = failed.flatMap(result =>
    result.errors.length > 0 ? result.errors : [{ message: `It ended as ${result.status}.` }]
  );
  return [...errors, ...said].map(({ message }) => plainText(message));
}

/** Judges what a guard's test reported without the guard. */
export function verdictOn({ says }: Guard, failures: readonly string[]): Verdict {
  if (failures.length === 0) {
    return { kind: 'unnoticed' };
  }
  const right = failures.map(failure => says.exec(failure)).find(found => found !== null);
  return right ? { kind: 'noticed', by: right[0].replace(/^"/, '') } : { kind: 'otherwise', said: failures.join('\n') };
}
