import { spawnSync } from 'node:child_process';
import { root } from '../../machine/project-paths';
import { BuildFailure } from '../problems';
import { packageProgram } from '../run-program';

/** What a benchmark in src/bench tells: names, and numbers in the units that it says. */
export type BrowserResult = Readonly<Record<string, string | number>>;

/** Runs a benchmark of src/bench in a browser, in the build for tests. Throws if any of its checks fails. */
export function runBenchmark<Result extends BrowserResult>(file: string): Result[] {
  const ng = packageProgram('@angular', 'cli', 'bin', 'ng.js');
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [ng, 'test', '--configuration', 'bench', '--include', `src/bench/${file}`],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NG_CLI_ANALYTICS: 'false' } }
  );
  const results = [...stdout.matchAll(/BENCH (\{[^}]*\})/g)].map(([, json]) => JSON.parse(json) as Result);
  if (status !== 0 || results.length === 0) {
    throw new BuildFailure(`The benchmark ${file} failed:\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}`);
  }
  return results;
}
