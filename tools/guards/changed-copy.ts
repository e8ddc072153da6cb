import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { JSONReport } from '@playwright/test/reporter';
import { shown } from '../../machine/project-paths';
import { BuildFailure } from '../problems';
import { folders } from '../project';
import { packageProgram, runProgram } from '../run-program';

const folder = path.join(folders.out, 'guards');

const logFile = path.join(folder, 'last-run.log');

/** The folder of the project's copy that is changed, built, and tested. */
export const tree = path.join(folder, 'tree');

/** Builds the copy for development, which is faster and has the same protections. `what` names it if that fails. */
export async function buildCopy(what: string): Promise<void> {
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

/** Runs the copy's whole-chain tests of these titles, in these files. */
export async function testCopy(files: readonly string[], titles: readonly string[]): Promise<JSONReport> {
  const report = path.join(folder, 'report.json');
  rmSync(report, { force: true });
  const pattern = titles.map(title => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  await runQuietly(
    [packageProgram('@playwright', 'test', 'cli.js'), 'test', ...files, '-g', pattern, '--reporter=json'],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  );
  return JSON.parse(readFileSync(report, 'utf8')) as JSONReport;
}

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
