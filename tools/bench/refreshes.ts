import { Lab } from '../../lab/lab';
import { PageUse } from '../browser/page-use';
import { BuildFailure } from '../problems';
import { BenchPage } from './bench-page';
import { withRememberedAnswers } from './remembered-answers';
import { BenchSection, markdownTable, ratio } from './section';

/** After how many refreshes the page is compared with itself. */
const few = 5;
const many = 100;

/** What the page uses, and how many sessions the gateway has ever opened for it. */
interface Use extends PageUse {
  readonly sessions: number;
}

/** The heap may grow by this much: the browser also keeps a record of slow tasks, up to a limit. */
const heapNoise = 1.02;

/** Whether a page that's refreshed many times keeps anything that it no longer needs. */
export const manyRefreshes: BenchSection = {
  name: 'refreshes',
  measure: async () => {
    const [before, after] = await withRememberedAnswers(['healthy'], measureUse);
    const row = (
      what: string,
      one: number,
      other: number,
      most: number,
      inWords: (count: number) => string = String
    ): string[] => [what, inWords(one), inWords(other), ratio(other, one, most)];
    return `## ${many} refreshes

What the page uses after ${few} and after ${many} refreshes of four servers, each after the browser has collected its
garbage.

${markdownTable(
  ['What', `After ${few}`, `After ${many}`, 'Ratio'],
  [
    row('Event listeners', before.listeners, after.listeners, 1),
    row('DOM nodes', before.nodes, after.nodes, 1),
    row(
      'JavaScript heap without compiled code',
      before.heap,
      after.heap,
      heapNoise,
      bytes => `${(bytes / 1024 ** 2).toFixed(2)} MiB`
    ),
    row('Sessions opened so far', before.sessions, after.sessions, 1)
  ]
)}`;
  }
};

/** What's in use after a few and after many refreshes. */
async function measureUse(lab: Lab, page: BenchPage): Promise<readonly [Use, Use]> {
  await lab.setScenario('healthy');
  await page.loadUntilAllAnswered(lab);
  const uses: Use[] = [];
  for (let turn = 1; turn <= many; turn += 1) {
    await page.refresh(lab);
    if (turn === few || turn === many) {
      uses.push({ ...(await page.use()), sessions: lab.openedSessions().length });
      console.log(`${turn} refreshes: ${JSON.stringify(uses[uses.length - 1])}`);
    }
  }
  const [before, after] = uses;
  if (before.listeners === 0 || before.nodes === 0) {
    throw new BuildFailure("The browser doesn't say what the page uses.");
  }
  return [before, after];
}
