import { BrowserResult, runBenchmark } from './browser-benchmark';
import { BenchSection, markdownTable, median, ratio, time } from './section';

/** The steps that a table is measured in. */
const steps = ['arriving', 'sorting', 'scrolling', 'previewing', 'searching'] as const;

/** The steps whose result is to be there within two frames, by the name of their time. */
const drawn = [
  ['previewDrawn', 'previewing'],
  ['searchDrawn', 'searching']
] as const;

const sizes = [500, 2000, 8000];

/** Two frames of a screen that shows sixty in a second, in milliseconds. */
const twoFrames = 33;

/** The longest tasks of one round, and the times until a result was drawn, in milliseconds. */
interface Round extends BrowserResult {
  readonly name: 'tab' | 'bare';
  readonly machines: number;
}

/** How long the browser is busy with hundreds and thousands of virtual machines. */
export const manyMachines: BenchSection = {
  name: 'machines',
  measure: () => {
    const rounds = runBenchmark<Round>('many-machines.bench.ts');
    const middle = (name: Round['name'], machines: number, figure: string): number =>
      median(
        rounds.filter(round => round.name === name && round.machines === machines).map(one => Number(one[figure]))
      );
    const told = (task: number): string => (task === 0 ? '–' : time(task));
    const tasks = sizes.flatMap(machines =>
      steps.map(step => {
        const [tab, bare] = [middle('tab', machines, step), middle('bare', machines, step)];
        const most = machines === 8000 ? 1.1 : undefined;
        return [inWords(machines), step, told(tab), told(bare), tab === 0 ? '–' : ratio(tab, bare, most)];
      })
    );
    const times = sizes.flatMap(machines =>
      drawn.map(([figure, step]) => {
        const [tab, bare] = [middle('tab', machines, figure), middle('bare', machines, figure)];
        return [inWords(machines), step, `${time(tab)} (at most ${twoFrames} ms)`, time(bare)];
      })
    );
    return Promise.resolve(textOf(tasks, times));
  }
};

function inWords(machines: number): string {
  return machines.toLocaleString('en-US');
}

function textOf(tasks: readonly string[][], times: readonly string[][]): string {
  const bare = "The SDK's table alone";
  return `## Many VMs

How long the browser's main thread is blocked at most while the VMs of 4 or 16 servers arrive, one server after the
other, and while they're sorted, scrolled, previewed with other keys, and searched. The yardstick is the SDK's table
alone with the same rows as plain text. The median of three rounds, of five for 8,000 VMs, in the build for tests. "–":
no task took 50 ms.

${markdownTable(['VMs', 'Step', 'The tab', bare, 'Ratio'], tasks)}

From the choice of a preview, or a search, until the table shows its result:

${markdownTable(['VMs', 'Step', 'The tab', bare], times)}`;
}
