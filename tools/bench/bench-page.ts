import { Browser, chromium, FrameLocator, Page } from '@playwright/test';
import { Lab } from '../../lab/lab';
import { findBrowser } from '../../machine/browser.cjs';

/** How long it took to load the page once, in milliseconds. */
export interface LoadTimes {
  /** From the list of servers to the first server's answer on the page. */
  firstRow: number;
  /** From the list of servers to the last server's answer on the page. */
  allRows: number;
}

/** What the page records while it loads, by the browser's own clock. */
interface Marks {
  asked?: number;
  first?: number;
  all?: number;
}

const limit = 120_000;

/** The page in a browser, for a benchmark. */
export class BenchPage {
  private constructor(
    private readonly browser: Browser,
    private readonly page: Page
  ) {}

  /** Starts the browser. */
  static async open(): Promise<BenchPage> {
    const browser = await chromium.launch({
      executablePath: findBrowser(),
      args: ['--no-sandbox', '--disable-gpu']
    });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(noteProgress);
    return new BenchPage(browser, page);
  }

  /** Reloads the page, and waits for its last row. */
  async load(lab: Lab): Promise<LoadTimes> {
    await this.page.goto(`${lab.address}?panel=off&t=${Date.now()}`);
    const frame = this.frame();
    await frame.locator('html[data-bench=all]').waitFor({ state: 'attached', timeout: limit });
    const {
      asked = 0,
      first = 0,
      all = 0
    } = await frame.locator('html').evaluate(() => (window as unknown as { benchMarks: Marks }).benchMarks);
    return { firstRow: first - asked, allRows: all - asked };
  }

  /** The page's sentence about the cluster's status. */
  async sentence(): Promise<string> {
    return (await this.frame().locator('.sentence').innerText()).trim();
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  private frame(): FrameLocator {
    return this.page.frameLocator('iframe');
  }
}

/** Runs in every frame before its page. Records when the sentence changes. */
function noteProgress(): void {
  const marks: Marks = {};
  (window as unknown as { benchMarks: Marks }).benchMarks = marks;
  // Don't name this callback: a named function would need a helper that isn't there in the page.
  new MutationObserver(() => {
    const said = document.querySelector('.sentence')?.textContent ?? '';
    const count = /^(\d+) of \d+ servers have answered/.exec(said.trim())?.[1];
    if (count !== undefined) {
      marks.asked ??= performance.now();
    }
    if (marks.asked === undefined || count === '0') {
      return;
    }
    marks.first ??= performance.now();
    if (count === undefined) {
      marks.all ??= performance.now();
      document.documentElement.dataset['bench'] = 'all';
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
