import type { Guard } from './guards';

/** What came of a guard that was taken out. */
export type Verdict =
  | { kind: 'noticed'; by: string }
  /** The test stayed green. */
  | { kind: 'unnoticed' }
  /** Red, but not by what the guard is for: what it said instead. */
  | { kind: 'otherwise'; said: string };

interface ReportSuite {
  suites?: ReportSuite[];
  specs?: { title: string; tests: { results: { status: string; errors: { message?: string }[] }[] }[] }[];
}

/** Playwright's report, as far as it is read. */
export interface Report {
  suites: ReportSuite[];
  errors: { message?: string }[];
}

/** What tests said that failed, each in plain text; empty where all passed. Throws where none ran. */
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

/** Judges what a guard's test said without the guard. */
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
