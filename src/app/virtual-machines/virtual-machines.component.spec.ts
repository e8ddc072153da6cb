import { noAnswers } from '../cluster/per-server';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, ChangeDetectorRef, Component } from '@angular/core';
import { ComponentFixture } from '@angular/core/testing';
import { SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import {
  answered,
  failed,
  machinesReport,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { Outcome } from '../domain/answers/failure';
import { ServerStatus, statusOf } from '../domain/servers/status';
import { VirtualMachinesReport } from '../domain/guests/virtual-machine';
import { guestRow, machineRow } from '../domain/testing/virtual-machine-fixture';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { VirtualMachineRow } from './virtual-machine-row';
import { VirtualMachinesState } from './virtual-machines-state';
import { VirtualMachinesHarness } from './testing/virtual-machines-harness';
import { VirtualMachinesView, VirtualMachinesComponent, noVirtualMachineChoices } from './virtual-machines.component';

const [one, two] = serversNamed('node01', 'node02');
const with2022 = statusOf(one, answered(reportWithKey('6789N', '2022')));
const with2019 = statusOf(two, answered(reportWithKey('6789N', '2019')));
const keyless = statusOf(two, answered(reportWithoutKey()));
const linux = { ...machineRow, id: 'B', name: 'penguin', guest: { OSName: 'Ubuntu' } };
const fixed = {
  ...machineRow,
  id: 'C',
  name: 'db01',
  clustered: false,
  guest: guestRow('17763', 7, 'Windows Server 2019 Standard')
};

@Component({
  standalone: true,
  imports: [CommonModule, SmeUxModule, VirtualMachinesComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <sme-ux>
      <div *ngIf="isShown" style="display: flex; flex-direction: column; block-size: 900px; inline-size: 1300px">
        <avma-virtual-machines
          [view]="view"
          [(choices)]="choices"
          (retried)="retried.push($event.name)"
          (refresh)="refreshes = refreshes + 1"
          (exported)="exported = $event"
        ></avma-virtual-machines>
      </div>
    </sme-ux>
  `
})
class HostComponent {
  isShown = true;
  view: VirtualMachinesView = { statuses: [], guests: noAnswers };
  choices = noVirtualMachineChoices;
  readonly retried: string[] = [];
  refreshes = 0;
  exported: readonly VirtualMachineRow[] = [];

  constructor(private readonly changes: ChangeDetectorRef) {}

  change(change: Partial<Pick<HostComponent, 'isShown' | 'view'>>): void {
    Object.assign(this, change);
    this.changes.markForCheck();
  }
}

describe('The virtual machines tab', () => {
  let fixture: ComponentFixture<HostComponent>;
  let host: HostComponent;
  let tab: VirtualMachinesHarness;

  beforeEach(async () => {
    fixture = createForSpecs(HostComponent);
    host = fixture.componentInstance;
    tab = await TestbedHarnessEnvironment.loader(fixture).getHarness(VirtualMachinesHarness);
  });

  afterEach(() => {
    // The SDK's tooltips must be destroyed before their host, as on a page.
    host.change({ isShown: false });
    fixture.detectChanges();
  });

  function show(
    statuses: readonly ServerStatus[],
    outcomes: Record<string, Outcome<VirtualMachinesReport>>,
    asked: readonly string[] = []
  ): void {
    const readings = Object.entries(outcomes).map(
      ([id, outcome]) => [id, { ...outcome, at: Date.UTC(2026, 0, 2) }] as const
    );
    const guests: VirtualMachinesState = { ...noAnswers, readings: new Map(readings), pending: new Set(asked) };
    host.change({ view: { statuses, guests } });
  }

  function machines(rows: readonly object[], said = {}): Outcome<VirtualMachinesReport> {
    return answered(machinesReport(rows, said));
  }

  /** The names of the table's rows. */
  async function names(): Promise<string[]> {
    return (await (await tab.table()).rows()).map(([name]) => name);
  }

  it('shows each machine with its guest and its coverage, or why coverage doesn’t apply', async () => {
    show([with2022, with2019], { node01: machines([machineRow, linux]), node02: machines([fixed]) });
    expect(await (await tab.table()).rows()).toEqual([
      ['vm01', 'node01', 'Windows Server 2022', 'Datacenter', 'Running', 'On', 'Can be activated here; not on node02'],
      ['penguin', 'node01', 'Ubuntu', '–', 'Running', 'On', 'Does not apply It does not run Windows.'],
      ['db01', 'node02', 'Windows Server 2019', 'Standard', 'Running', 'On', 'Can be activated']
    ]);
    expect(await tab.summary()).toBe('Of 3 virtual machines, 1 can be activated wherever they may run.');
  });

  it('shows how many servers have listed their machines while others are being read', async () => {
    show([with2022, with2019], { node01: machines([machineRow]) }, ['node02']);
    expect(await tab.summary()).toBe('1 of 2 servers have listed their virtual machines…');
    expect(await (await tab.table()).isEnabled('Refresh')).toBeFalse();
    expect(await names()).toEqual(['vm01']);
  });

  it('claims nothing about servers that are still being checked', async () => {
    const checking = statusOf(two, { kind: 'checking' });
    show([with2022, checking], { node01: machines([machineRow]), node02: machines([fixed]) });
    expect(await tab.summary()).toBe('1 of 2 servers have told what they can activate…');
    expect((await (await tab.table()).rows()).map(row => row[6])).toEqual([
      'Can be activated here; not known for node02',
      'Not known The server is still being checked.'
    ]);
  });

  it('says that there are no machines, but only if all servers could be read', async () => {
    show([with2022], { node01: machines([]) });
    expect(await tab.summary()).toBe('There are no virtual machines on these servers.');
    show([with2022], { node01: { kind: 'failure', failure: { reason: 'timedOut', message: '' } } });
    expect(await tab.summary()).toBe('');
    expect(await tab.failures()).toEqual([
      'The virtual machines of node01 could not be read. The server did not answer in time.'
    ]);
  });

  it('says what couldn’t be read, and shows the rest', async () => {
    show([with2022], { node01: machines([machineRow], { clusterError: 'No cluster service.' }) });
    expect(await tab.failures()).toEqual([
      'Of the virtual machines of node01, something could not be read. No cluster service.'
    ]);
    expect(await names()).toEqual(['vm01']);
  });

  it('searches names, servers, and systems, and filters by coverage and by server', async () => {
    show([with2022, keyless], { node01: machines([machineRow, linux]), node02: machines([fixed]) });
    await tab.search('server 2022 VM');
    expect(await names()).toEqual(['vm01']);
    await tab.search('');
    expect(await tab.choices('Activation')).toEqual([
      'All (3)',
      'Can’t be activated (1)',
      'Can be activated here (1)',
      'Depends on your license (0)',
      'Not known (0)',
      'Can be activated (0)',
      'Does not apply (1)'
    ]);
    await tab.choose('Activation', 'Can’t be activated (1)');
    expect(await names()).toEqual(['db01']);
    await tab.choose('Server', 'node01');
    expect(await names()).toEqual([]);
    await tab.choose('Activation', 'All (3)');
    expect(await names()).toEqual(['vm01', 'penguin']);
    await (await tab.table()).press('Export');
    expect(host.exported.map(({ name }) => name)).toEqual(['vm01', 'penguin']);
  });

  it('shows how it would be with other keys, and says so', async () => {
    show([with2022, keyless], { node01: machines([machineRow]), node02: machines([fixed]) });
    await tab.choose('What if', 'Windows Server 2022 keys everywhere');
    expect(await tab.summary()).toBe(
      'Of 2 virtual machines, 2 can be activated wherever they may run. This is how it would be, and not how it is.'
    );
    expect(await (await tab.table()).isEnabled('Export')).toBeFalse();
    expect(await tab.choices('What if')).toEqual([
      'Keys as they are',
      'Windows Server 2022 keys everywhere',
      'Windows Server 2025 keys everywhere',
      'Windows Server subscription everywhere'
    ]);
    await (await tab.table()).select('db01');
    expect((await tab.steps())[0]).toBe('To do Apply an activation key to node02: see Servers.');
    await tab.choose('What if', 'Windows Server subscription everywhere');
    expect(await tab.summary()).toContain('2 can be activated');
    await tab.choose('What if', 'Keys as they are');
    expect(await tab.summary()).not.toContain('would be');
  });

  it('keeps hidden machines selected during a search, and all choices while another tab is open', async () => {
    show([with2022], { node01: machines([machineRow, linux]) });
    await (await tab.table()).select('vm01');
    await tab.search('penguin');
    await (await tab.table()).select('penguin');
    expect(await tab.detailsText()).toContain('vm01: ');
    expect(host.choices.search.words).toBe('penguin');
    expect([...host.choices.selected].sort()).toEqual([machineRow.id, 'B'].sort());
  });

  it('names unknown servers separately from those that can’t activate', async () => {
    const silent = statusOf(two, failed('unreachable'));
    show([with2022, silent], { node01: machines([machineRow]), node02: failed('unreachable') });
    expect((await (await tab.table()).rows())[0][6]).toBe('Can be activated here; not known for node02');
    expect(await tab.summary()).toBe(
      'Of 1 virtual machines that could be read, 0 can be activated wherever they may run.'
    );
    await tab.retry();
    expect(host.retried).toEqual(['node02']);
  });

  it('says that Azure Edition depends on the license, and where a license doesn’t help', async () => {
    const guest = guestRow('20348', 407, 'Windows Server 2022 Datacenter: Azure Edition');
    show([with2022, keyless], { node01: machines([{ ...machineRow, guest }]), node02: machines([]) });
    expect((await (await tab.table()).rows())[0][6]).toContain('Depends on your license; not on node02');
  });

  it('asks for a refresh', async () => {
    show([with2022], { node01: machines([machineRow]) });
    await (await tab.table()).press('Refresh');
    expect(host.refreshes).toBe(1);
  });

  it('says first to find out why a server’s key isn’t activated', async () => {
    const notActive = statusOf(one, answered(reportWithKey('6789N', '2022', 5)));
    show([notActive], { node01: machines([machineRow]) });
    await (await tab.table()).select('vm01');
    expect((await tab.steps())[0]).toBe('To do Find out why the key of node01 is not activated: see Servers.');
  });

  describe('with a selected machine', () => {
    const event = { time: '2026-01-02T03:04:05Z', provider: 'SPP', level: 4, message: 'vm01 was activated.' };

    it('shows its facts, the steps in order, and the commands for its guest', async () => {
      const reported = { LicenseStatus: 'Licensed' };
      show([with2022, with2019], {
        node01: machines([{ ...machineRow, reported }], { events: JSON.stringify([event]) })
      });
      await (await tab.table()).select('vm01');
      expect(await tab.details()).toEqual(
        jasmine.objectContaining({
          'Activation by this cluster': 'Can be activated here; not on node02',
          Elsewhere: 'node02: It runs a newer version of Windows Server than the server’s key is for.',
          'Operating system': 'Windows Server 2022',
          Edition: 'Datacenter',
          'Name in the guest': 'vm01.contoso.com'
        })
      );
      expect((await tab.details())['Guest reported']).toMatch(/^LicenseStatus: Licensed\s+Read at .*out of date\.$/);
      expect(await tab.steps()).toEqual([
        'Done node01 has what it takes to activate virtual machines.',
        'Done It covers this version of Windows Server.',
        'Done A host can activate this edition.',
        'Done Data Exchange is on.',
        'To check Install the key of its edition in the guest. It is public, the same for all, and uses up nothing.',
        'To check Restart the guest, or run this in it:'
      ]);
      const texts = await Promise.all((await tab.copyable()).map(one => one.text()));
      expect(texts).toEqual(['slmgr /ipk W3GNR-8DDXR-2TFRP-H8P33-DV9BG', 'slmgr /ato']);
      expect(await tab.detailsText()).toContain('Recent events of node01');
      expect(await tab.detailsText()).toContain(', SPP: vm01 was activated.');
    });

    it('says what to do', async () => {
      const off = { ...machineRow, dataExchange: 3, guest: null };
      show([keyless], { node02: machines([off], { events: null, eventsError: 'No log.' }) });
      await (await tab.table()).select('vm01');
      expect((await tab.steps()).filter(step => step.startsWith('To do'))).toEqual([
        'To do Apply an activation key to node02: see Servers.',
        'To do Turn on Data Exchange among the integration services of the virtual machine.'
      ]);
      expect(await tab.detailsText()).toContain('Which one that is, the system in the guest has to tell.');
      expect(await tab.detailsText()).toContain('No log.');
    });

    it('shows no steps if activation by a host doesn’t apply', async () => {
      show([with2022], { node01: machines([linux]) });
      await (await tab.table()).select('penguin');
      expect(await tab.steps()).toEqual([]);
      expect(await tab.detailsText()).toContain('No event of the last 30 days');
    });
  });

  it('shows one script for several selected machines, without those with unknown keys', async () => {
    show([with2022, with2019], { node01: machines([machineRow, linux]), node02: machines([fixed]) });
    const table = await tab.table();
    await table.select('vm01');
    await table.select('penguin');
    await table.select('db01');
    expect(await tab.detailsText()).toContain('Left out are 1:');
    const script = (await tab.copyable()).slice(-1)[0];
    expect(await script.text()).toContain('W3GNR-8DDXR-2TFRP-H8P33-DV9BG');
    expect(await script.text()).toContain('TNK62-RXVTB-4P47B-2D623-4GF74');
    expect(await script.text()).not.toContain('penguin');
    expect(await script.buttonLabel()).toBeNull();
  });
});
