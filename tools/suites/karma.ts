import path from 'node:path';
import { packageProgram } from '../run-program';
import { leftOut, Suite, suite, SuiteResult } from './suite';

interface KarmaReport {
  passed: number;
  failed: number;
  leftOut: string[];
}

/** The app's unit tests in the browser. All of them if no files are named. */
export function karmaTests(specs: readonly string[] = []): Suite {
  const configuration = path.join(__dirname, 'karma-counted.cjs');
  return suite('units', {
    command: process.execPath,
    args: () => [
      packageProgram('@angular', 'cli', 'bin', 'ng.js'),
      'test',
      '--no-watch',
      '--karma-config',
      configuration,
      ...specs.flatMap(spec => ['--include', spec])
    ],
    environment: report => ({ KARMA_REPORT: report, NG_CLI_ANALYTICS: 'false' }),
    read: readKarma
  });
}

/** Reads the counts that karma-counted.cjs writes. */
export function readKarma(report: string): SuiteResult {
  const { passed, failed, leftOut: names } = JSON.parse(report) as KarmaReport;
  return { passed, failed: failed + names.length, notes: leftOut(names) };
}
