import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, ChangeDetectorRef, Component } from '@angular/core';
import { ComponentFixture } from '@angular/core/testing';
import { SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import {
  answered,
  failed,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { findingsOf } from '../domain/servers/findings';
import { ServerStatus, statusOf } from '../domain/servers/status';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { MachineCount } from '../domain/guests/virtual-machine';
import { ServersTableHarness } from './testing/servers-table-harness';
import { ServersTableComponent } from './servers-table.component';

const [one, two, three] = serversNamed('node01', 'node02', 'node03');
const withKey = statusOf(one, answered(reportWithKey('6789N')));
const keyless = statusOf(two, answered(reportWithoutKey()));
const down = statusOf({ ...three, state: 'down' }, failed('unreachable'));
const manage = 'Manage activation keys';

function viewOf(statuses: readonly ServerStatus[], isReading = false) {
  return { statuses, findings: findingsOf(statuses), isReading };
}

@Component({
  standalone: true,
  imports: [CommonModule, ServersTableComponent, SmeUxModule],
  // As on the page: the SDK's table changes itself while it is drawn.
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <sme-ux>
      <div
        *ngIf="isShown"
        style="display: flex; flex-direction: column; block-size: 600px"
        [style.inline-size.px]="width"
      >
        <avma-servers-table
          [view]="view"
          [(selected)]="selected"
          [machines]="machines"
          (loadMachines)="asked.push('load')"
          (refresh)="refreshes = refreshes + 1"
          (manageKeys)="managed = $event"
          (exported)="asked.push('export')"
          (powerShell)="asked.push('commands')"
        ></avma-servers-table>
      </div>
    </sme-ux>
  `
})
class HostComponent {
  isShown = true;
  width = 1200;
  view = viewOf([withKey, keyless, down]);
  selected: ReadonlySet<string> = new Set();
  machines: ReadonlyMap<string, MachineCount> = new Map();
  refreshes = 0;
  managed: readonly ServerStatus[] | null = null;
  readonly asked: string[] = [];

  constructor(private readonly changes: ChangeDetectorRef) {}

  change(change: Partial<Pick<HostComponent, 'isShown' | 'view' | 'selected' | 'machines'>>): void {
    Object.assign(this, change);
    this.changes.markForCheck();
  }
}

describe('The table of servers', () => {
  let fixture: ComponentFixture<HostComponent>;
  let host: HostComponent;
  let table: ServersTableHarness;

  beforeEach(() => {
    fixture = createForSpecs(HostComponent);
    host = fixture.componentInstance;
  });

  afterEach(() => {
    // The SDK's tooltips want their host to outlive them, as it does on a page.
    host.change({ isShown: false });
    fixture.detectChanges();
  });

  async function open(): Promise<void> {
    table = await TestbedHarnessEnvironment.loader(fixture).getHarness(ServersTableHarness);
  }

  it('has a row for each server, in words', async () => {
    await open();
    expect(await table.columns()).toEqual([
      'Server',
      'State',
      'Activation',
      'Key version',
      'Key type',
      'Last five',
      'Virtual machines',
      'Checked at'
    ]);
    expect(await table.rows()).toEqual([
      ['node01', 'Up', 'Activated', '2022', 'Volume', '6789N', 'Load', '–'],
      ['node02', 'Up', 'No activation key', '–', '–', '–', 'Load', '–'],
      ['node03', 'Down', 'Server is down', '–', '–', '–', 'Load', '–']
    ]);
  });

  it('offers to load how many virtual machines there are, and says it once that is known', async () => {
    await open();
    await table.load();
    expect(host.asked).toEqual(['load']);
    expect(await table.selected()).toEqual([]);
    const counts: [string, MachineCount][] = [
      ['node01', 8000],
      ['node02', 'asking'],
      ['node03', 'notKnown']
    ];
    host.change({ machines: new Map(counts) });
    expect((await table.rows()).map(row => row[6])).toEqual(['8,000', 'Checking…', 'Not known']);
    expect(await table.offersToLoad()).toBe(0);
  });

  it('says why beside a state', async () => {
    host.view = viewOf([statusOf(one, failed('serverError', 'Out of memory.'))]);
    await open();
    const [[, , activation]] = await table.rows();
    expect(activation).toBe('Couldn’t check the status on this server. Out of memory.');
  });

  it('says so where there is no server', async () => {
    host.view = viewOf([]);
    await open();
    expect(await table.rows()).toEqual([]);
    expect(fixture.nativeElement.textContent).toContain('No servers');
  });

  it('shows what comes together beside a state, and the cluster’s older keys', async () => {
    const older = statusOf({ ...two, state: 'paused' }, answered(reportWithKey('ABCDE', '2019')));
    host.view = viewOf([withKey, older]);
    await open();
    const activations = (await table.rows()).map(([, , activation]) => activation);
    expect(activations).toEqual(['Activated', 'Activated older key paused']);
  });

  it('fills its rows as answers come', async () => {
    host.view = viewOf([statusOf(one, { kind: 'checking' }), keyless]);
    await open();
    expect((await table.rows())[0][2]).toBe('Checking…');
    host.change({ view: viewOf([withKey, keyless]) });
    expect((await table.rows())[0][2]).toBe('Activated');
  });

  it('leaves out what an admin can do without where it is narrow', async () => {
    host.width = 600;
    await open();
    expect(await table.columns()).toEqual(['Server', 'Activation', 'Key version', 'Last five']);
    expect((await table.rows())[0]).toEqual(['node01', 'Activated', '2022', '6789N']);
  });

  describe('with a selection', () => {
    beforeEach(() => open());

    it('keeps it while new statuses come', async () => {
      await table.select('node01');
      await table.select('node02');
      expect(await table.selected()).toEqual(['node01', 'node02']);
      const changed = statusOf(two, answered(reportWithKey('VWXY2')));
      host.change({ view: viewOf([withKey, changed, down]) });
      expect((await table.rows())[1][2]).toBe('Activated');
      expect(await table.selected()).toEqual(['node01', 'node02']);
      await table.press(manage);
      expect(host.managed).toEqual([withKey, changed]);
    });

    it('loses from it what is no longer there', async () => {
      await table.select('node01');
      await table.select('node02');
      host.change({ view: viewOf([keyless, down]) });
      expect(await table.selected()).toEqual(['node02']);
      await table.press(manage);
      expect(host.managed).toEqual([keyless]);
    });

    it('tells what is selected, and follows what others select', async () => {
      await table.select('node02');
      expect([...host.selected]).toEqual(['node02']);
      host.change({ selected: new Set(['node01', 'node03']) });
      expect(await table.selected()).toEqual(['node01', 'node03']);
      await table.press(manage);
      expect(host.managed).toEqual([withKey, down]);
    });

    it('offers to manage keys only where a selected server can take one', async () => {
      expect(await table.isEnabled(manage)).toBeFalse();
      await table.select('node03');
      expect(await table.isEnabled(manage)).toBeFalse();
      await table.select('node01');
      expect(await table.isEnabled(manage)).toBeTrue();
      await table.press(manage);
      expect(host.managed).toEqual(jasmine.arrayWithExactContents([withKey, down]));
    });

    it('offers it no more when none can any longer', async () => {
      await table.select('node02');
      expect(await table.isEnabled(manage)).toBeTrue();
      host.change({ view: viewOf([withKey, statusOf(two, failed('denied')), down]) });
      expect(await table.isEnabled(manage)).toBeFalse();
    });
  });

  it('asks for a file and for the commands, whatever is selected', async () => {
    await open();
    await table.press('Export');
    await table.press('View PowerShell');
    expect(host.asked).toEqual(['export', 'commands']);
  });

  it('asks for a refresh, though not while one goes on', async () => {
    await open();
    await table.press('Refresh');
    expect(host.refreshes).toBe(1);
    host.change({ view: viewOf([withKey], true) });
    expect(await table.isEnabled('Refresh')).toBeFalse();
    await table.press('Refresh');
    expect(host.refreshes).toBe(1);
  });
});
