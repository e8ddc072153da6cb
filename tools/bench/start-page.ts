import { setTimeout as wait } from 'node:timers/promises';
import { Browser, BrowserContext, Page } from '@playwright/test';
import { ScriptCall, scriptCalls } from '../../e2e/lab-calls';
import { Lab } from '../../lab/lab';
import { letFunctionsKeepNames } from '../browser/kept-names';
import { startBrowser } from '../browser/start-browser';
import { BuildFailure } from '../problems';
import { LoadedFile, markCalls, markDrawing, StartMarks, StartRecord } from './start-marks';

/** How fast the network and the processor are. */
export interface Speed {
  name: string;
  /** In bits per second, in each direction. Undefined if nothing limits it. */
  bandwidth?: number;
  /** How much longer each request takes, in milliseconds. */
  latencyMs?: number;
  /** How many times slower the processor is. */
  slowdown?: number;
}

const limit = 120_000;
const serverScript = 'Get-ServerActivation';

/** Loads the page as a browser that has never seen it. */
export class StartPage {
  private constructor(private readonly browser: Browser) {}

  /** Starts the browser. */
  static async open(): Promise<StartPage> {
    return new StartPage(await startBrowser());
  }

  /** Loads the page with an empty cache, until each row has an answer. Throws BuildFailure if a server has none. */
  async load(lab: Lab, speed: Speed): Promise<StartRecord> {
    const servers = lab.state().servers.length;
    lab.clearAudit();
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 } });
    try {
      await letFunctionsKeepNames(context);
      await context.addInitScript(markCalls, serverScript);
      await context.addInitScript(markDrawing, servers);
      const page = await context.newPage();
      await slowDown(context, page, speed);
      await page.goto(`${lab.address}?panel=off`);
      const html = page.frameLocator('iframe').locator('html');
      await page.frameLocator('iframe').locator('html[data-bench=all]').waitFor({ state: 'attached', timeout: limit });
      const record = await html.evaluate(readRecord);
      await requireAnswers(lab, servers);
      return record;
    } finally {
      await context.close();
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

/** The frame has the same origin as the shell, so it's in the same process, and is slowed down with it. */
async function slowDown(context: BrowserContext, page: Page, speed: Speed): Promise<void> {
  const { bandwidth, latencyMs = 0, slowdown = 1 } = speed;
  const throughput = bandwidth === undefined ? -1 : bandwidth / 8;
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: latencyMs,
    downloadThroughput: throughput,
    uploadThroughput: throughput
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
}

/** Runs in the frame. */
function readRecord(): StartRecord {
  const { marks, layoutShift } = (window as unknown as { benchStart: { marks: StartMarks; layoutShift: number } })
    .benchStart;
  const timings = [
    ...performance.getEntriesByType('navigation'),
    ...performance.getEntriesByType('resource')
  ] as PerformanceResourceTiming[];
  const resources: LoadedFile[] = timings.map(({ name, transferSize, requestStart, responseEnd }) => ({
    path: new URL(name).pathname,
    transferred: transferSize,
    begun: requestStart,
    ended: responseEnd
  }));
  return { marks, layoutShift, resources };
}

/** A row can be drawn from the first part of an answer, so the rest may still be under way. */
async function requireAnswers(lab: Lab, servers: number): Promise<void> {
  const asked = (): ScriptCall[] => scriptCalls(lab).filter(({ command }) => command === serverScript);
  for (const end = Date.now() + limit; Date.now() < end && asked().some(({ status }) => status === null);) {
    await wait(50);
  }
  const answered = asked().filter(({ status }) => status === 200);
  if (answered.length !== servers || asked().length !== servers) {
    throw new BuildFailure(`${answered.length} of ${servers} servers answered ${asked().length} questions.`);
  }
}
