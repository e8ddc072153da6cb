import path from 'node:path';
import { sourceFiles } from '../checks/source-files';
import { findPowerShell } from '../../machine/powershell';
import { BuildFailure } from '../problems';
import { inProject, root } from '../../machine/project-paths';
import { findPester } from '../set-up/pester.cjs';
import { leftOut, Runner, Suite, suite, SuiteResult } from './suite';

interface PesterReport {
  passed: number;
  failed: number;
  leftOut: string[];
}

/**
 * Tests of the scripts and of the lab's modules, in PowerShell: half of the files in one process, and half in another.
 * All of them if no files are named.
 */
export function pesterTests(named?: readonly string[]): Suite {
  return suite(
    'scripts',
    ...halves(named)
      .filter(files => files.length > 0)
      .map(runnerOf)
  );
}

function runnerOf(files: readonly string[]): Runner {
  const { command, args } = findPowerShell();
  const script = path.join(__dirname, 'run-pester.ps1');
  return {
    command,
    args: report => [
      ...args,
      '-NoProfile',
      '-NonInteractive',
      '-File',
      script,
      '-Pester',
      pesterModule(),
      '-Tests',
      files.join(path.delimiter),
      '-Report',
      report
    ],
    read: readPester
  };
}

/** Splits the files into two parts of about the same size. */
function halves(named?: readonly string[]): string[][] {
  const parts: { size: number; files: string[] }[] = [
    { size: 0, files: [] },
    { size: 0, files: [] }
  ];
  const files = sourceFiles(inProject('tests'))
    .filter(({ name }) => (named ? named.includes(name) : name.endsWith('.Tests.ps1')))
    .sort((one, other) => other.text.length - one.text.length);
  for (const { name, text } of files) {
    const [smaller] = parts.sort((one, other) => one.size - other.size);
    smaller.size += text.length;
    smaller.files.push(inProject(...name.split('/')));
  }
  return parts.map(part => part.files);
}

/** Reads the counts that run-pester.ps1 writes. */
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
