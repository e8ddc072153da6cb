import { Browser, FrameLocator, Page } from '@playwright/test';
import { Lab } from '../../lab/lab';
import { scriptCalls } from '../../e2e/lab-calls';
import { inProject } from '../../machine/project-paths';
import { longestTask } from '../browser/long-tasks';
import { PageUse, useOf } from '../browser/page-use';
import { startBrowser } from '../browser/start-browser';
import { readStrings } from '../generate/strings';
import { BuildFailure } from '../problems';

/** How long it took to load the page once, in milliseconds. */
export interface LoadTimes {
  /** From the list of servers to the first server's answer on the page. */
  firstRow: number;
  /** From the list of servers to the last server's answer on the page. */
  allRows: number;
}

/** How long it took until a cluster without keys can be set up, in milliseconds from the list of servers. */
export interface SetUpTimes {
  /** Until the third server's answer is on the page. */
  third: number;
  /** Until the button is enabled. */
  usable: number;
}

/** What the page records while it loads, by the browser's own clock. */
interface Marks {
  asked?: number;
  first?: number;
  third?: number;
  usable?: number;
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
    const browser = await startBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(noteProgress, {
      listing: patternsOf(/_Sentence_asking$/)[0],
      checking: patternsOf(/_Sentence_(?:checking|notSetUpChecking)_/)
    });
    return new BenchPage(browser, page);
  }

  /** Reloads the page, and waits for its last row. */
  async load(lab: Lab): Promise<LoadTimes> {
    const { asked = 0, first = 0, all = 0 } = await this.marksOf(lab, 'all');
    return { firstRow: first - asked, allRows: all - asked };
  }

  /** Reloads the page of a cluster without keys, and waits until it can be set up. */
  async loadUntilSetUp(lab: Lab): Promise<SetUpTimes> {
    const { asked = 0, third = 0, usable = 0 } = await this.marksOf(lab, 'usable');
    return { third: third - asked, usable: usable - asked };
  }

  /** Opens the pane for keys on a page that can be set up, and fills in a list of servers and keys. */
  async enterKeys(lines: readonly string[]): Promise<void> {
    const frame = this.frame();
    await frame.locator('avma-first-run .sme-button-primary').click();
    await frame.locator('avma-keys-pane button.paste').click();
    await frame.locator('avma-pasted-list textarea').fill(lines.join('\n'));
    await frame.locator('avma-pasted-list .sme-button-primary').click();
  }

  /** Applies the keys, and waits for the results of all. Returns the computer's time at both, in milliseconds. */
  async applyKeys(): Promise<{ begun: number; shown: number }> {
    const frame = this.frame();
    const apply = frame.locator('sme-dialog-footer .sme-button-primary');
    const begun = apply.evaluate(button => {
      return new Promise<number>(resolve =>
        button.addEventListener('click', () => resolve(Date.now()), { once: true })
      );
    });
    await apply.click();
    await frame.locator('avma-key-result').first().waitFor({ timeout: limit });
    const isBusy = 'progress:not(.off)';
    await frame.locator(isBusy).waitFor({ state: 'detached', timeout: limit });
    return { begun: await begun, shown: Date.now() };
  }

  private async marksOf(lab: Lab, last: keyof Marks): Promise<Marks> {
    await this.page.goto(`${lab.address}?panel=off&t=${Date.now()}`);
    const html = this.frame().locator('html');
    await html.and(this.frame().locator(`[data-bench-${last}]`)).waitFor({ state: 'attached', timeout: limit });
    return html.evaluate(() => (window as unknown as { benchMarks: Marks }).benchMarks);
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

  /** Presses Refresh in the table of servers, and waits until all servers have answered. */
  async refresh(lab: Lab): Promise<void> {
    const calls = scriptCalls(lab).length;
    const action = this.frame().getByRole('menuitem', { name: /^(?:Refresh|Refreshing…)$/ });
    await action.click();
    // The button shows whether all servers have answered only after something was requested.
    const all = calls + 1 + lab.state().servers.length;
    const end = Date.now() + limit;
    while (scriptCalls(lab).length < all || (await action.isDisabled())) {
      if (Date.now() > end) {
        throw new BuildFailure(`A refresh of ${lab.state().scenario} doesn't end.`);
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  /** The longest task of the page's main thread while that goes on, in milliseconds. 0 if none took 50. */
  async longestTask(work: () => Promise<void>): Promise<number> {
    return longestTask(this.frame().locator('html'), work);
  }

  /** What the page uses now. Collects garbage first. */
  async use(): Promise<PageUse> {
    return useOf(this.page);
  }

  /** Leaves the page, so it asks nothing anymore. */
  async leave(): Promise<void> {
    await this.page.goto('about:blank');
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  private frame(): FrameLocator {
    return this.page.frameLocator('iframe');
  }
}

/** The page's sentences with these names, as patterns. The first group, if any, is how many servers have answered. */
function patternsOf(names: RegExp): string[] {
  const { strings } = readStrings(inProject('src', 'resources', 'strings', 'strings.resjson'));
  return Object.entries(strings)
    .filter(([key]) => names.test(key))
    .map(([, text]) =>
      text
        .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
        .replace('{0}', '(.+)')
        .replace('{1}', '\\d+')
    );
}

/** Runs in every frame before its page. Records when the sentence changes. */
function noteProgress({ listing, checking }: { listing: string; checking: readonly string[] }): void {
  const marks: Marks = {};
  (window as unknown as { benchMarks: Marks }).benchMarks = marks;
  // Don't name these callbacks: a named function would need a helper that isn't there in the page.
  new MutationObserver(() => {
    const said = document.querySelector('.summary > p[role=status]')?.textContent?.trim() ?? '';
    // If all servers answer at once, the page may never say that it's checking them.
    const isAsked = said !== '' && !new RegExp(`^${listing}$`).test(said);
    const match = checking.map(pattern => new RegExp(`^${pattern}$`).exec(said)).find(found => found !== null);
    const reached: [mark: keyof Marks, isReached: boolean][] = [
      ['asked', isAsked],
      ['first', isAsked && (match?.[1] ?? (match ? '0' : '1')) !== '0'],
      ['third', isAsked && (!match || Number(match[1] ?? 0) >= 3)],
      ['usable', document.querySelector('avma-first-run .sme-button-primary:not([disabled])') !== null],
      ['all', isAsked && !match]
    ];
    reached.forEach(([mark, isReached]) => {
      if (isReached && marks[mark] === undefined) {
        marks[mark] = performance.now();
        document.documentElement.setAttribute(`data-bench-${mark}`, '');
      }
    });
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['disabled']
  });
}
