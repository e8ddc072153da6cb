import { GatewaySettings } from '../../lab/gateway/gateway';
import { Lab } from '../../lab/lab';
import type { BenchPage, LoadTimes } from './bench-page';

/** A way to reach the servers. */
export interface Way {
  name: string;
  gateway: Partial<GatewaySettings>;
}

/** The times of one way for a number of servers, compared with a single server in the same run. */
export interface Reading extends LoadTimes {
  way: string;
  servers: number;
  /** The time for all servers, as a multiple of the time for one server over the same way. */
  ratio: number;
}

/** How late each server answers, in milliseconds. */
export const latencyMs = 1000;

/** An odd number, so that the median is one of them. */
const loads = 3;

const second = 1000;

/** The stream, and REST with each of the gateway's holds, as requested or ignored by the gateway. */
export const ways: readonly Way[] = [
  { name: 'stream', gateway: { stream: true } },
  ...[0, 1, 3].map(hold => ({
    name: `REST, gateway's hold ${hold} s`,
    gateway: { stream: false, takesWaitTime: true, firstAnswerHoldMs: hold * second }
  })),
  ...[1, 3].map(hold => ({
    name: `REST, gateway's hold ${hold} s whatever is asked for`,
    gateway: { stream: false, takesWaitTime: false, firstAnswerHoldMs: hold * second }
  }))
];

const sizes = [
  ['large', 16],
  ['very-large', 64]
] as const;

const alone = 'single-server';

/** Has every server answer once. The page first gives up on slow ones. When asked again, they are fast. */
export async function askAll(lab: Lab, page: BenchPage): Promise<void> {
  for (const [scenario, count] of [[alone, 1], ...sizes] as const) {
    await lab.setScenario(scenario);
    const said = count === 1 ? 'This server can activate VMs' : `All ${count} servers can activate VMs`;
    let sentence = '';
    for (let turn = 0; !sentence.startsWith(said); turn += 1) {
      if (turn === 5) {
        throw new Error(`In "${scenario}" the page says: ${sentence}`);
      }
      await page.load(lab);
      sentence = await page.sentence();
    }
  }
}

/** Loads the page over each way, with 16 and with 64 servers, and with one to compare. */
export async function measureReading(lab: Lab, page: BenchPage): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const { name, gateway } of ways) {
    lab.configureGateway(gateway);
    const measure = async (scenario: string): Promise<LoadTimes> => {
      await lab.setScenario(scenario);
      for (const server of lab.state().servers) {
        await lab.changeServer(server.name, { latencyMs });
      }
      return median(lab, page);
    };
    const one = await measure(alone);
    for (const [scenario, count] of sizes) {
      const times = await measure(scenario);
      console.log(`${name}, ${count} servers: ${Math.round(times.allRows)} ms`);
      readings.push({ way: name, servers: count, ...times, ratio: times.allRows / one.allRows });
    }
  }
  return readings;
}

/** The median times, without the first load, which opens the sessions. */
async function median(lab: Lab, page: BenchPage): Promise<LoadTimes> {
  await page.load(lab);
  const times: LoadTimes[] = [];
  for (let turn = 0; turn < loads; turn += 1) {
    times.push(await page.load(lab));
  }
  times.sort((one, other) => one.allRows - other.allRows);
  return times[Math.floor(loads / 2)];
}
