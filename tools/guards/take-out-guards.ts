import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { JSONReport } from '@playwright/test/reporter';
import { readOptions } from '../../machine/options.cjs';
import { BuildFailure } from '../problems';
import { root, shown } from '../../machine/project-paths';
import { folders } from '../project';
import { packageProgram, runProgram } from '../run-program';
import { verbs } from '../set-up/verbs.cjs';
import { AlreadySaid } from '../task';
import { Guard, guards, specFiles } from './guards';
import { copyProject, patchProblems, takeOut } from './patched-tree';
import { Verdict, failuresIn, verdictOn } from './verdict';

const folder = path.join(folders.out, 'guards');
const tree = path.join(folder, 'tree');

/**
 * Removes one protection of product keys after another in a copy of the project, and runs the test that must notice.
 * With `--only`, removes only guards with one of these words in their name.
 */
export async function takeOutGuards(words: readonly string[]): Promise<void> {
  const { only = [''] } = readOptions<{ only: string[] }>(words, verbs.guards.options);
  const wanted = guards.filter(({ takesOut }) => only.some(part => takesOut.includes(part)));
  const problems = guards.flatMap(guard => patchProblems(root, guard));
  if (problems.length > 0 || wanted.length === 0) {
    throw new BuildFailure(problems.join('\n') || 'No guard has these words in its name.');
  }
  console.log('Copying the project, and running its tests with all guards in place…');
  copyProject(root, tree);
  await requireGreen(wanted);
  const rows: [Guard, Verdict][] = [];
  for (const guard of wanted) {
    const verdict = await verdictWithout(guard);
    console.log(line(guard, verdict));
    rows.push([guard, verdict]);
  }
  rmSync(tree, { recursive: true });
  tell(rows.map(([, { kind }]) => kind));
}

async function requireGreen(wanted: readonly Guard[]): Promise<void> {
  await build('all guards in place');
  const failures = await failuresOf([...new Set(wanted.map(({ test }) => test))]);
  if (failures.length > 0) {
    throw new BuildFailure(`The tests fail already with all guards in place:\n${failures.join('\n')}`);
  }
}

async function verdictWithout(guard: Guard): Promise<Verdict> {
  const putBack = takeOut(tree, guard);
  try {
    await build(guard.takesOut);
    return verdictOn(guard, await failuresOf([guard.test]));
  } finally {
    putBack();
  }
}

/** Builds the copy for development, which is faster and has the same protections. */
async function build(what: string): Promise<void> {
  const steps = [
    [packageProgram('gulp', 'bin', 'gulp.js'), 'generate'],
    [packageProgram('@angular', 'cli', 'bin', 'ng.js'), 'build', '--configuration', 'development']
  ];
  for (const step of steps) {
    if ((await runQuietly(step)) !== 0) {
      throw new BuildFailure(`"${what}": the copy can't be built; ${shown(logFile)} says why.`);
    }
  }
}

async function failuresOf(titles: readonly string[]): Promise<string[]> {
  const report = path.join(folder, 'report.json');
  rmSync(report, { force: true });
  const pattern = titles.map(title => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  await runQuietly(
    [packageProgram('@playwright', 'test', 'cli.js'), 'test', ...specFiles, '-g', pattern, '--reporter=json'],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  );
  return failuresIn(JSON.parse(readFileSync(report, 'utf8')) as JSONReport);
}

const logFile = path.join(folder, 'last-run.log');

async function runQuietly(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const log = openSync(logFile, 'w');
  try {
    const { code } = await runProgram(process.execPath, args, {
      cwd: tree,
      env: { ...process.env, NG_CLI_ANALYTICS: 'false', ...environment },
      stdio: ['ignore', log, log]
    });
    return code;
  } finally {
    closeSync(log);
  }
}

function line({ takesOut }: Guard, verdict: Verdict): string {
  const name = takesOut.padEnd(Math.max(...guards.map(guard => guard.takesOut.length)));
  switch (verdict.kind) {
    case 'noticed':
      return `${name}  noticed by  ${verdict.by}`;
    case 'unnoticed':
      return `${name}  NOT NOTICED`;
    case 'otherwise':
      return `${name}  NOT NOTICED: the test failed for another reason.\n${verdict.said}`;
  }
}

function tell(kinds: readonly Verdict['kind'][]): void {
  const noticed = kinds.filter(kind => kind === 'noticed').length;
  console.log(`\n${noticed} of ${kinds.length} guards: taking them out is noticed.`);
  if (noticed < kinds.length) {
    throw new AlreadySaid();
  }
}
