import { Lab } from '../../lab/lab';
import { BenchPage } from './bench-page';
import { BrowserResult, runBenchmark } from './browser-benchmark';
import { withRememberedAnswers } from './remembered-answers';
import { BenchSection, markdownTable, ratio, time } from './section';

const sizes = [4, 16, 64] as const;
type Size = (typeof sizes)[number];

/** The lab's scenarios with that many servers, each with a key. */
const scenarios: Readonly<Record<Size, string>> = { 4: 'healthy', 16: 'large', 64: 'very-large' };

/** The most that an answer may cost when 16 or 64 servers are known, compared with four. */
const most = 1.2;

/** How much later each server answers than the one before, in milliseconds: more than the page waits to draw. */
const betweenAnswers = 150;

/** One more answer, in microseconds: until components get the view, and from there until a table is drawn. */
interface Fold extends BrowserResult {
  readonly name: 'view' | 'table' | 'bare';
  readonly servers: Size;
  readonly time: number;
}

/** How the cost of one answer grows with the number of servers. */
export const oneMoreAnswer: BenchSection = {
  name: 'answers',
  measure: async () => {
    const folds = runBenchmark<Fold>('answers.bench.ts');
    const tasks = await withRememberedAnswers(Object.values(scenarios), measureTasks);
    const timeOf = (name: Fold['name'], servers: Size): number =>
      folds.find(fold => fold.name === name && fold.servers === servers)?.time ?? NaN;
    const both = (servers: Size): number => timeOf('view', servers) + timeOf('table', servers);
    const told = (timeWith: (servers: Size) => number, servers: Size, limit?: number): string[] => [
      inMilliseconds(timeWith(servers)),
      servers === 4 ? '' : ratio(timeWith(servers), timeWith(4), limit)
    ];
    const rows = sizes.map(servers => [
      `${servers}`,
      ...told(known => timeOf('view', known), servers),
      inMilliseconds(timeOf('table', servers)),
      ...told(both, servers, most),
      ...told(known => timeOf('bare', known), servers)
    ]);
    const pages = sizes.map(servers => [`${servers}`, tasks[servers] === 0 ? '–' : time(tasks[servers])]);
    return textOf(rows, pages);
  }
};

function textOf(rows: readonly string[][], pages: readonly string[][]): string {
  const compared = 'Compared with 4';
  const headings = ['Servers', 'View', compared, 'Table', 'Both', compared, "The SDK's table alone", compared];
  return `## One more answer

What the answer of one server costs when this many servers are known. _View_: from the store's change until components
get the view. _Table_: from there until the table of servers is drawn. The yardstick is the SDK's table alone, of the
same height, with the same rows as plain text: it draws all rows in view again whenever one changes. The median of 31
rounds of a hundred answers, and of 15 drawn answers, in the build for tests.

${markdownTable(headings, rows)}

The whole page, while all of these servers answer again, one every ${betweenAnswers} ms: how long the browser's main
thread is blocked at most. "–": no task took 50 ms.

${markdownTable(['Servers', 'Longest task'], pages)}`;
}

/** The longest task of the page while all servers answer one after the other, in milliseconds. 0 if none took 50. */
async function measureTasks(lab: Lab, page: BenchPage): Promise<Record<Size, number>> {
  const tasks: Partial<Record<Size, number>> = {};
  for (const size of sizes) {
    await lab.setScenario(scenarios[size]);
    await page.loadUntilAllAnswered(lab);
    for (const [index, { name }] of lab.state().servers.entries()) {
      await lab.changeServer(name, { latencyMs: index * betweenAnswers });
    }
    tasks[size] = await page.longestTask(() => page.refresh(lab));
    console.log(`${size} servers: ${tasks[size]} ms`);
  }
  return tasks as Record<Size, number>;
}

function inMilliseconds(microseconds: number): string {
  return `${(microseconds / 1000).toFixed(microseconds < 10_000 ? 2 : 0)} ms`;
}
