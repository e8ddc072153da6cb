import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { CommonModule } from '@angular/common';
import { Component } from '@angular/core';
import { ComponentFixture } from '@angular/core/testing';
import { SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { answered, failed, reportWithKey, serversNamed } from '../cluster/testing/fake-cluster-connection';
import { reportOf } from '../domain/testing/report-fixture';
import { ServerStatus, statusOf } from '../domain/servers/status';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { PowerShellPaneHarness } from './testing/power-shell-pane-harness';
import { PowerShellPaneComponent } from './power-shell-pane.component';

const [one, two, three] = serversNamed('node01', 'node02', 'node03');
const withKey = statusOf(one, answered(reportWithKey()));
const another = statusOf(two, answered(reportWithKey()));
const down = statusOf({ ...two, state: 'down' }, failed('unreachable'));
const windowsServer = statusOf(
  three,
  answered(reportOf({ moduleSource: null, osSku: 8, osCaption: 'Microsoft Windows Server 2022' }))
);

@Component({
  standalone: true,
  imports: [CommonModule, PowerShellPaneComponent, SmeUxModule],
  template: `
    <sme-ux>
      <avma-power-shell-pane
        *ngIf="isOpen"
        [statuses]="statuses"
        (closed)="closings = closings + 1"
      ></avma-power-shell-pane>
    </sme-ux>
  `
})
class HostComponent {
  isOpen = true;
  statuses: readonly ServerStatus[] = [withKey, another];
  closings = 0;
}

describe('The PowerShell pane', () => {
  let fixture: ComponentFixture<HostComponent>;
  let pane: PowerShellPaneHarness;

  beforeEach(() => {
    fixture = createForSpecs(HostComponent);
  });

  afterEach(() => {
    // The SDK's tooltips need their host to outlive them, as on a page.
    fixture.componentInstance.isOpen = false;
    fixture.detectChanges();
  });

  async function open(...statuses: ServerStatus[]): Promise<void> {
    fixture.componentInstance.statuses = statuses;
    pane = await TestbedHarnessEnvironment.loader(fixture).getHarness(PowerShellPaneHarness);
  }

  it('has the commands for one server and for all, and says that all are named', async () => {
    await open(withKey, another);
    expect(await pane.title()).toBe('View PowerShell');
    expect(await pane.blockTitles()).toEqual(['On one server', 'Check all servers', 'Apply a key to each server']);
    const [, status, keys] = await pane.blocks();
    expect(await status.text()).toContain("'node02.contoso.com'");
    expect(await keys.text()).toContain("'node02.contoso.com' = '<product key>'");
    expect(await pane.text()).toContain('The commands below include all 2 servers in this cluster.');
    expect(await pane.leftOut()).toEqual([]);
  });

  it('says what happens to a key in a console', async () => {
    await open(withKey);
    expect(await pane.text()).toContain(
      'PowerShell’s history might keep what you type into a console, including keys.'
    );
    expect(await pane.text()).toContain('This page doesn’t write to that history.');
    expect(await pane.text()).toContain('The commands below include the one server in this cluster.');
  });

  it('names the servers that are left out, and why', async () => {
    await open(withKey, down, windowsServer);
    expect(await pane.text()).toContain(
      'include 1 of the 3 servers in this cluster. The commands leave out these servers:'
    );
    expect(await pane.leftOut()).toEqual([
      'node02: Server is down',
      'node03: Not a Windows Server Datacenter host, so it can’t activate VMs'
    ]);
  });

  it('has only the commands for one server if the others can’t run any', async () => {
    await open(down);
    expect(await pane.blockTitles()).toEqual(['On one server']);
    expect(await pane.text()).toContain(
      'The commands below don’t include any server, because none in this cluster can run them right now:'
    );
    expect(await pane.leftOut()).toEqual(['node02: Server is down']);
  });

  it('copies each block separately, and says which', async () => {
    const copied = spyOn(MsftSme, 'copyToClipboard');
    await open(withKey);
    const blocks = await pane.blocks();
    await blocks[1].copy();
    expect(copied.calls.mostRecent().args[0]).toContain('Invoke-Command -ComputerName $servers');
    expect(await Promise.all(blocks.map(block => block.said()))).toEqual(['', 'Copied', '']);
    expect(await Promise.all(blocks.map(block => block.buttonLabel()))).toEqual([
      'Copy: On one server',
      'Copy: Check all servers',
      'Copy: Apply a key to each server'
    ]);
  });

  it('links to more about keys in virtual machines', async () => {
    await open(withKey);
    expect(await pane.linkTarget()).toMatch(/^https:\/\/learn\.microsoft\.com\/windows-server\//);
  });

  it('emits when it’s to be closed', async () => {
    await open(withKey);
    await pane.close();
    expect(fixture.componentInstance.closings).toBe(1);
  });
});
