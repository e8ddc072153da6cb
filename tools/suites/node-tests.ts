import { sourceFiles } from '../checks/source-files';
import { inProject } from '../../machine/project-paths';
import { leftOut, Suite, suite, SuiteResult } from './suite';

/** A suite of tests for the test runner of Node. */
export function nodeTests(name: string, files: readonly string[]): Suite {
  return suite(name, {
    command: process.execPath,
    args: report => [
      '--import',
      'tsx',
      '--test',
      // Run two files at a time, because most of them wait for processes and browsers.
      '--test-concurrency=2',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${report}`,
      ...files.map(file => inProject(...file.split('/')))
    ],
    read: readTap
  });
}

/** The tests in a folder and its subfolders. Node 20 takes no patterns, so it needs the name of each file. */
export function testsIn(folder: string): string[] {
  const files = sourceFiles(inProject(folder)).map(({ name }) => name);
  return files.filter(name => name.endsWith('.test.ts'));
}

/** Reads the counts at the end of a TAP report. */
export function readTap(report: string): SuiteResult {
  const count = (what: string): number => {
    const found = new RegExp(`^# ${what} (\\d+)$`, 'm').exec(report);
    if (found === null) {
      throw new Error(`The report does not say how many tests ${what}.`);
    }
    return Number(found[1]);
  };
  const skipped = [...report.matchAll(/^\s*(?:not )?ok \d+ - (.*) # (?:SKIP|TODO)/gm)];
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled') + count('skipped') + count('todo'),
    notes: leftOut(skipped.map(([, name]) => name))
  };
}
