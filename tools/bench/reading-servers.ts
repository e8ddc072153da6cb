import { GatewaySettings } from '../../lab/gateway/gateway';
import { scriptCalls } from '../../e2e/lab-calls';
import { Lab } from '../../lab/lab';
import { BenchPage, LoadTimes } from './bench-page';
import { withRememberedAnswers } from './remembered-answers';
import { BenchSection, markdownTable, median, ratio, time } from './section';

/** A way to reach the servers. */
interface Way {
  name: string;
  gateway: Partial<GatewaySettings>;
  /** The most that 16 and 64 servers are to take, compared with one. Undefined if nothing is promised. */
  most?: Readonly<Record<16 | 64, number>>;
}

/** The times of one way for a number of servers. */
interface Reading extends LoadTimes {
  way: Way;
  servers: 16 | 64;
  /** The time for one server over the same way. */
  alone: number;
  /** How many calls the page makes to load. */
  calls: number;
}

/** How late each server answers, in milliseconds. */
const latencyMs = 1000;

/** How often each way is measured that has a limit. An odd number, so that the median is one of them. */
const loads = 3;

const second = 1000;

/**
 * The stream, and REST at a gateway that follows the page's request to hold its first answer only briefly, and at one
 * that ignores it.
 */
const ways: readonly Way[] = [
  { name: 'stream', gateway: { stream: true }, most: { 16: 1.05, 64: 1.2 } },
  {
    name: 'REST, held as long as the page asks for',
    gateway: { stream: false, takesWaitTime: true, firstAnswerHoldMs: 3 * second },
    most: { 16: 1.1, 64: 1.4 }
  },
  {
    name: 'REST, always held for 1 s',
    gateway: { stream: false, takesWaitTime: false, firstAnswerHoldMs: second }
  }
];

const single = 'single-server';

const sizes = [
  ['large', 16],
  ['very-large', 64]
] as const;

/** How long it takes to show all servers. */
export const readingServers: BenchSection = {
  name: 'servers',
  measure: async () => {
    const readings = await withRememberedAnswers([single, ...sizes.map(([scenario]) => scenario)], measureReading);
    const rows = readings.map(({ way, servers, firstRow, allRows, alone, calls }) => [
      way.name,
      `${servers}`,
      time(firstRow),
      time(allRows),
      ratio(allRows, alone, way.most?.[servers]),
      `${calls}`
    ]);
    return `## Until all servers are shown

From the moment the page knows the cluster's servers to their first and last answer on the screen: the median of
${loads} loads with open sessions, or one load where there's no limit. Each server takes ${latencyMs} ms to answer. The
yardstick is a single server over the same way.

The lab's own PowerShell answers once for each server. After that, the lab repeats what it answered. Otherwise the
figures would show what 64 PowerShell processes cost on a small computer. Gateway, browser, and page are unchanged. The
gateway uses HTTP/1.1, so a browser keeps at most six requests open.

${markdownTable(['Way', 'Servers', 'First row', 'All rows', 'Compared with one server', 'Scripts run'], rows)}

Nobody has published how long a real gateway holds its first answer to a script, or whether it follows the page's
request to hold it only briefly. If it does, all servers start at once, and the page gets their answers as they come. If
it doesn't, the page asks six servers at a time, and each six take as long as the slowest of them or the hold.`;
  }
};

/** Loads the page over each way, with 16 and with 64 servers, and with one to compare. */
async function measureReading(lab: Lab, page: BenchPage): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const way of ways) {
    lab.configureGateway(way.gateway);
    const turns = way.most ? loads : 1;
    const one = await slowly(lab, page, single, turns);
    for (const [scenario, servers] of sizes) {
      const all = await slowly(lab, page, scenario, turns);
      console.log(`${way.name}, ${servers} servers: ${Math.round(all.allRows)} ms`);
      readings.push({ way, servers, ...all, alone: one.allRows });
    }
  }
  return readings;
}

/** The median times with servers that take their time. The first load, which opens the sessions, doesn't count. */
async function slowly(
  lab: Lab,
  page: BenchPage,
  scenario: string,
  turns: number
): Promise<LoadTimes & { calls: number }> {
  await lab.setScenario(scenario);
  for (const server of lab.state().servers) {
    await lab.changeServer(server.name, { latencyMs });
  }
  await page.load(lab);
  const times: LoadTimes[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    lab.clearAudit();
    times.push(await page.load(lab));
  }
  const all = median(times.map(({ allRows }) => allRows));
  const middle = times.find(({ allRows }) => allRows === all) ?? times[0];
  return { ...middle, calls: scriptCalls(lab).length };
}
