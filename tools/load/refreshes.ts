import { PageUse } from '../browser/page-use';
import { BenchPage } from '../bench/bench-page';
import { withRememberedAnswers } from '../bench/remembered-answers';
import { Lab } from '../../lab/lab';
import { atMost, equal, Finding, LoadCheck, told } from './finding';

const scenario = 'healthy';

/** After how many refreshes the page is compared with itself. */
const warm = 50;
const many = 1000;

/** The heap may grow by this much: the browser also keeps a record of slow tasks, up to a limit. */
const heapNoise = 1.05;

/** What the page uses, and the gateway's sessions. */
interface Use extends PageUse {
  /** Those that were ever opened. */
  readonly opened: number;
  /** Those that the page uses now. */
  readonly open: number;
}

/** Whether a page that's refreshed a thousand times keeps anything that it no longer needs. */
export const refreshes: LoadCheck = {
  name: 'refreshes',
  about: `${many} refreshes of four servers in one page, which repeat what they answered before`,
  run: async () => {
    const started = Date.now();
    const [before, after] = await withRememberedAnswers([scenario], measure);
    const inMebibytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(2)} MiB`;
    const flat = (what: string, value: keyof Use): Finding =>
      equal(`${what}, after ${many} as after ${warm}`, after[value], before[value]);
    return [
      told('Time', `${Math.round((Date.now() - started) / 1000)} s`),
      atMost('Listeners, subscribers, and nodes that the browser doesn’t tell', unknownIn(before), 0),
      flat('Event listeners', 'listeners'),
      flat('DOM nodes', 'nodes'),
      flat('Subscribers of rxjs', 'subscribers'),
      flat('Sessions opened so far', 'opened'),
      flat('Sessions in use', 'open'),
      told(`Script heap after ${warm}`, inMebibytes(before.heap)),
      atMost(`Script heap after ${many}`, after.heap, before.heap * heapNoise, inMebibytes)
    ];
  }
};

async function measure(lab: Lab, page: BenchPage): Promise<readonly [Use, Use]> {
  await lab.setScenario(scenario);
  // Sessions don't expire meanwhile, however slow the computer is.
  lab.configureGateway({ sessionExpiryMs: 24 * 3_600_000 });
  await page.loadUntilAllAnswered(lab);
  const uses: Use[] = [];
  for (let turn = 1; turn <= many; turn += 1) {
    // The audit trail would grow, and is read after each refresh.
    lab.clearAudit();
    await page.refresh(lab);
    if (turn % 100 === 0 || turn === warm) {
      const use = await useNow(lab, page);
      console.log(`${turn} refreshes: ${JSON.stringify(use)}`);
      if (turn === warm || turn === many) {
        uses.push(use);
      }
    }
  }
  const [before, after] = uses;
  return [before, after];
}

async function useNow(lab: Lab, page: BenchPage): Promise<Use> {
  return {
    ...(await page.use()),
    opened: lab.openedSessions().length,
    open: lab.state().gateway.openSessions
  };
}

/** How many of the counts are zero, which can only mean that nothing is counted. */
function unknownIn({ listeners, nodes, subscribers, heap }: Use): number {
  return [listeners, nodes, subscribers, heap].filter(count => count === 0).length;
}
