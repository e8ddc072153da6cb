import { packageProgram } from '../run-program';
import { leftOut, Suite, suite, SuiteResult } from './suite';

interface ReportSuite {
  title: string;
  suites?: ReportSuite[];
  specs?: { title: string; tests: { status: string }[] }[];
}

interface PlaywrightReport {
  suites: ReportSuite[];
  errors: { message?: string }[];
}

/** The whole chain: browser, shell, gateway, and scripts. */
export function playwrightTests(): Suite {
  return suite('whole chain', {
    command: process.execPath,
    args: () => [packageProgram('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'],
    environment: report => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
    read: readPlaywright
  });
}

/** Counts the tests by result. A test that passed only on its second try counts as failed. */
export function readPlaywright(report: string): SuiteResult {
  const { suites, errors } = JSON.parse(report) as PlaywrightReport;
  const tests = suites.flatMap(part => testsOf(part, []));
  const named = (status: string): string[] => tests.filter(one => one.status === status).map(({ name }) => name);
  const skipped = named('skipped');
  const flaky = named('flaky');
  const passed = named('expected').length;
  return {
    passed,
    failed: tests.length - passed + errors.length,
    notes: [...leftOut(skipped), ...flaky.map(name => `Passed only when tried again: ${name}`)]
  };
}

function testsOf(part: ReportSuite, titles: string[]): { name: string; status: string }[] {
  const path = [...titles, part.title];
  const own = (part.specs ?? []).flatMap(({ title, tests }) =>
    tests.map(({ status }) => ({ name: [...path, title].join(' > '), status }))
  );
  return [...own, ...(part.suites ?? []).flatMap(inner => testsOf(inner, path))];
}
