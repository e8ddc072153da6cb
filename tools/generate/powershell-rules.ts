import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findPowerShell } from '../../machine/powershell';
import { BuildFailure, Problem } from '../problems';
import { inProject, root, shown } from '../../machine/project-paths';
import { folders } from '../project';
import type { Script } from './scripts';

const checker = path.join(__dirname, 'check-scripts.ps1');
const passed = path.join(folders.out, 'checks', 'scripts.sha256');

/**
 * Checks what only PowerShell's own parser can tell: syntax, what Windows PowerShell 5.1 lacks, and help for each
 * parameter. Skips the check only if exactly these scripts passed before.
 */
export function powerShellProblems(scripts: readonly Script[]): Problem[] {
  const inputs = hashOf([...scripts.map(({ text }) => text), readFileSync(checker, 'utf8')]);
  if (scripts.length === 0 || (existsSync(passed) && readFileSync(passed, 'utf8') === inputs)) {
    return [];
  }
  const problems = parserProblems(scripts.map(({ file }) => inProject(file)));
  if (problems.length === 0) {
    mkdirSync(path.dirname(passed), { recursive: true });
    writeFileSync(passed, inputs);
  }
  return problems;
}

/** Checks all files in one PowerShell process. */
export function parserProblems(files: readonly string[]): Problem[] {
  const { command, args } = powerShell();
  const run = spawnSync(command, [...args, '-NoProfile', '-NonInteractive', '-File', checker], {
    cwd: root,
    encoding: 'utf8',
    input: files.join('\n'),
    windowsHide: true
  });
  if (run.status !== 0) {
    throw new BuildFailure(`The scripts could not be checked: ${run.stderr || run.error}`);
  }
  return (JSON.parse(run.stdout) as Problem[]).map(found => ({
    ...found,
    file: shown(found.file)
  }));
}

function powerShell(): ReturnType<typeof findPowerShell> {
  try {
    return findPowerShell();
  } catch (error) {
    // An unchecked script could fail on every server, so the build stops.
    const why = error instanceof Error ? error.message : String(error);
    throw new BuildFailure(`The scripts cannot be checked. ${why}`);
  }
}

function hashOf(texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}
