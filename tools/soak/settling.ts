import { Lab } from '../../lab/lab';
import { machinesAstray, serversAstray } from './agreement';
import { Desk, until } from './desk';
import { removeLeftCertificates } from './left-certificates';

/** In milliseconds: once nothing is wrong anymore, no page waits for longer than this. */
const longestAfterFaults = 420_000;

/** In milliseconds: how long a page that has read everything may take to show it. */
const drawnWithin = 20_000;

/** How often an admin signs in, or refreshes, until everything is read. */
const mostTries = 4;

/** In milliseconds: longer than the gateway keeps a session. */
const longerThanSessions = 3_600_000;

/** What happens once all faults are taken back: everything comes to rest, and is compared. */
export class Settling {
  constructor(
    private readonly lab: Lab,
    private readonly serverLines: string[]
  ) {}

  /** Waits until a page has finished what it does. */
  async quiet(desk: Desk): Promise<void> {
    await desk.ready();
    let waits: readonly string[] = [];
    await until(
      async () => {
        await desk.answerCredentials();
        waits = (await desk.state())?.waits ?? ['it loads'];
        return waits.length === 0;
      },
      longestAfterFaults,
      () => `The page of ${desk.name} still waits although nothing is wrong anymore: ${waits.join(', ')}.`
    );
  }

  /** Lets a page read everything again, and compares it with the servers and their virtual machines. */
  async compare(desk: Desk): Promise<void> {
    await desk.openTab('Servers');
    await desk.tap(desk.activation.frame.getByRole('button', { name: 'Clear filters' }));
    await this.readAgain(desk);
    await this.agree(desk, false);
    await desk.openTab('Virtual machines');
    await this.quiet(desk);
    await desk.tap(desk.activation.machines.search, field => field.fill(''));
    await desk.tap(desk.activation.machines.action('Refresh'));
    await this.agreeOnMachines(desk);
    await desk.openTab('Servers');
  }

  /**
   * Compares a page that was just opened, in detail, and checks that nothing is left behind. Returns how many
   * certificates its admin had to remove.
   */
  async atTheEnd(fresh: Desk): Promise<number> {
    await this.quiet(fresh);
    await this.agree(fresh, true);
    const certificates = await removeLeftCertificates(fresh, this.lab);
    await fresh.openTab('Virtual machines');
    await this.agreeOnMachines(fresh);
    const logged = fresh.faultsLogged();
    if (logged.length > 0) {
      throw new Error(logged.join('\n'));
    }
    await fresh.page.goto('about:blank');
    await this.nothingLeft();
    return certificates;
  }

  /** Searches everything for the keys that were typed. Then forgets what was searched. */
  async searchForKeys(desks: readonly Desk[]): Promise<void> {
    for (const desk of desks) {
      await desk.closePane();
      const leaks = await desk.secrets.leaks();
      if (leaks.length > 0) {
        throw new Error(`Keys were found where they must not be: ${leaks.join('; ')}`);
      }
    }
    desks.forEach(({ secrets }) => secrets.forgetHeard());
    this.serverLines.length = 0;
    this.lab.clearAudit();
  }

  /** The gateway keeps no session after its time. */
  private async nothingLeft(): Promise<void> {
    this.lab.advanceClock(longerThanSessions);
    await until(
      () => this.lab.state().gateway.openSessions === 0,
      drawnWithin,
      () => `The gateway still has ${this.lab.state().gateway.openSessions} sessions that pages use.`
    );
  }

  private async readAgain(desk: Desk): Promise<void> {
    desk.answersWith = 'right for all';
    for (let tries = 0; tries < mostTries; tries += 1) {
      const { activation } = desk;
      const isRefreshed =
        (await desk.tap(activation.action('Refresh'))) ||
        (await desk.tap(activation.firstRun.getByRole('button', { name: 'Refresh' }))) ||
        (await desk.tap(activation.frame.getByRole('button', { name: 'Retry', exact: true })));
      await this.quiet(desk);
      const isDenied = await desk.tap(activation.signIn);
      if (isDenied) {
        await activation.credentials.root.waitFor();
        await desk.answerCredentials();
        await this.quiet(desk);
      }
      if (isRefreshed && !(await activation.signIn.isVisible())) {
        return;
      }
    }
    throw new Error(`The page of ${desk.name} can't be refreshed although nothing is wrong anymore.`);
  }

  private async agreeOnMachines(desk: Desk): Promise<void> {
    await this.quiet(desk);
    const actual = this.lab.state().guests.first;
    let astray: string[] = [];
    await until(
      async () => (astray = machinesAstray(await desk.machines(), actual)).length === 0,
      drawnWithin,
      () => `${desk.name}, after everything was taken back:\n${astray.join('\n')}`
    );
  }

  private async agree(desk: Desk, isFresh: boolean): Promise<void> {
    let astray: string[] = [];
    await until(
      async () => {
        const shown = await desk.shown();
        astray = shown ? serversAstray(shown, this.lab.state().servers, { isFresh }) : ['The page is loading.'];
        return astray.length === 0;
      },
      drawnWithin,
      () => `${desk.name}, after everything was taken back:\n${astray.join('\n')}`
    );
  }
}
