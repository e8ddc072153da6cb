import { Locator } from '@playwright/test';

/** What a frame records while its tasks are watched. */
interface Watched {
  taskWatch?: { durations: number[]; observer: PerformanceObserver };
}

/**
 * The longest task of a page's main thread while something goes on, in milliseconds. 0 if none took 50. `root` is the
 * root element of the frame to watch.
 */
export async function longestTask(root: Locator, work: () => Promise<void>): Promise<number> {
  await root.evaluate(() => {
    const durations: number[] = [];
    const observer = new PerformanceObserver(list =>
      list.getEntries().forEach(({ duration }) => durations.push(duration))
    );
    observer.observe({ entryTypes: ['longtask'] });
    (window as unknown as Watched).taskWatch = { durations, observer };
  });
  await work();
  const tasks = await root.evaluate(async () => {
    // The browser tells about a long task a moment after it has ended.
    await new Promise(resolve => setTimeout(resolve, 200));
    const { taskWatch } = window as unknown as Watched;
    taskWatch?.observer.disconnect();
    return taskWatch?.durations ?? [];
  });
  return Math.max(0, ...tasks);
}
