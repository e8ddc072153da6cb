import { Browser, chromium, FrameLocator, Page } from '@playwright/test';
import { Lab } from '../../lab/lab';
import { findBrowser } from '../../machine/browser.cjs';
import { inProject } from '../../machine/project-paths';
import { readStrings } from '../generate/strings';
import { BuildFailure } from '../problems';

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
    await page.addInitScript(noteProgress, checkingPatterns());
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

  /** Loads the page until every server has answered. The page gives up on slow ones, which are faster the next time. */
  async loadUntilAllAnswered(lab: Lab): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) {
      await this.load(lab);
      const counts = await this.frame().locator('avma-server-tiles .count').allInnerTexts();
      // The last tile counts servers whose status is unknown. Before keys are set up, there are no tiles.
      if ((counts.at(-1) ?? '0') === '0') {
        return;
      }
    }
    throw new BuildFailure(`Some servers of ${lab.state().scenario} don't answer in time.`);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  private frame(): FrameLocator {
    return this.page.frameLocator('iframe');
  }
}

/** The page's sentences while servers are checked, as patterns. The first group, if any, is how many have answered. */
function checkingPatterns(): string[] {
  const { strings } = readStrings(inProject('src', 'resources', 'strings', 'strings.resjson'));
  return Object.entries(strings)
    .filter(([key]) => /_Sentence_(?:checking|notSetUpChecking)_/.test(key))
    .map(([, text]) =>
      text
        .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
        .replace('{0}', '(\\d+)')
        .replace('{1}', '\\d+')
    );
}

/** Runs in every frame before its page. Records when the sentence changes. */
function noteProgress(patterns: readonly string[]): void {
  const marks: Marks = {};
  (window as unknown as { benchMarks: Marks }).benchMarks = marks;
  // Don't name this callback: a named function would need a helper that isn't there in the page.
  new MutationObserver(() => {
    const said = document.querySelector('.summary [role=status]')?.textContent?.trim() ?? '';
    const match = patterns.map(pattern => new RegExp(`^${pattern}$`).exec(said)).find(found => found !== null);
    if (match) {
      marks.asked ??= performance.now();
    }
    if (marks.asked === undefined || (match && (match[1] ?? '0') === '0')) {
      return;
    }
    marks.first ??= performance.now();
    if (!match) {
      marks.all ??= performance.now();
      document.documentElement.dataset['bench'] = 'all';
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
