import { By } from '@angular/platform-browser';
import { TableComponent } from '../ui/table.component';
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
          (loadMachines)="asked.push('count')"
          (machinesAsked)="asked.push('machines of ' + $event.name)"
          (clicked)="asked.push('details')"
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
    expect(await table.columns()).toEqual(['Server', 'Activation', 'Key', 'VMs']);
    expect(await table.rows()).toEqual([
      ['node01', 'Activated', '2022 · Volume · …6789N', '–'],
      ['node02', 'No activation key', '–', '–'],
      ['node03', 'Down', '–', '–']
    ]);
    expect(await table.captions()).toEqual(['Down']);
  });

  it('offers once to count the virtual machines, and then leads to those of a server', async () => {
    await open();
    await table.count();
    expect(host.asked).toEqual(['count']);
    const counts: [string, MachineCount][] = [
      ['node01', 8000],
      ['node02', 'asking'],
      ['node03', 'notKnown']
    ];
    host.change({ machines: new Map(counts) });
    expect((await table.rows()).map(row => row[3])).toEqual(['8,000', 'Checking…', 'Unknown']);
    expect(await table.offersToCount()).toBeFalse();
    expect(await table.machineLinks()).toEqual(['VMs on node01: 8,000']);
    await table.openMachines();
    expect(host.asked).toEqual(['count', 'machines of node01']);
    expect(await table.selected()).toEqual([]);
    host.change({ machines: new Map([['node01', 0]]) });
    expect(await table.machineLinks())
      .withContext('no virtual machines')
      .toEqual([]);
  });

  it('keeps its list of rows when servers answer, so the SDK’s table isn’t reset', async () => {
    await open();
    const rows = () => fixture.debugElement.query(By.directive(TableComponent)).componentInstance as TableComponent;
    const before = rows()['shown'];
    host.change({ view: viewOf([withKey, keyless, down], true) });
    fixture.detectChanges();
    expect(rows()['shown']).toBe(before);
    host.change({ view: viewOf([withKey, statusOf(two, answered(reportWithKey('6789N', '2025'))), down]) });
    expect((await table.rows()).map(([name]) => name)).toEqual(['node01', 'node02', 'node03']);
    expect(rows()['shown']).toBe(before);
  });

  it('says why beside a state', async () => {
    host.view = viewOf([statusOf(one, failed('serverError', 'Out of memory.'))]);
    await open();
    const [[, activation]] = await table.rows();
    expect(activation).toBe('Couldn’t check Out of memory.');
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
    const activations = (await table.rows()).map(([, activation]) => activation);
    expect(activations).toEqual(['Activated', 'Activated older key']);
    expect(await table.captions()).toEqual(['Paused']);
  });

  it('fills its rows as answers come', async () => {
    host.view = viewOf([statusOf(one, { kind: 'checking' }), keyless]);
    await open();
    expect((await table.rows())[0][1]).toBe('Checking…');
    host.change({ view: viewOf([withKey, keyless]) });
    expect((await table.rows())[0][1]).toBe('Activated');
  });

  it('leaves out what an admin can do without where it is narrow', async () => {
    host.width = 590;
    await open();
    expect(await table.columns()).toEqual(['Server', 'Activation']);
    expect((await table.rows())[0])
      .withContext('the key below the state')
      .toEqual(['node01', 'Activated 2022 · Volume · …6789N']);
    expect((await table.rows())[1]).toEqual(['node02', 'No activation key']);
  });

  it('has all columns from 640 pixels on', async () => {
    // The table is 48 pixels wider than its container.
    host.width = 592;
    await open();
    expect((await table.columns()).length).toBe(4);
  });

  describe('with a selection', () => {
    beforeEach(() => open());

    it('keeps it while new statuses come', async () => {
      await table.select('node01');
      await table.select('node02');
      expect(await table.selected()).toEqual(['node01', 'node02']);
      const changed = statusOf(two, answered(reportWithKey('VWXY2')));
      host.change({ view: viewOf([withKey, changed, down]) });
      expect((await table.rows())[1][1]).toBe('Activated');
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

    it('says what to select, or why those that are selected can’t take keys', async () => {
      expect(await table.notes()).toContain('To manage activation keys, select one or more servers.');
      await table.select('node03');
      expect(await table.notes()).toContain('node03: Server is down. Bring it online, and then refresh.');
      host.change({ view: viewOf([withKey, statusOf(two, failed('denied')), down]) });
      await table.select('node02');
      expect(await table.notes()).toContain('None of the selected servers can accept a key right now.');
      await table.select('node01');
      expect(await table.notes()).toBe('');
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
    expect(await table.isEnabled('Refreshing…')).toBeFalse();
    await table.press('Refreshing…');
    expect(host.refreshes).toBe(1);
  });

  it('says when all servers were last checked: at the time of the oldest answer', async () => {
    const at = new Date(2020, 1, 3, 4, 5, 6).getTime();
    const readAt = (hours: number) => ({ ...answered(reportWithKey('6789N')), at: at + hours * 3_600_000 });
    host.view = viewOf([statusOf(one, readAt(1)), statusOf(two, readAt(0)), down]);
    host.selected = new Set(['node01']);
    await open();
    expect(await table.notes()).toMatch(/^Last checked 2\/3\/20, 4:05\sAM\.$/);
  });

  describe('with tiles and a search', () => {
    const blocked = statusOf(serversNamed('edge04')[0], failed('denied'));

    beforeEach(async () => {
      host.view = viewOf([withKey, keyless, down, blocked]);
      await open();
    });

    const names = async () => (await table.rows()).map(([name]) => name);

    it('counts each server in one tile, and shows only those of the pressed one', async () => {
      expect(await table.tiles()).toEqual(['1 Activated', '1 No key', '1 Needs attention', '1 Unknown']);
      await table.pressTile('No key');
      expect(await table.tiles()).toContain('[1 No key]');
      expect(await names()).toEqual(['node02']);
      expect(await table.notes()).toContain('Showing 1 of 4 servers.');
      await table.pressTile('No key');
      expect(await names()).toEqual(['node01', 'node02', 'node03', 'edge04']);
      expect(await table.notes()).not.toContain('Showing');
    });

    it('offers no tile without servers, except to release it', async () => {
      await table.pressTile('No key');
      host.change({ view: viewOf([withKey]) });
      expect(await table.tiles()).toEqual(['1 Activated', '[0 No key]', '(0 Needs attention)', '(0 Unknown)']);
    });

    it('finds servers by name, state, or key', async () => {
      await table.find('node');
      expect(await names()).toEqual(['node01', 'node02', 'node03']);
      await table.find('6789n');
      expect(await names()).toEqual(['node01']);
    });

    it('says what to do if nothing matches, and shows all servers again', async () => {
      expect(await table.canClear()).toBeFalse();
      await table.find('zzzz');
      expect(await names()).toEqual([]);
      expect(fixture.nativeElement.textContent).toContain(
        'No servers match. To see all servers, select Clear filters.'
      );
      await table.clear();
      expect((await names()).length).toBe(4);
      expect(await table.canClear()).toBeFalse();
    });

    it('keeps servers selected that it hides, and says so', async () => {
      await table.select('node01');
      await table.pressTile('No key');
      expect(await table.notes()).toContain('1 selected server is hidden.');
      await table.select('node02');
      expect([...host.selected].sort()).toEqual(['node01', 'node02']);
      await table.find('zzzz');
      expect(await table.notes()).toContain('2 selected servers are hidden.');
      await table.press(manage);
      expect(host.managed).toEqual([withKey, keyless]);
    });
  });

  it('asks to show details after a click, but not while the keyboard selects', async () => {
    await open();
    await table.select('node01');
    expect(host.asked).toEqual(['details']);
    const inner = fixture.debugElement.query(By.directive(TableComponent));
    // The space key selects a row without a pointer.
    const pressed = new KeyboardEvent('keydown', { key: ' ', cancelable: true });
    (inner.nativeElement as HTMLElement).dispatchEvent(pressed);
    expect(pressed.defaultPrevented).toBeFalse();
    (inner.componentInstance as TableComponent).selectedChange.emit(new Set(['node01', 'node02']));
    expect([...host.selected]).toEqual(['node01', 'node02']);
    expect(host.asked).toEqual(['details']);
  });
});
