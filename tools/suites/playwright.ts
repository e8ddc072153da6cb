import { readFileSync } from 'node:fs';
import type { JSONReport } from '@playwright/test/reporter';
import { ReportedTest, reportedTests } from '../playwright-report';
import { packageProgram } from '../run-program';
import { leftOut, reportFile, Suite, suite, SuiteResult } from './suite';

/** The name of this suite. */
const wholeChain = 'whole chain';

/** The whole chain: browser, shell, gateway, and scripts. */
export function playwrightTests(): Suite {
  return suite(wholeChain, {
    command: process.execPath,
    args: () => [packageProgram('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'],
    environment: report => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
    read: readPlaywright
  });
}

/** Counts the tests by result. A test that passed only on its second try counts as failed. */
export function readPlaywright(report: string): SuiteResult {
  const read = JSON.parse(report) as JSONReport;
  const results = reportedTests(read).flatMap(({ name, tests }) => tests.map(({ status }) => ({ name, status })));
  const named = (status: string): string[] => results.filter(one => one.status === status).map(({ name }) => name);
  const passed = named('expected').length;
  return {
    passed,
    failed: results.length - passed + read.errors.length,
    notes: [...leftOut(named('skipped')), ...named('flaky').map(name => `Passed only when tried again: ${name}`)]
  };
}

/** Every test of the last run. Throws if there was none. */
export function testsOfLastRun(): ReportedTest[] {
  return reportedTests(JSON.parse(readFileSync(reportFile(wholeChain), 'utf8')) as JSONReport);
}
