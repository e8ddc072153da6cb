import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Browser, Frame, Locator, Page } from '@playwright/test';
import { scriptCalls } from '../../e2e/lab-calls';
import { ConsoleGuard } from '../../e2e/guards/console-guard';
import { Secrets } from '../../e2e/guards/secrets';
import { ActivationPage } from '../../e2e/pages/activation-page';
import { Lab, LabOptions, startLab } from '../../lab/lab';
import { letFunctionsKeepNames } from '../browser/kept-names';
import { longestTask } from '../browser/long-tasks';
import { startBrowser } from '../browser/start-browser';
import { BuildFailure } from '../problems';

/** In milliseconds. Dozens of PowerShell processes share the computer's processors with the browser. */
const patience = 900_000;

/** A window in which a table draws up to a hundred rows. */
const tallWindow = { width: 1920, height: 6000 };

/** The words of a table's row. */
export interface ShownRow {
  /** The first line of the first column, without the checkbox. */
  readonly name: string;
  /** The text of all columns. */
  readonly words: string;
}

/** The page on a lab, in a browser. It's watched for errors, and for keys where they don't belong. */
export class LoadedPage {
  readonly activation: ActivationPage;

  private constructor(
    readonly lab: Lab,
    private readonly browser: Browser,
    readonly page: Page,
    readonly guard: ConsoleGuard,
    readonly secrets: Secrets
  ) {
    this.activation = new ActivationPage(page, lab, secrets);
  }

  /** Starts a browser for the page. Nothing is open yet. */
  static async start(lab: Lab, serverLines: readonly string[] = []): Promise<LoadedPage> {
    const browser = await startBrowser();
    try {
      const page = await browser.newPage({ viewport: tallWindow, locale: 'en-US', reducedMotion: 'reduce' });
      page.setDefaultTimeout(patience);
      await letFunctionsKeepNames(page);
      const secrets = await Secrets.watch(page, lab, serverLines);
      return new LoadedPage(lab, browser, page, new ConsoleGuard(page), secrets);
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  /** Opens the page on the lab's current state, and waits until all servers have answered. */
  async open(): Promise<void> {
    this.lab.clearAudit();
    await this.page.goto(`${this.lab.address}?panel=off`);
    await until('the servers have answered', async () => {
      const said = await this.activation.summary.textContent();
      return said !== null && said !== '' && !/…$|have answered\.$/.test(said.trim());
    });
  }

  /** Presses Refresh, and waits until all servers have answered. */
  async refresh(): Promise<void> {
    const { action, firstRun } = { action: this.activation.action('Refresh'), firstRun: this.activation.firstRun };
    // A cluster without keys has no table.
    await this.pressRefresh(action.or(firstRun.getByRole('button', { name: 'Refresh' })));
  }

  /** Presses Refresh on the tab of virtual machines, and waits until all have been listed. */
  async refreshMachines(): Promise<void> {
    await this.pressRefresh(this.activation.machines.action('Refresh'));
    await this.machinesListed();
  }

  /** Opens the tab of virtual machines, and waits until all have been listed. */
  async openMachines(): Promise<void> {
    await this.activation.frame.getByRole('tab', { name: 'Virtual machines' }).click();
    await this.machinesListed();
  }

  /** All rows of the servers. The table draws those in view, so this scrolls through it and back. */
  async serverRows(): Promise<ShownRow[]> {
    const container = this.activation.frame.locator('avma-servers-table .sme-table-scroll-container');
    const rows = new Map<string, ShownRow>();
    for (let isAtEnd = (await container.count()) === 0; !isAtEnd;) {
      // A row that was drawn, but not filled yet, has no name.
      const filled = (await this.drawnServerRows()).filter(({ name }) => name !== '');
      filled.forEach(row => rows.set(row.name, row));
      isAtEnd = await container.evaluate(scrollOn, 0.6);
    }
    if (rows.size > 0) {
      await container.evaluate(scrollOn, -1000);
    }
    return [...rows.values()];
  }

  /** The rows of the servers that the table draws now. */
  async drawnServerRows(): Promise<ShownRow[]> {
    return rowsIn(this.activation.frame.locator('avma-servers-table .sme-table-row-data[role=row]'));
  }

  /** The rows of the virtual machines that the table draws now. */
  async machineRows(): Promise<ShownRow[]> {
    return rowsIn(this.activation.machines.rows);
  }

  /** The longest task of the page's main thread while that goes on, in milliseconds. 0 if none took 50. */
  async longestTask(work: () => Promise<void>): Promise<number> {
    return longestTask(this.activation.frame.locator('html'), work);
  }

  /** Presses a button that exports a table. Returns the file's bytes. */
  async exported(button: Locator): Promise<Buffer> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()]);
    return readFileSync(await download.path());
  }

  /** Empties the lab's record of what its shell received, such as the SDK's reports of failed requests. */
  async forgetReceived(): Promise<void> {
    await this.page.evaluate(() => ((window as unknown as { receivedByShell: unknown[] }).receivedByShell = []));
  }

  /** The frame with the extension. */
  extension(): Frame {
    const frame = this.page.frames().find(one => one.url().includes('/modules/'));
    if (!frame) {
      throw new BuildFailure('The extension is not in the page.');
    }
    return frame;
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  private async machinesListed(): Promise<void> {
    const { summary } = this.activation.machines;
    await until('all VMs are listed', async () =>
      /^\s*(?:Of the )?[\d,]+ |^\s*There are no/.test((await summary.textContent()) ?? '')
    );
  }

  private async pressRefresh(button: Locator): Promise<void> {
    const asked = scriptCalls(this.lab).length;
    await button.click();
    // The button shows whether all servers have answered only after something was requested.
    await until('something is asked', () => Promise.resolve(scriptCalls(this.lab).length > asked));
    await until('all servers have answered', () => button.isEnabled());
  }
}

/** Starts a lab and a browser, does something with the page, and ends both. */
export async function withLoadedPage<Result>(
  options: LabOptions,
  work: (page: LoadedPage) => Promise<Result>,
  prepare: (lab: Lab) => void = () => undefined
): Promise<Result> {
  const serverLines: string[] = [];
  const lab = await startLab({ ...options, hear: line => serverLines.push(line) });
  try {
    prepare(lab);
    const started = (): number => serverLines.filter(line => line.includes('"about":"started"')).length;
    // The page doesn't wait as long for a server as some dozens of processes need to start.
    await until('the processes are started', () => Promise.resolve(started() >= (options.poolSize ?? 0)));
    const page = await LoadedPage.start(lab, serverLines);
    try {
      return await work(page);
    } finally {
      await page.close();
    }
  } finally {
    await lab.stop();
  }
}

/** Waits until something is true. Throws BuildFailure if that takes more than a quarter of an hour. */
export async function until(what: string, isReached: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + patience;
  while (!(await isReached())) {
    if (Date.now() > end) {
      throw new BuildFailure(`Waited ${patience / 60_000} minutes in vain until ${what}.`);
    }
    await wait(100);
  }
}

/**
 * Runs in the extension. Scrolls by a part of what's in view, and waits until the table has drawn rows there, for some
 * seconds at most. Returns whether there was nothing left to scroll to.
 */
export async function scrollOn(container: Element, part: number): Promise<boolean> {
  const before = container.scrollTop;
  container.scrollTop += container.clientHeight * part;
  const isAtEnd = container.scrollTop === before;
  const { bottom, height } = container.getBoundingClientRect();
  const heights = [bottom - height / 2, bottom - 40];
  let isDrawn = isAtEnd;
  for (let turn = 0; turn < 150 && !isDrawn; turn += 1) {
    await new Promise(requestAnimationFrame);
    await new Promise(resolve => setTimeout(resolve, 20));
    const rows = Array.from(container.querySelectorAll('.sme-table-row-data[role=row]'), row =>
      row.getBoundingClientRect()
    );
    // The table draws in turns of its own.
    isDrawn = turn > 3 && heights.every(at => rows.some(row => row.top <= at && row.bottom >= at));
  }
  return isAtEnd;
}

function rowsIn(rows: Locator): Promise<ShownRow[]> {
  return rows.evaluateAll(all =>
    all.map(row => {
      const cells = [...row.querySelectorAll<HTMLElement>('.sme-table-cell:not(.sme-table-checkbox-container)')];
      const name = cells[0]?.querySelector('.lines > div') ?? cells[0];
      return {
        name: name?.textContent?.trim() ?? '',
        words: cells.map(cell => cell.innerText.trim()).join('\n')
      };
    })
  );
}
