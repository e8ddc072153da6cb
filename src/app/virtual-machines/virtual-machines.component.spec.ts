import { noAnswers } from '../cluster/per-server';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ComponentFixture } from '@angular/core/testing';
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
import { VirtualMachinesState } from './virtual-machines-state';
import { VirtualMachinesHostComponent } from './testing/virtual-machines-host.component';
import { VirtualMachinesHarness } from './testing/virtual-machines-harness';

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

describe('The virtual machines tab', () => {
  let fixture: ComponentFixture<VirtualMachinesHostComponent>;
  let host: VirtualMachinesHostComponent;
  let tab: VirtualMachinesHarness;

  beforeEach(async () => {
    fixture = createForSpecs(VirtualMachinesHostComponent);
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
      ['vm01', 'node01', 'Windows Server 2022 Datacenter', 'Can be activated here Not on node02.'],
      ['penguin', 'node01', 'Ubuntu', 'Not applicable It doesn’t run Windows.'],
      [
        'db01',
        'node02',
        'Windows Server 2019 Standard',
        'Can be activated It isn’t a clustered role, so the cluster doesn’t move it.'
      ]
    ]);
    expect(await tab.summary()).toBe(
      '2 of 3 VMs can be activated, and 1 of them on every server that they can move to.'
    );
  });

  it('shows how many servers have listed their machines while others are being read', async () => {
    show([with2022, with2019], { node01: machines([machineRow]) }, ['node02']);
    expect(await tab.summary()).toBe('Getting VMs: 1 of 2 servers done…');
    expect(await (await tab.table()).isEnabled('Refresh')).toBeFalse();
    expect(await names()).toEqual(['vm01']);
  });

  it('claims nothing about servers that are still being checked', async () => {
    const checking = statusOf(two, { kind: 'checking' });
    show([with2022, checking], { node01: machines([machineRow]), node02: machines([fixed]) });
    expect(await tab.summary()).toBe('Checking servers: 1 of 2 done…');
    expect((await (await tab.table()).rows()).map(row => row[3])).toEqual([
      'Can be activated here Unknown on node02.',
      'Unknown The server is still being checked.'
    ]);
  });

  it('says that there are no machines, but only if all servers could be read', async () => {
    show([with2022], { node01: machines([]) });
    expect(await tab.summary()).toBe('There are no VMs on these servers.');
    show([with2022], { node01: { kind: 'failure', failure: { reason: 'timedOut', message: '' } } });
    expect(await tab.summary()).toBe('');
    expect(await tab.failures()).toEqual(['Couldn’t get the VMs on node01. The server didn’t answer in time.']);
  });

  it('says what couldn’t be read, and shows the rest', async () => {
    show([with2022], { node01: machines([machineRow], { clusterError: 'No cluster service.' }) });
    expect(await tab.failures()).toEqual(['Couldn’t get all information about the VMs on node01. No cluster service.']);
    expect(await names()).toEqual(['vm01']);
  });

  it('searches names, servers, and systems, and filters by coverage and by server', async () => {
    show([with2022, keyless], { node01: machines([machineRow, linux]), node02: machines([fixed]) });
    await tab.search('server 2022 VM');
    expect(await names()).toEqual(['vm01']);
    await tab.search('');
    expect(await tab.tiles()).toEqual([
      '0 Can be activated everywhere',
      '1 Can be activated on some servers',
      '0 Depends on your license',
      '0 Unknown',
      '1 Can’t be activated',
      '1 Not applicable'
    ]);
    await tab.pressTile('Can’t be activated');
    expect(await names()).toEqual(['db01']);
    await tab.choose('Server', 'node01');
    expect(await names()).toEqual([]);
    expect(await tab.notes()).toBe('Showing 0 of 3 VMs.');
    await tab.pressTile('Can’t be activated');
    expect(await names()).toEqual(['vm01', 'penguin']);
    await (await tab.table()).press('Export');
    expect(host.exported.map(({ name }) => name)).toEqual(['vm01', 'penguin']);
    await tab.press('Clear search');
    expect(document.activeElement?.id).toBe('avma-guests-search');
    expect(await names()).toEqual(['vm01', 'penguin', 'db01']);
  });

  it('filters by a click in the bar, too, and shows all again after a second one', async () => {
    show([with2022, keyless], { node01: machines([machineRow, linux]), node02: machines([fixed]) });
    expect(await tab.parts()).toEqual(['Can be activated on some servers', 'Can’t be activated', 'Not applicable']);
    await tab.pressPart('Not applicable');
    expect(await names()).toEqual(['penguin']);
    await tab.pressPart('Not applicable');
    expect(await names()).toEqual(['vm01', 'penguin', 'db01']);
  });

  it('shows neither rows nor a message for none while the first servers are read', async () => {
    show([with2022, with2019], {}, ['node01', 'node02']);
    expect(await tab.summary()).toBe('Getting VMs: 0 of 2 servers done…');
    expect(await tab.isWaiting()).toBeTrue();
    show([with2022, with2019], { node01: machines([]) }, ['node02']);
    expect(await tab.isWaiting()).toBeFalse();
    expect(await tab.tableText()).toContain('Getting VMs…');
  });

  it('claims nothing about servers that aren’t read', async () => {
    show([with2022, with2019], { node01: machines([machineRow]), node02: failed('unreachable') });
    await tab.choose('Server', 'node02');
    expect(await tab.tableText()).not.toContain('No VM');
    expect((await tab.map())[2][6]).toBe('Unknown');
    show([with2022, with2019], { node01: machines([machineRow]) }, ['node02']);
    expect(await tab.tableText()).toContain('Getting VMs…');
    await tab.choose('Preview other keys', 'Windows Server 2025 keys everywhere');
    expect(await tab.preview()).not.toContain('could be activated');
    show([with2022], { node01: failed('unreachable') });
    expect(await tab.tiles()).toEqual([]);
  });

  it('calls only those hidden that a search hides, not those that are gone', async () => {
    show([with2022], { node01: machines([machineRow, linux]) });
    const table = await tab.table();
    await table.select('vm01');
    await table.select('penguin');
    show([with2022], { node01: machines([linux]) });
    expect(await tab.notes()).toBe('');
    await tab.search('vm');
    expect(await tab.notes()).toBe('Showing 0 of 1 VM. 1 selected VM is hidden by your search.');
  });

  it('shows which versions each server activates, and what a move can cost', async () => {
    show([with2022, keyless], { node01: machines([machineRow]), node02: machines([fixed]) });
    expect(await tab.mapHeading()).toBe('What each server can activate (1 VM might lose activation if it moves)');
    const [can, cannot] = ['Can be activated. VMs: 0', 'Can’t be activated. VMs: 0'];
    expect(await tab.map()).toEqual([
      ['Server', '2012 R2', '2016', '2019', '2022', '2025', 'If drained'],
      ['node01', can, can, can, 'Can be activated. VMs: 1', cannot, '1 VM can’t be activated elsewhere'],
      ['node02', cannot, cannot, 'Can’t be activated. VMs: 1', cannot, cannot, 'Activation isn’t affected']
    ]);
    expect(await tab.mapNotes()).toEqual([
      'Windows Server 2019 VMs (1) can be activated on some servers, but not on node02.',
      'Windows Server 2022 VMs (1) can be activated on some servers, but not on node02.'
    ]);
  });

  it('shows how it would be with other keys, and says so', async () => {
    show([with2022, keyless], { node01: machines([machineRow]), node02: machines([fixed]) });
    await tab.choose('Preview other keys', 'Windows Server 2022 keys everywhere');
    expect(await tab.preview()).toBe(
      'Preview only. Nothing has changed. 2 of 2 VMs could be activated (now: 1), and 2 of them on ' +
        'every server that they can move to (now: 0). To export, exit the preview.'
    );
    expect(await tab.summary()).toBe(
      '1 of 2 VMs can be activated, and 0 of them on every server that they can move to.'
    );
    expect(await (await tab.table()).columns()).toContain('Activation (preview)');
    expect((await (await tab.table()).rows()).map(row => row[3])).toEqual([
      'Can be activated On every server that it can move to. Now: Can be activated here.',
      'Can be activated It isn’t a clustered role, so the cluster doesn’t move it. Now: Can’t be activated.'
    ]);
    expect(await (await tab.table()).isEnabled('Export')).toBeFalse();
    expect(await tab.choices('Preview other keys')).toEqual([
      'Current keys',
      'Windows Server 2022 keys everywhere',
      'Windows Server 2025 keys everywhere',
      'Windows Server subscription everywhere'
    ]);
    await (await tab.table()).select('db01');
    expect((await tab.steps())[0]).toBe('To do Apply an activation key to node02 on the Servers tab.');
    expect((await tab.details())['Activation']).toBe('Can’t be activated');
    await tab.choose('Preview other keys', 'Windows Server subscription everywhere');
    expect(await tab.preview()).toContain('2 of 2 VMs could be activated');
    expect(await tab.detailsText()).toContain('These details show the current state, not the preview.');
    await tab.press('Exit preview');
    expect(await tab.preview()).toBe('');
    expect(document.activeElement?.id).toBe('avma-guests-what-if');
    expect(await (await tab.table()).columns()).toContain('Activation');
  });

  it('keeps hidden machines selected during a search, and all choices while another tab is open', async () => {
    show([with2022], { node01: machines([machineRow, linux]) });
    await (await tab.table()).select('vm01');
    await tab.search('penguin');
    await (await tab.table()).select('penguin');
    expect(await tab.detailsText()).toContain('vm01: ');
    expect(await tab.notes()).toBe('Showing 1 of 2 VMs. 1 selected VM is hidden by your search.');
    expect(host.choices.search.words).toBe('penguin');
    expect([...host.choices.selected].sort()).toEqual([machineRow.id, 'B'].sort());
    await tab.search('nothing');
    expect(await tab.notes()).toBe('Showing 0 of 2 VMs. 2 selected VMs are hidden by your search.');
    await tab.press('Clear selection');
    expect(document.activeElement?.id).toBe('avma-guests-search');
    expect(host.choices.selected.size).toBe(0);
    expect(await tab.detailsText()).toBe('');
  });

  it('shows the details of what is in view before those of what a search hides', async () => {
    const others = Array.from({ length: 10 }, (_, index) => ({ ...machineRow, id: `D${index}`, name: `app${index}` }));
    show([with2022], { node01: machines([...others, linux]) });
    for (const { name } of others) {
      await (await tab.table()).select(name);
    }
    await tab.search('penguin');
    await (await tab.table()).select('penguin');
    expect(await tab.detailsText()).toMatch(/Showing details for the first 10 of 11 selected VMs\.\s*penguin: /);
  });

  it('names unknown servers separately from those that can’t activate', async () => {
    const silent = statusOf(two, failed('unreachable'));
    show([with2022, silent], { node01: machines([machineRow]), node02: failed('unreachable') });
    expect((await (await tab.table()).rows())[0][3]).toBe('Can be activated here Unknown on node02.');
    expect(await tab.summary()).toBe(
      'Of the 1 VM that could be read, 1 can be activated, and 0 on every server that it can move to.'
    );
    await tab.retry();
    expect(host.retried).toEqual(['node02']);
  });

  it('says that Azure Edition depends on the license, and where a license doesn’t help', async () => {
    const guest = guestRow('20348', 407, 'Windows Server 2022 Datacenter: Azure Edition');
    show([with2022, keyless], { node01: machines([{ ...machineRow, guest }]), node02: machines([]) });
    expect((await (await tab.table()).rows())[0][3]).toBe(
      'Depends on your license It needs Software Assurance or the subscription. Not on node02.'
    );
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
    expect((await tab.steps())[0]).toBe('To do On the Servers tab, find out why the key on node01 isn’t activated.');
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
          Activation: 'Can be activated here',
          Reason: 'Not on node02.',
          'On other servers': 'node02: The VM’s version of Windows Server is newer than the server’s key.',
          'Operating system': 'Windows Server 2022',
          Edition: 'Datacenter',
          'Computer name in the guest': 'vm01.contoso.com'
        })
      );
      expect((await tab.details())['Guest reported']).toMatch(/^LicenseStatus: Licensed\s+Read at .*out of date\.$/);
      expect(await tab.steps()).toEqual([
        'Done node01 can activate VMs.',
        'Done The server’s key or subscription covers this version of Windows Server.',
        'Done This edition can be activated.',
        'Done Data Exchange is on.',
        'To check In the guest, install the AVMA key for its edition. This public ' +
          'key is free to use and doesn’t count against your licenses.',
        'To check Restart the guest, or run this command in it:'
      ]);
      const texts = await Promise.all((await tab.copyable()).map(one => one.text()));
      expect(texts).toEqual(['slmgr /ipk W3GNR-8DDXR-2TFRP-H8P33-DV9BG', 'slmgr /ato']);
      expect(await tab.detailsText()).toContain('Recent events on node01');
      expect(await tab.detailsText()).toContain(', SPP: vm01 was activated.');
    });

    it('says what to do', async () => {
      const off = { ...machineRow, dataExchange: 3, guest: null };
      show([keyless], { node02: machines([off], { events: null, eventsError: 'No log.' }) });
      await (await tab.table()).select('vm01');
      expect((await tab.steps()).filter(step => step.startsWith('To do'))).toEqual([
        'To do Apply an activation key to node02 on the Servers tab.',
        'To do Turn on Data Exchange in the VM’s integration services.'
      ]);
      expect(await tab.detailsText()).toContain(
        'In the guest, check the edition, and then install the AVMA key for it.'
      );
      expect(await tab.detailsText()).toContain('No log.');
    });

    it('shows no steps if activation by a host doesn’t apply', async () => {
      show([with2022], { node01: machines([linux]) });
      await (await tab.table()).select('penguin');
      expect(await tab.steps()).toEqual([]);
      expect(await tab.detailsText()).toContain('No guest asked to be activated in the last 30 days.');
    });
  });

  it('copies the script for the selected machines, and says which it leaves out', async () => {
    const copied = spyOn(MsftSme, 'copyToClipboard');
    show([with2022], { node01: machines([machineRow, linux]) });
    const table = await tab.table();
    expect(await table.isEnabled('Copy script')).toBeFalse();
    await table.select('penguin');
    expect(await table.isEnabled('Copy script')).toBeFalse();
    await table.select('vm01');
    await table.press('Copy script');
    expect(copied).toHaveBeenCalledOnceWith(jasmine.stringContaining('W3GNR-8DDXR-2TFRP-H8P33-DV9BG'));
    expect(await tab.notes()).toContain('Copied the script for 1 of 2 selected VMs.');
  });

  it('shows one script for several selected machines, without those with unknown keys', async () => {
    show([with2022, with2019], { node01: machines([machineRow, linux]), node02: machines([fixed]) });
    const table = await tab.table();
    await table.select('vm01');
    await table.select('penguin');
    await table.select('db01');
    expect(await tab.detailsText()).toContain('The script leaves out one VM.');
    const script = (await tab.copyable())[0];
    expect(await script.text()).toContain('W3GNR-8DDXR-2TFRP-H8P33-DV9BG');
    expect(await script.text()).toContain('TNK62-RXVTB-4P47B-2D623-4GF74');
    expect(await script.text()).not.toContain('penguin');
    expect(await script.buttonLabel()).toBeNull();
  });
});
