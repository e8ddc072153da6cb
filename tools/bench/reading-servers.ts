import { GatewaySettings } from '../../lab/gateway/gateway';
import { Lab } from '../../lab/lab';
import { Answer, asManyServers } from './recorded-answers';
import type { BenchPage, LoadTimes } from './bench-page';
import type { ReplayedServers } from './replayed-servers';

/** One way to the servers. */
export interface Way {
  name: string;
  gateway: Partial<GatewaySettings>;
}

/** What one way takes for a number of servers, beside one server alone in the same run. */
export interface Reading extends LoadTimes {
  way: string;
  servers: number;
  /** All servers, as a multiple of one alone over the same way. */
  ratio: number;
}

/** How late each server answers, in milliseconds. */
export const latencyMs = 1000;

/** An odd number, so that the median is one of them. */
const loads = 3;

const second = 1000;

/** The stream, and REST with each hold of the gateway, as asked for and where the gateway does not listen. */
export const ways: readonly Way[] = [
  { name: 'stream', gateway: { stream: true } },
  ...[0, 1, 3].map((hold) => ({
    name: `REST, gateway's hold ${hold} s`,
    gateway: { stream: false, takesWaitTime: true, firstAnswerHoldMs: hold * second },
  })),
  ...[1, 3].map((hold) => ({
    name: `REST, gateway's hold ${hold} s whatever is asked for`,
    gateway: { stream: false, takesWaitTime: false, firstAnswerHoldMs: hold * second },
  })),
];

const sizes = [
  ['large', 16],
  ['very-large', 64],
] as const;

/** Loads the page over each way, with 16 and with 64 servers, and with one alone to compare. */
export async function measureReading(
  lab: Lab,
  page: BenchPage,
  servers: ReplayedServers,
  report: Answer
): Promise<Reading[]> {
  servers.latencyMs = latencyMs;
  const readings: Reading[] = [];
  for (const { name, gateway } of ways) {
    lab.configureGateway(gateway);
    const measure = async (scenario: string): Promise<LoadTimes> => {
      await lab.setScenario(scenario);
      servers.replay(asManyServers(report, lab.state().servers));
      return median(lab, page);
    };
    const alone = await measure('single-server');
    for (const [scenario, count] of sizes) {
      const times = await measure(scenario);
      console.log(`${name}, ${count} servers: ${Math.round(times.allRows)} ms`);
      readings.push({ way: name, servers: count, ...times, ratio: times.allRows / alone.allRows });
    }
  }
  return readings;
}

/** The first load is not counted: it opens the sessions. */
async function median(lab: Lab, page: BenchPage): Promise<LoadTimes> {
  await page.load(lab);
  const times: LoadTimes[] = [];
  for (let turn = 0; turn < loads; turn += 1) {
    times.push(await page.load(lab));
  }
  times.sort((one, other) => one.allRows - other.allRows);
  return times[Math.floor(loads / 2)];
}
