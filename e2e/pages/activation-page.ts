import { FrameLocator, Locator, Page, expect } from '@playwright/test';
import { Lab } from '../../lab/lab';
import { accessibilityFaults, Look } from '../guards/accessibility';
import { Secrets } from '../guards/secrets';
import { CredentialsDialog } from './credentials-dialog';
import { HelpPane } from './help-pane';
import { KeysPane } from './keys-pane';
import { MachinesTab } from './machines-tab';
import { PowerShellPane } from './power-shell-pane';

/** How to open the page. */
export interface Opening {
  scenario: string;
  /** The kind of gateway. By default it's a new one, with the stream. */
  gateway?: { apiVersion?: '1.0.0' | '2.0.0'; stream?: boolean };
  /** The origin to side-load the extension from, in place of the one that the gateway serves. */
  sideLoad?: string;
}

/** Cluster Manager › Settings › Activate Windows Server VMs. */
export class ActivationPage {
  readonly frame: FrameLocator;
  readonly keys: KeysPane;
  readonly machines: MachinesTab;
  readonly help: HelpPane;
  readonly commands: PowerShellPane;
  readonly credentials: CredentialsDialog;

  constructor(
    readonly page: Page,
    private readonly lab: Lab,
    secrets: Secrets
  ) {
    this.frame = page.frameLocator('iframe[title="Activate Windows Server VMs"]');
    this.keys = new KeysPane(this.frame, secrets);
    this.machines = new MachinesTab(this.frame);
    this.help = new HelpPane(this.frame);
    this.commands = new PowerShellPane(this.frame);
    this.credentials = new CredentialsDialog(page);
  }

  /** Plays a scenario and opens the page. */
  async open({ scenario, gateway = {}, sideLoad }: Opening): Promise<void> {
    await this.lab.setScenario(scenario);
    this.lab.configureGateway({ ...gateway, ...(sideLoad && { corsSites: [sideLoad] }) });
    await this.openAsItIs(sideLoad);
  }

  /** Opens the page on the lab's current state. */
  async openAsItIs(sideLoad?: string): Promise<void> {
    this.lab.clearAudit();
    const from = sideLoad ? `&sideload=${encodeURIComponent(sideLoad)}` : '';
    await this.page.goto(`${this.lab.address}?panel=off${from}`);
    await expect(this.heading).toBeVisible();
  }

  /** What shows where the page's parts will be until it has its heading. */
  get starting(): Locator {
    return this.frame.locator('body > .starting');
  }

  get heading(): Locator {
    return this.frame.getByRole('heading', { name: 'Activate Windows Server VMs' });
  }

  get section(): Locator {
    return this.frame.getByRole('heading', { name: 'Automatically activate VMs' });
  }

  /** The sentence about the cluster's status. */
  get summary(): Locator {
    return this.frame.locator('.summary p');
  }

  /** Why the cluster's servers couldn't be listed, with a button to try again. */
  get listFailure(): Locator {
    return this.frame.locator('avma-list-failure .failed');
  }

  get setUp(): Locator {
    return this.frame.getByRole('button', { name: 'Set up' });
  }

  /** Shown in place of the table until the first key is applied. */
  get firstRun(): Locator {
    return this.frame.locator('avma-first-run');
  }

  /** The requirements, each with the servers' status. */
  get requirements(): Locator {
    return this.firstRun.locator('avma-check-list li');
  }

  /** The alerts that are visible, the worst first. */
  get alerts(): Locator {
    return this.frame.locator('avma-alerts').getByRole('listitem');
  }

  /** The button that shows the alerts behind the worst ones. */
  get moreAlerts(): Locator {
    return this.frame.getByRole('button', { name: /^\d+ more issues?$/ });
  }

  /** Shows the alerts behind the worst ones. They stay visible. */
  async showAllAlerts(): Promise<void> {
    const more = this.moreAlerts;
    if ((await more.getAttribute('aria-expanded')) === 'false') {
      await more.click();
    }
  }

  /** The alert with this title. */
  alert(title: string): Locator {
    return this.alerts.filter({ has: this.frame.locator('strong').getByText(title, { exact: true }) });
  }

  /** The details of a selected server. */
  details(server: string): Locator {
    return this.frame.locator('avma-server-details section > avma-expander').filter({ hasText: server });
  }

  get signIn(): Locator {
    return this.frame.getByRole('button', { name: 'Sign in' });
  }

  action(name: 'Manage activation keys' | 'Refresh' | 'Export' | 'View PowerShell'): Locator {
    return this.frame.getByRole('menuitem', { name });
  }

  /** Reads all servers again, and waits until all have answered. The previous answers stay visible meanwhile. */
  async refresh(): Promise<void> {
    const asked = this.lab.audit().length;
    await this.action('Refresh').click();
    // The button shows whether all servers have answered only after something was requested.
    await expect.poll(() => this.lab.audit().length).toBeGreaterThan(asked);
    await expect(this.action('Refresh')).toBeEnabled();
  }

  /** A server's row in the table. */
  row(server: string): Locator {
    return this.frame.getByRole('row').filter({ hasText: server });
  }

  /** All rows of the table. */
  get rows(): Locator {
    return this.frame
      .locator('avma-servers-table')
      .getByRole('row')
      .filter({ has: this.frame.getByRole('gridcell') });
  }

  /** The buttons with the numbers of servers, which show only these. */
  get tiles(): Locator {
    return this.frame.getByRole('group', { name: 'Show servers by state' }).getByRole('button');
  }

  get search(): Locator {
    return this.frame.locator('avma-servers-table').getByRole('searchbox', { name: 'Search' });
  }

  /** What is said above the table. */
  get notes(): Locator {
    return this.frame.locator('avma-servers-table .notes');
  }

  /** Checks that the table shows each server's key. The timeout is for each server, in milliseconds. */
  async expectServersAsTheyAre(timeout?: number): Promise<void> {
    for (const { name, lastFive } of this.lab.state().servers) {
      await expect(this.row(name)).toContainText(lastFive ?? 'No activation key', { timeout });
    }
  }

  /** The footer: whose extension this is, and how to report a problem. */
  get footer(): Locator {
    return this.frame.getByRole('contentinfo');
  }

  /** Opens the report of a problem in the footer, unless it's open. */
  async openReport(): Promise<void> {
    const report = this.footer.locator('details');
    if ((await report.getAttribute('open')) === null) {
      await report.locator('summary').click();
    }
    await expect(report).toHaveAttribute('open');
  }

  /** The shell's notifications. They are outside the extension and outlive it. */
  get notification(): Locator {
    return this.page.locator('#notifications');
  }

  /** Goes to another page of Cluster Manager. The extension stays in its frame and shows nothing. */
  async leave(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Tools' }).getByText('Dashboard').click();
    await expect(this.heading).toBeHidden();
  }

  /** Returns to the extension. */
  async comeBack(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Tools' }).getByText('Settings').click();
    await expect(this.heading).toBeVisible();
  }

  /** Opens the pane for all servers. */
  async openSetUp(): Promise<void> {
    await this.setUp.click();
    await expect(this.keys.root).toBeVisible();
  }

  /** Opens the pane of questions and answers. */
  async openHelp(): Promise<void> {
    await this.frame.getByRole('button', { name: 'Questions and answers' }).click();
    await expect(this.help.root).toBeVisible();
  }

  /** The text on the clipboard. The test needs permission to read it. */
  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Changes the theme of the shell, and with it the page's. */
  async setTheme(theme: 'light' | 'dark'): Promise<void> {
    // eslint-disable-next-line playwright/no-force-option -- The field's panel is hidden, to keep it out of pictures.
    await this.page.locator('#theme').selectOption(theme, { force: true });
  }

  /**
   * Runs axe on the current screen, and again for the colors in the dark theme. Nothing else changes with the theme.
   */
  async expectAccessible(look: Pick<Look, 'shell'> = {}): Promise<void> {
    // A button under the mouse is changing its color.
    await this.page.mouse.move(0, 0);
    expect(await accessibilityFaults(this.page, look), 'faults that axe finds').toEqual([]);
    await this.setTheme('dark');
    const inTheDark = await accessibilityFaults(this.page, { ...look, onlyColors: true });
    expect(inTheDark, 'faults in the dark theme').toEqual([]);
    await this.setTheme('light');
  }

  /** Closes the pane, which clears what was typed. Only then can a test check that it isn't anywhere else. */
  async closePaneIfOpen(): Promise<void> {
    if (await this.keys.root.isVisible()) {
      await this.keys.close();
    }
  }
}
