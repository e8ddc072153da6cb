import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { CommonModule } from '@angular/common';
import { Component } from '@angular/core';
import { ComponentFixture } from '@angular/core/testing';
import { SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { answered, failed, reportWithoutKey, serversNamed } from '../cluster/testing/fake-cluster-connection';
import { reportOf } from '../domain/testing/report-fixture';
import { ServerStatus, statusOf } from '../domain/servers/status';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { FirstRunHarness } from './testing/first-run-harness';
import { FirstRunComponent } from './first-run.component';

const [one, two] = serversNamed('node01', 'node02');
const ready = statusOf(one, answered(reportWithoutKey()));
const down = statusOf({ ...two, state: 'down' }, failed('unreachable'));
const denied = statusOf(two, failed('denied'));

@Component({
  standalone: true,
  imports: [CommonModule, FirstRunComponent, SmeUxModule],
  template: `
    <sme-ux>
      <avma-first-run *ngIf="isShown" [statuses]="statuses" (setUp)="setUps = setUps + 1">
        <p class="given">What one may ask</p>
      </avma-first-run>
    </sme-ux>
  `
})
class HostComponent {
  isShown = true;
  statuses: readonly ServerStatus[] = [ready, down];
  setUps = 0;
}

describe('First run', () => {
  let fixture: ComponentFixture<HostComponent>;
  let host: HostComponent;
  let firstRun: FirstRunHarness;

  beforeEach(async () => {
    fixture = createForSpecs(HostComponent);
    host = fixture.componentInstance;
    firstRun = await TestbedHarnessEnvironment.loader(fixture).getHarness(FirstRunHarness);
  });

  afterEach(() => {
    // The SDK's tooltips need their host to outlive them, as on a page.
    host.isShown = false;
    fixture.detectChanges();
  });

  it('shows answers that it can’t read, grouped if they’re the same', async () => {
    const said = (name: string, changes: Record<string, unknown>) =>
      statusOf(serversNamed(name)[0], answered(reportOf(changes)));
    host.statuses = [
      said('node01', { activation: 'Bonjour' }),
      said('node02', { activation: 'Bonjour' }),
      said('node03', { licensing: null }),
      said('node04', { activationError: 'Aucune clé', licensing: null }),
      ready
    ];
    fixture.detectChanges();
    expect(await firstRun.unread()).toEqual([
      'We couldn’t read the answer from node01 and node02. Windows’ own license data shows no activation key there.',
      'Bonjour',
      'We couldn’t read the answer from node03, and there’s no other sign of an activation key.',
      'We couldn’t read the answer from node04, and there’s no other sign of an activation key.',
      'Aucune clé'
    ]);
  });

  it('shows the requirements, with what each server reports', async () => {
    expect(await firstRun.requirements()).toEqual([
      'Not met: All servers online node02: Server is down. Bring it online, and then refresh.',
      'Unknown: Administrator access to every server',
      'Unknown: Azure Local (Azure Stack HCI), version 20H2 with the April 14, 2021 update, or later ' +
        'node01: Microsoft Azure Stack HCI',
      'Unknown: The activation module (ServerAVMAManager), included in that update ' +
        'node01: Version 1.1.0.0 is installed',
      'To do: A Windows Server Datacenter key, version 2019 or later, for each server ' + 'node01: No activation key',
      'Unknown: Windows Admin Center, version 2103 or later Unknown'
    ]);
  });

  it('says how many servers are ready, if not all are', async () => {
    expect(await firstRun.someReady()).toBe('1 of 2 servers are ready for a key. The list shows what the others need.');
    host.statuses = [ready];
    expect(await firstRun.someReady()).toBeNull();
  });

  it('has a picture of servers and their VMs, with a text alternative', () => {
    const picture = (fixture.nativeElement as HTMLElement).querySelector('svg[role=img]');
    expect(picture?.getAttribute('aria-label')).toContain('Each key activates all VMs on its server');
  });

  it('has room for the questions to answer before setup', () => {
    const page = fixture.nativeElement as HTMLElement;
    expect(page.querySelector('avma-first-run .given')?.textContent).toBe('What one may ask');
  });

  it('leads to where keys are entered', async () => {
    expect(await firstRun.canSetUp()).toBeTrue();
    await firstRun.setUp();
    expect(host.setUps).toBe(1);
  });

  it('leads nowhere while no server can take a key', async () => {
    host.statuses = [down, denied];
    expect(await firstRun.canSetUp()).toBeFalse();
    await firstRun.setUp();
    expect(host.setUps).toBe(0);
  });
});
