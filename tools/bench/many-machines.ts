import { spawnSync } from 'node:child_process';
import { BuildFailure } from '../problems';
import { root } from '../../machine/project-paths';
import { packageProgram } from '../run-program';
import { BenchSection, markdownTable, median, ratio, time } from './section';

/** The steps that a table is measured in. */
const steps = ['arriving', 'sorting', 'scrolling', 'searching'] as const;
type Step = (typeof steps)[number];

/** The longest task of the browser's main thread, in milliseconds. 0 if none took 50. */
interface LongestTasks {
  tab: number;
  bare: number;
}

type Line = { name: keyof LongestTasks } & Record<Step, number>;

/** How long the browser is busy with thousands of virtual machines. */
export const manyMachines: BenchSection = {
  name: 'machines',
  measure: async () => {
    const tasks = measureManyMachines();
    const told = (task: number): string => (task === 0 ? '–' : time(task));
    const rows = steps.map(step => {
      const { tab, bare } = tasks[step];
      return [step, told(tab), told(bare), tab === 0 ? '–' : ratio(tab, bare, 1.1)];
    });
    return `## 8,000 VMs

How long the browser's main thread is blocked at most while the VMs of 16 servers arrive, 500 from each, one server
after the other, and while they're sorted, scrolled, and searched. The yardstick is the SDK's table alone with the same
rows as plain text. The median of ten rounds, in the build for tests. "–": no task took 50 ms.

${markdownTable(['Step', 'The tab', "The SDK's table alone", 'Ratio'], rows)}`;
  }
};

/**
 * Measures the tab of virtual machines and the SDK's table alone in the same steps. Returns the median of ten rounds.
 */
function measureManyMachines(): Record<Step, LongestTasks> {
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
