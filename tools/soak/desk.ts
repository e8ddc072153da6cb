import { BrowserContext, errors, expect, Locator, Page } from '@playwright/test';
import { ConsoleGuard } from '../../e2e/guards/console-guard';
import { Secrets } from '../../e2e/guards/secrets';
import { ActivationPage } from '../../e2e/pages/activation-page';
import { Lab } from '../../lab/lab';
import { ShownCluster, ShownServer, PlacedMachine } from './agreement';
import { oneOf } from './dice';
import { pageState, PageState, PaneRow, paneRows } from './page-state';

/** In milliseconds: how long a page may take to react to a click, or to open, on a busy computer. */
const patience = 60_000;

/** How often an admin loads a page that doesn't open. */
const mostLoads = 3;

/** In milliseconds: how long a control that may never come is waited for. */
const onItsWay = 3_000;

/** A result that isn't one yet. */
const underWay = /^$|^Loading|^Waiting|^Applying/;

/** What a browser itself logs when a request fails, or a stream. Everything else in the console is an error of ours. */
const browsersOwnWords = [
  /^Failed to load resource: /,
  /^WebSocket connection to '\S+' failed/,
  // The SDK's words for a stream that it lost or couldn't open.
  /WebSocket connection errors after retries\./,
  /WebSocket communication error\./,
  /WebSocket\/(PowerShell|CIM|SSH) (has been reset|not connected or not configured)\./,
  // The SDK's log passes each line on to the shell, which is too busy to confirm hundreds of them in time.
  /RPC: Expired send from \S+ to \S+ 'Log\/\d+'/,
  // The SDK asks the gateway about itself before it sends telemetry.
  /Telemetry failed to initialized with error/,
  // The SDK reads a page that came in place of an answer.
  /Unexpected token .* is not valid JSON/,
  /of null \(reading 'results'\)/
];

/** How an admin answers the dialog that asks for credentials. */
export type CredentialsAnswer = 'cancel' | 'wrong password' | 'reader' | 'right' | 'right for all';

/** All of these answers. */
export const credentialsAnswers: readonly CredentialsAnswer[] = [
  'cancel',
  'wrong password',
  'reader',
  'right',
  'right for all'
];

/** The page of one admin, in a browser of their own or in another tab. */
export class Desk {
  /** The key that the page last sent to each server, by its last five characters. Empty after a reload. */
  readonly sent = new Map<string, string>();
  /** The results that the page showed for these keys. */
  private readonly results = new Map<string, string>();
  /** How the admin answers the dialog for credentials from now on. */
  answersWith: CredentialsAnswer = 'cancel';
  /** Since when the page has been waiting for something, by the computer's clock. Null while it isn't. */
  busySince: number | null = null;
  /** The control that was last missed. */
  missed = '';
  /** How often the extension was loaded. */
  loads = 0;
  /** How often the shell gave up on the extension because it took too long to load. */
  givenUp = 0;

  private constructor(
    readonly name: string,
    readonly page: Page,
    private readonly lab: Lab,
    readonly guard: ConsoleGuard,
    readonly secrets: Secrets,
    readonly activation: ActivationPage
  ) {}

  /** Opens the page in a new tab of a browser. */
  static async open(
    name: string,
    context: BrowserContext,
    lab: Lab,
    serverLines: readonly string[],
    typed: Iterable<string>
  ): Promise<Desk> {
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    const guard = new ConsoleGuard(page);
    browsersOwnWords.forEach(words => guard.expect(words));
    const secrets = await Secrets.watch(page, lab, serverLines);
    [...typed].forEach(key => secrets.willType(key));
    const activation = new ActivationPage(page, lab, secrets);
    const desk = new Desk(name, page, lab, guard, secrets, activation);
    page.on('framenavigated', frame => {
      if (frame !== page.mainFrame()) {
        desk.loads += 1;
        desk.forget();
      }
    });
    await page.addLocatorHandler(activation.credentials.root, () => desk.answerCredentials(), { noWaitAfter: true });
    await desk.visit();
    return desk;
  }

  /** Opens the address, as from a bookmark. */
  async visit(): Promise<void> {
    await this.page.goto(`${this.lab.address}?panel=off`);
    await this.ready();
  }

  /**
   * Waits until the page is there, and returns from another page of the shell. On a computer that's too busy, the shell
   * may give up on the extension, and the admin loads it again.
   */
  async ready(tries = mostLoads): Promise<void> {
    const { activation } = this;
    if ((await this.extensionState()) === 'away') {
      await activation.comeBack();
    }
    const failed = this.page.locator('html[data-extension=failed]');
    await activation.heading.or(failed).first().waitFor();
    if ((await this.extensionState()) !== 'failed') {
      return;
    }
    const why = await this.page.locator('#frame-state').innerText();
    if (tries === 1 || !why.startsWith('No answer to ')) {
      throw new Error(`The extension of ${this.name} failed: ${why}`);
    }
    this.guard.expect(/^Error: No answer to /);
    this.givenUp += 1;
    await this.page.reload();
    await this.ready(tries - 1);
  }

  /** Waits until the page has read what it's reading, but only for some milliseconds. */
  async read(limit: number): Promise<void> {
    const isReading = async (): Promise<boolean> => {
      const waits = (await this.state())?.waits ?? ['it loads'];
      return waits.some(what => what !== 'keys are being applied');
    };
    await briefly(async () => !(await isReading()), limit);
  }

  /** Waits until each key in the pane has its result, but only for some milliseconds. */
  async settled(limit: number): Promise<void> {
    const isUnderWay = async (): Promise<boolean> => {
      const rows = await this.paneRows();
      return rows.some(({ result }) => result !== '' && underWay.test(result));
    };
    await briefly(async () => !(await isUnderWay()), limit);
  }

  /** Waits until the extension was loaded again since there were that many loads. */
  async reloaded(loads: number): Promise<void> {
    await until(
      () => this.loads > loads,
      patience,
      () => `The extension of ${this.name} didn't load again.`
    );
    await this.ready();
  }

  /** Uses a control if it's there and usable. Returns whether it was. Fails if it's usable, but doesn't react. */
  async tap(control: Locator, use: (control: Locator) => Promise<unknown> = one => one.click()): Promise<boolean> {
    if (!(await isUsable(control))) {
      this.missed = `no ${String(control)}`;
      return false;
    }
    try {
      await use(control);
      return true;
    } catch (error) {
      // The page may have changed between the look and the click.
      if (error instanceof errors.TimeoutError && !(await isUsable(control))) {
        this.missed = `no longer ${String(control)}`;
        return false;
      }
      throw error;
    }
  }

  /** Like `tap`, of a control that may be on its way, because what was just done leads to it. */
  async tapNext(control: Locator, use?: (control: Locator) => Promise<unknown>): Promise<boolean> {
    await briefly(() => isUsable(control), onItsWay);
    return this.tap(control, use);
  }

  /** Answers the dialog for credentials, if it's open. */
  async answerCredentials(): Promise<void> {
    const { credentials } = this.activation;
    if (!(await credentials.root.isVisible())) {
      return;
    }
    if (this.answersWith === 'cancel') {
      return credentials.cancel();
    }
    const { accounts } = this.lab.state();
    const account = accounts.find(
      ({ access }) => access === (this.answersWith === 'reader' ? 'reader' : 'administrator')
    );
    const { userName, password } = account ?? oneOf(accounts, 0);
    const forAll = this.answersWith === 'right for all' && (await credentials.root.getByRole('checkbox').isVisible());
    await credentials.give(
      { userName, password: this.answersWith === 'wrong password' ? 'no such password' : password },
      { forAll }
    );
  }

  /** What the page waits for, if anything, and more of its state. Null while it's being loaded. */
  async state(): Promise<PageState | null> {
    return whileLoading(() => this.activation.frame.locator('body').evaluate(pageState));
  }

  /** The rows of the pane for keys. None if it isn't open. */
  async paneRows(): Promise<PaneRow[]> {
    return (await whileLoading(() => this.activation.frame.locator('body').evaluate(paneRows))) ?? [];
  }

  /** Why the pane for keys applied nothing. Empty if it did, or isn't open. */
  async hint(): Promise<string> {
    const footnote = (await this.state())?.footnote ?? '';
    return /^(Enter a key for|Fix or clear)/.test(footnote) ? footnote : '';
  }

  /** What the page shows of the cluster. The servers' tab has to be open. Null while it's being loaded. */
  async shown(): Promise<ShownCluster | null> {
    const state = await this.state();
    return state && { sentence: state.sentence, servers: state.isFirstRun ? null : serversIn(state.servers) };
  }

  /** The virtual machines that the page shows. Their tab has to be open. */
  async machines(): Promise<PlacedMachine[]> {
    const rows = await this.activation.machines.words();
    return rows.map(([name, server]) => ({ name: firstLine(name), server: firstLine(server) }));
  }

  /** Closes whatever pane is open. */
  async closePane(): Promise<void> {
    const pane = this.activation.frame.getByRole('dialog');
    await this.tap(pane.locator('.buttons').getByRole('button', { name: 'Close', exact: true }));
    await pane.waitFor({ state: 'hidden' });
  }

  /** Opens a tab, without a pane over it. */
  async openTab(name: 'Servers' | 'Virtual machines'): Promise<void> {
    await this.closePane();
    await this.tap(this.activation.frame.getByRole('tab', { name }));
  }

  /** Notes a key that the page sends to a server. */
  sends(server: string, lastFive: string): void {
    this.sent.set(server, lastFive);
    this.results.delete(server);
  }

  /** Forgets what the page sent. */
  forget(): void {
    this.sent.clear();
    this.results.clear();
  }

  /** The final results that the page shows for keys that it sent, if they weren't there before. */
  newResults(rows: readonly PaneRow[]): string[] {
    return rows.flatMap(({ server, result }) => {
      const kind = kindOf(result);
      const isNew = this.sent.has(server) && this.results.get(server) !== kind && !underWay.test(kind);
      this.results.set(server, kind);
      return isNew ? [kind] : [];
    });
  }

  /** Everything wrong that the browser logged. */
  faultsLogged(): string[] {
    return this.guard.unexpected().map(line => `The browser of ${this.name} logged: ${line}`);
  }

  private async extensionState(): Promise<string | null> {
    return this.page.locator('html').getAttribute('data-extension');
  }
}

/** The first words of a result, without what differs from key to key. */
function kindOf(result: string): string {
  const [headline] = result.split('\n');
  return headline.replace(/ · .*|\d+:\d+:\d+( [AP]M)?/, ' …').replace(/^\d{4} …/, 'Applied …');
}

/** Waits until something holds. Fails after a time in milliseconds, and says what was wrong. */
export async function until(
  holds: () => Promise<boolean> | boolean,
  limit: number,
  what: () => Promise<string> | string
): Promise<void> {
  try {
    await expect.poll(holds, { timeout: limit }).toBe(true);
  } catch (error) {
    if (await holds()) {
      return;
    }
    throw new Error(await what(), { cause: error });
  }
}

/** Waits until something holds, but only for some milliseconds. */
async function briefly(holds: () => Promise<boolean>, limit: number): Promise<void> {
  await expect
    .poll(holds, { timeout: limit })
    .toBe(true)
    .catch(() => undefined);
}

async function isUsable(control: Locator): Promise<boolean> {
  const [first] = await control.all();
  return (
    first !== undefined && (await first.isVisible()) && (await first.isEnabled({ timeout: 1_000 }).catch(() => false))
  );
}

/** Reads from a page. Null if the page is left meanwhile. */
async function whileLoading<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (/Execution context was destroyed|frame was detached|Frame was detached|navigat/i.test(String(error))) {
      return null;
    }
    throw error;
  }
}

function serversIn(rows: readonly string[][]): ShownServer[] {
  return rows.map(([name = '', activation = '', key = '']) => ({ name: firstLine(name), activation, key }));
}

function firstLine(text = ''): string {
  return text.split('\n')[0].trim();
}
