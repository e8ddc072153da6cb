import { Browser, chromium, FrameLocator, Page } from '@playwright/test';
import { Lab } from '../../lab/lab';
import { findBrowser } from '../../machine/browser.cjs';

/** How long one load of the page took, in milliseconds. */
export interface LoadTimes {
  /** From the list of servers to the first of their answers shown. */
  firstRow: number;
  /** From the list of servers to the last of their answers shown. */
  allRows: number;
}

/** What the page notes of itself while it loads, by the browser's own clock. */
interface Marks {
  asked?: number;
  first?: number;
  all?: number;
}

const limit = 120_000;

/** The page in a browser, as a benchmark uses it. */
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

  /** How the page says that the cluster stands. */
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

/** Runs in every frame before its page: notes when the sentence goes from one answer to the next. */
function noteProgress(): void {
  const marks: Marks = {};
  (window as unknown as { benchMarks: Marks }).benchMarks = marks;
  // Not named: what carries this function into the page would need a helper that is not there.
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
