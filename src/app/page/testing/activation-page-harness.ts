import { ComponentHarness } from '@angular/cdk/testing';
import { HelpPaneHarness } from '../../help/testing/help-pane-harness';
import { PowerShellPaneHarness } from '../../help/testing/power-shell-pane-harness';
import { KeysPaneHarness } from '../../keys/testing/keys-pane-harness';
import { AlertsHarness } from '../../servers/testing/alerts-harness';
import { FirstRunHarness } from '../../servers/testing/first-run-harness';
import { ServerDetailsHarness } from '../../servers/testing/server-details-harness';
import { ServersTableHarness } from '../../servers/testing/servers-table-harness';
import { TabsHarness } from './tabs-harness';
import { VirtualMachinesHarness } from '../../virtual-machines/testing/virtual-machines-harness';

/** Harness for the page. Parts that aren't visible are null. */
export class ActivationPageHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-activation-page';

  readonly firstRun = this.locatorForOptional(FirstRunHarness);
  readonly tabs = this.locatorFor(TabsHarness);
  readonly machines = this.locatorForOptional(VirtualMachinesHarness);
  readonly table = this.locatorForOptional(ServersTableHarness);
  readonly pane = this.locatorForOptional(KeysPaneHarness);
  readonly help = this.locatorForOptional(HelpPaneHarness);
  readonly commands = this.locatorForOptional(PowerShellPaneHarness);

  private readonly alert = this.locatorForOptional('.failed');
  private readonly progress = this.locatorForOptional('.summary button');
  private readonly section = this.locatorFor('h2[tabindex="-1"]');

  /** The summary. */
  async summary(): Promise<string> {
    return (await this.locatorFor('.summary p')()).text();
  }

  /** Whether the summary has the page's only progress indicator. */
  async isWaiting(): Promise<boolean> {
    return (await this.locatorForOptional('.summary avma-state-icon')()) !== null;
  }

  /** Whether the page says that keys are being applied, and leads to them. */
  async hasProgress(): Promise<boolean> {
    return (await this.progress()) !== null;
  }

  async showProgress(): Promise<void> {
    await (await this.progress())?.click();
  }

  /** Why the cluster couldn't be read; null if it could. */
  async alertText(): Promise<string | null> {
    const text = await (await this.alert())?.text({ exclude: 'avma-state-icon, button' });
    return text?.replace(/\s+/g, ' ') ?? null;
  }

  /** The alerts. */
  async alerts(): Promise<AlertsHarness> {
    return this.locatorFor(AlertsHarness)();
  }

  /** The details of the selected servers. */
  async details(): Promise<ServerDetailsHarness> {
    return this.locatorFor(ServerDetailsHarness)();
  }

  /** Opens the questions and answers. */
  async openHelp(): Promise<void> {
    await (await this.locatorFor('.header button')()).click();
  }

  async retry(): Promise<void> {
    await (await this.locatorFor('.failed button')()).click();
  }

  /** Whether the focus is at the start of the page's section. */
  async isSectionFocused(): Promise<boolean> {
    return (await this.section()).isFocused();
  }
}
