import type { Guard } from './guards';

/** The result for a guard that was removed. */
export type Verdict =
  | { kind: 'noticed'; by: string }
  /** The test passed. */
  | { kind: 'unnoticed' }
  /** The test failed, but with a message that isn't the guard's. */
  | { kind: 'otherwise'; said: string };

interface ReportSuite {
  suites?: ReportSuite[];
  specs?: { title: string; tests: { results: { status: string; errors: { message?: string }[] }[] }[] }[];
}

/** The part of Playwright's report that is read. */
export interface Report {
  suites: ReportSuite[];
  errors: { message?: string }[];
}

/** The messages of failed tests, in plain text. Empty if all passed. Throws if no test ran. */
export function failuresIn({ suites, errors }: Report): string[] {
  const specs = suites.flatMap(specsOf);
  if (specs.length === 0 && errors.length === 0) {
    throw new Error('No test ran.');
  }
  const results = specs.flatMap(({ tests }) => tests.flatMap(test => test.results));
  const failed = results.filter(({ status }) => status !== 'passed');
  const said = failed.flatMap(result =>
    result.errors.length > 0 ? result.errors : [{ message: `It ended as ${result.status}.` }]
  );
  return [...errors, ...said].map(({ message = '' }) => withoutColours(message));
}

/** Judges what a guard's test reported without the guard. */
export function verdictOn({ says }: Guard, failures: readonly string[]): Verdict {
  if (failures.length === 0) {
    return { kind: 'unnoticed' };
  }
  const right = failures.map(failure => says.exec(failure)).find(found => found !== null);
  return right ? { kind: 'noticed', by: right[0].replace(/^"/, '') } : { kind: 'otherwise', said: failures.join('\n') };
}

function specsOf({ specs = [], suites = [] }: ReportSuite): NonNullable<ReportSuite['specs']> {
  return [...specs, ...suites.flatMap(specsOf)];
}

function withoutColours(text: string): string {
  // eslint-disable-next-line no-control-regex -- colours are made of control characters
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}
