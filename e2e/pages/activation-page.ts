import { FrameLocator, Locator, Page, expect } from '@playwright/test';
import { Lab } from '../../lab/lab';
import { accessibilityFaults, Look } from '../guards/accessibility';
import { Secrets } from '../guards/secrets';
import { CredentialsDialog } from './credentials-dialog';
import { HelpPane } from './help-pane';
import { KeysPane } from './keys-pane';
import { MachinesTab } from './machines-tab';
import { PowerShellPane } from './power-shell-pane';

/** How the page is opened. */
export interface Opening {
  scenario: string;
  /** Which gateway it is; a new one, with the stream, where nothing is said. */
  gateway?: { apiVersion?: '1.0.0' | '2.0.0'; stream?: boolean };
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
  async open({ scenario, gateway = {} }: Opening): Promise<void> {
    await this.lab.setScenario(scenario);
    this.lab.configureGateway(gateway);
    await this.openAsItIs();
  }

  /** Opens the page on what the lab plays. */
  async openAsItIs(): Promise<void> {
    this.lab.clearAudit();
    await this.page.goto(`${this.lab.address}?panel=off`);
    await expect(this.heading).toBeVisible();
  }

  get heading(): Locator {
    return this.frame.getByRole('heading', { name: 'Activate Windows Server VMs' });
  }

  get section(): Locator {
    return this.frame.getByRole('heading', { name: 'Automatically activate VMs' });
  }

  /** How the cluster stands, in one sentence. */
  get summary(): Locator {
    return this.frame.locator('.summary');
  }

  get setUp(): Locator {
    return this.frame.getByRole('button', { name: 'Set up' });
  }

  /** What stands in the table's place until the first key is applied. */
  get firstRun(): Locator {
    return this.frame.locator('avma-first-run');
  }

  /** What is required, each with how the servers stand to it. */
  get requirements(): Locator {
    return this.firstRun.locator('avma-check-list li');
  }

  /** What needs attention, worst first. */
  get alerts(): Locator {
    return this.frame.getByRole('list', { name: 'What needs attention' }).getByRole('listitem');
  }

  /** The alert of that title. */
  alert(title: string): Locator {
    return this.alerts.filter({ has: this.frame.locator('strong').getByText(title, { exact: true }) });
  }

  /** What is known of a selected server. */
  details(server: string): Locator {
    return this.frame.locator('avma-server-details section > avma-expander').filter({ hasText: server });
  }

  get signIn(): Locator {
    return this.frame.getByRole('button', { name: 'Sign in' });
  }

  action(name: 'Manage activation keys' | 'Refresh' | 'Export' | 'View PowerShell'): Locator {
    return this.frame.getByRole('menuitem', { name });
  }

  /** Asks all servers again, and waits until all have answered: what is known stays shown meanwhile. */
  async refresh(): Promise<void> {
    const asked = this.lab.audit().length;
    await this.action('Refresh').click();
    // Only once something was asked does the button tell whether all has been answered.
    await expect.poll(() => this.lab.audit().length).toBeGreaterThan(asked);
    await expect(this.action('Refresh')).toBeEnabled();
  }

  /** A server's row in the table. */
  row(server: string): Locator {
    return this.frame.getByRole('row').filter({ hasText: server });
  }

  /** The table has for each server the key that it has; each may take so long to be shown, in milliseconds. */
  async expectServersAsTheyAre(timeout?: number): Promise<void> {
    for (const { name, lastFive } of this.lab.state().servers) {
      await expect(this.row(name)).toContainText(lastFive ?? 'No activation key', { timeout });
    }
  }

  /** The end of the page: whose extension it is, and how to report a problem. */
  get footer(): Locator {
    return this.frame.getByRole('contentinfo');
  }

  /** The shell's notifications, which are outside the extension and outlive it. */
  get notification(): Locator {
    return this.page.locator('#notifications');
  }

  /** Goes to another of Cluster Manager's pages: the extension stays in its frame, and shows nothing. */
  async leave(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Tools' }).getByText('Dashboard').click();
    await expect(this.heading).toBeHidden();
  }

  /** Comes back from there. */
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

  /** What is on the clipboard; a test has to be granted that. */
  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Changes the shell's theme, and the page's with it. */
  async setTheme(theme: 'light' | 'dark'): Promise<void> {
    // The panel that has it is hidden, so that it is in no picture.
    await this.page.locator('#theme').selectOption(theme, { force: true });
  }

  /** Lets axe look at the screen as it is now, and, since only colors change with it, at those in the dark theme. */
  async expectAccessible(look: Pick<Look, 'shell'> = {}): Promise<void> {
    // A button that the mouse rests on is on its way from one colour to another.
    await this.page.mouse.move(0, 0);
    expect(await accessibilityFaults(this.page, look), 'faults that axe finds').toEqual([]);
    await this.setTheme('dark');
    const inTheDark = await accessibilityFaults(this.page, { ...look, onlyColors: true });
    expect(inTheDark, 'faults in the dark theme').toEqual([]);
    await this.setTheme('light');
  }

  /** What was typed is gone with the pane; only then can a test tell that it is nowhere else. */
  async closePaneIfOpen(): Promise<void> {
    if (await this.keys.root.isVisible()) {
      await this.keys.close();
    }
  }
}
