import { Page } from '@playwright/test';
import { countHolders, scriptBytes } from './heap-snapshot';

/** What a page uses after the browser has collected its garbage. */
export interface PageUse {
  readonly listeners: number;
  readonly nodes: number;
  /** The bytes that scripts use, without compiled code. */
  readonly heap: number;
  /** The subscribers of rxjs that still listen. */
  readonly subscribers: number;
}

/** A subscriber of rxjs has this property until it's unsubscribed. */
const subscribersTarget = 'destination';

/** What the page uses now. Collects garbage first. */
export async function useOf(page: Page): Promise<PageUse> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  // Twice: the first time may only run what has to run before something is garbage.
  await session.send('HeapProfiler.collectGarbage');
  await new Promise(resolve => setTimeout(resolve, 500));
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const parts: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => parts.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  const valueOf = (name: string): number => metrics.find(metric => metric.name === name)?.value ?? 0;
  const snapshot = parts.join('');
  return {
    listeners: valueOf('JSEventListeners'),
    nodes: valueOf('Nodes'),
    heap: scriptBytes(snapshot),
    subscribers: countHolders(snapshot, subscribersTarget)
  };
}
