import path from 'node:path';
import { findPowerShell } from '../powershell';
import { BuildFailure } from '../problems';
import { inProject, root } from '../project';
import { findPester } from '../set-up/pester.cjs';
import { leftOut, Suite, suite, SuiteResult } from './suite';

interface PesterReport {
  passed: number;
  failed: number;
  leftOut: string[];
}

/** Tests of the scripts and of the lab's modules, in PowerShell. */
export function pesterTests(): Suite {
  const { command, args } = findPowerShell();
  const script = path.join(__dirname, 'run-pester.ps1');
  return suite('scripts', {
    command,
    args: (report) => [
      ...args,
      '-NoProfile',
      '-NonInteractive',
      '-File',
      script,
      '-Pester',
      pesterModule(),
      '-Tests',
      inProject('tests'),
      '-Report',
      report,
    ],
    read: readPester,
  });
}

/** The counts that run-pester.ps1 writes. */
export function readPester(report: string): SuiteResult {
  const { passed, failed, leftOut: names } = JSON.parse(report) as PesterReport;
  return { passed, failed: failed + names.length, notes: leftOut(names) };
}

function pesterModule(): string {
  const found = findPester(root);
  if (found === undefined) {
    throw new BuildFailure('Pester is not installed: npm test installs it.');
  }
  return found;
}
