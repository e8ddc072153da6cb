import { spawnSync } from 'node:child_process';
import { BuildFailure } from '../problems';
import { root } from '../../machine/project-paths';
import { packageProgram } from '../run-program';

/** The steps that a table is measured in. */
export const steps = ['arriving', 'sorting', 'scrolling', 'searching'] as const;
export type Step = (typeof steps)[number];

/** The longest task of the browser's main thread, in milliseconds. 0 if none took 50. */
export interface LongestTasks {
  tab: number;
  bare: number;
}

type Line = { name: keyof LongestTasks } & Record<Step, number>;

/**
 * Measures the tab of virtual machines and the SDK's table alone in the same steps. Returns the median of ten rounds.
 */
export function measureManyMachines(): Record<Step, LongestTasks> {
  const ng = packageProgram('@angular', 'cli', 'bin', 'ng.js');
  const { stdout } = spawnSync(process.execPath, [ng, 'test', '--configuration', 'bench'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NG_CLI_ANALYTICS: 'false' }
  });
  const lines = [...stdout.matchAll(/BENCH (\{[^}]*\})/g)].map(([, json]) => JSON.parse(json) as Line);
  const longest = (name: keyof LongestTasks, step: Step): number =>
    median(lines.filter(line => line.name === name).map(line => line[step]));
  if (lines.length === 0) {
    throw new BuildFailure(`No benchmark of virtual machines was run:\n${stdout.slice(-2000)}`);
  }
  const tasks = steps.map(step => [step, { tab: longest('tab', step), bare: longest('bare', step) }]);
  return Object.fromEntries(tasks) as Record<Step, LongestTasks>;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}
