import type { JSONReport } from '@playwright/test/reporter';
import { reportedTests } from '../playwright-report';
import { packageProgram } from '../run-program';
import { leftOut, Suite, suite, SuiteResult } from './suite';

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
