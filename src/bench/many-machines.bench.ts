import { noAnswers } from '../app/cluster/per-server';
import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, ChangeDetectorRef, Component } from '@angular/core';
import { ComponentFixture } from '@angular/core/testing';
import { By } from '@angular/platform-browser';
import {
  DataTableComponent,
  DataTableModule,
  MasterViewModule,
  SmeUxModule
} from '@microsoft/windows-admin-center-sdk/angular';
import { answered, machinesReport, reportWithKey, serversNamed } from '../app/cluster/testing/fake-cluster-connection';
import { serverId } from '../app/domain/servers/server';
import { ServerStatus, statusOf } from '../app/domain/servers/status';
import { guestRow, machineRow } from '../app/domain/testing/virtual-machine-fixture';
import { createForSpecs } from '../app/testing/sdk-services-for-specs';
import { appStrings } from '../app/platform/strings';
import { twoLineRowHeight } from '../app/ui/table.component';
import { VirtualMachineRow, foundRows } from '../app/virtual-machines/virtual-machine-row';
import { VirtualMachineRows } from '../app/virtual-machines/virtual-machine-rows';
import { MachinesFetched } from '../app/virtual-machines/virtual-machines-state';
import { VirtualMachinesComponent } from '../app/virtual-machines/virtual-machines.component';
import { VirtualMachinesView, noVirtualMachineChoices } from '../app/virtual-machines/virtual-machines-view';
import { Host, leave, longestTask, median, nextFrame, place, settled, shown, tell, useSdkTheme } from './measuring';

/** How many machines there are, on how many servers, and how often that's measured: an odd number of times. */
const sizes = [
  { servers: 4, onEach: 125, rounds: 3 },
  { servers: 16, onEach: 125, rounds: 3 },
  { servers: 16, onEach: 500, rounds: 5 }
] as const;

/** To and fro; the middle one counts. */
const sortsPerTurn = 3;

const words = '2019 standard';

/** The tab, with thousands of machines. */
@Component({
  standalone: true,
  imports: [CommonModule, SmeUxModule, VirtualMachinesComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <sme-ux>
      <div *ngIf="isShown" [style]="place">
        <avma-virtual-machines [view]="view" [(choices)]="choices"></avma-virtual-machines>
      </div>
    </sme-ux>
  `
})
class TabComponent {
  readonly place = place;
  isShown = true;
  view: VirtualMachinesView = { statuses: [], guests: noAnswers };
  choices = noVirtualMachineChoices;

  constructor(readonly changes: ChangeDetectorRef) {}
}

/** The SDK's table in its view and nothing else, with the same rows and columns of plain text. */
@Component({
  standalone: true,
  imports: [CommonModule, DataTableModule, MasterViewModule, SmeUxModule],
  // eslint-disable-next-line @angular-eslint/prefer-on-push-component-change-detection -- As the SDK's table wants it.
  changeDetection: ChangeDetectionStrategy.Default,
  template: `
    <sme-ux>
      <div *ngIf="isShown" [style]="place">
        <sme-master-view class="sme-position-flex-auto sme-arrange-stack-v" [total]="items.length">
          <sme-data-table selectionMode="multiple" [items]="items" [autoRowHeight]="true" [rowHeight]="rowHeight">
            <sme-data-table-column
              *ngFor="let field of fields; trackBy: byField"
              sortable="true"
              [field]="field"
              [header]="field"
            ></sme-data-table-column>
          </sme-data-table>
        </sme-master-view>
      </div>
    </sme-ux>
  `
})
class BareTableComponent {
  readonly place = place;
  readonly rowHeight = twoLineRowHeight;
  readonly fields = ['name', 'serverName', 'systemAndEdition', 'coverage', 'why'];
  readonly byField = (_index: number, field: string): string => field;
  isShown = true;
  items: VirtualMachineRow[] = [];

  constructor(readonly changes: ChangeDetectorRef) {}
}

const guests = [
  guestRow('20348', 8, 'Windows Server 2022 Datacenter'),
  guestRow('17763', 7, 'Windows Server 2019 Standard'),
  guestRow('26100', 8, 'Windows Server 2025 Datacenter'),
  { OSName: 'Ubuntu' }
];

/** A cluster with its machines. */
class Cluster {
  readonly statuses: readonly ServerStatus[];
  private readonly readings: readonly [string, MachinesFetched][];

  constructor(
    readonly count: number,
    readonly onEach: number
  ) {
    const names = Array.from({ length: count }, (_, index) => `node${String(index + 1).padStart(2, '0')}`);
    const servers = serversNamed(...names);
    this.statuses = servers.map((server, index) =>
      statusOf(server, answered(reportWithKey('6789N', index % 4 === 0 ? '2019' : '2022')))
    );
    this.readings = servers.map((server, index) => {
      const machines = Array.from({ length: onEach }, (_, number) => ({
        ...machineRow,
        id: `${server.name}-${number}`,
        name: `vm-${number % 7}-${server.name}-${number}`,
        guest: guests[(index + number) % guests.length]
      }));
      return [serverId(server), { ...answered(machinesReport(machines)), at: 1 }];
    });
  }

  /** What's known when so many servers have answered. */
  viewAfter(count: number): VirtualMachinesView {
    return { statuses: this.statuses, guests: { ...noAnswers, readings: new Map(this.readings.slice(0, count)) } };
  }
}

/** What a table is put through. */
interface Course {
  readonly fixture: ComponentFixture<Host>;
  arrive(count: number): void;
  search(): void;
  preview(): void;
}

async function tabCourse(cluster: Cluster): Promise<Course> {
  const fixture = await shown(createForSpecs, TabComponent);
  const host = fixture.componentInstance;
  const page = fixture.nativeElement as HTMLElement;
  return {
    fixture,
    arrive: count => {
      host.view = cluster.viewAfter(count);
      host.changes.markForCheck();
    },
    search: () => {
      const field = page.querySelector<HTMLInputElement>('input[type=search]');
      if (field) {
        field.value = words;
        field.dispatchEvent(new Event('input'));
      }
    },
    preview: () => {
      const list = page.querySelector<HTMLSelectElement>('#avma-guests-what-if');
      if (list) {
        list.selectedIndex = list.options.length - 1;
        list.dispatchEvent(new Event('change'));
      }
    }
  };
}

async function bareCourse(cluster: Cluster): Promise<Course> {
  const fixture = await shown(createForSpecs, BareTableComponent);
  const host = fixture.componentInstance;
  const made = new VirtualMachineRows(appStrings());
  const rows = Array.from({ length: cluster.count + 1 }, (_, count) => [
    ...made.rowsOf(cluster.statuses, cluster.viewAfter(count).guests, null)
  ]);
  const assumed = [...made.rowsOf(cluster.statuses, cluster.viewAfter(cluster.count).guests, 'subscription')];
  const show = (items: VirtualMachineRow[]): void => {
    host.items = items;
    host.changes.markForCheck();
  };
  return {
    fixture,
    arrive: count => show(rows[count]),
    search: () => show(foundRows(assumed, { words, kind: null, serverId: null })),
    preview: () => show(assumed)
  };
}

/** Puts a table through its course. Returns the longest task of each step, and how long two of them took. */
async function measured(course: Course, { count, onEach }: Cluster): Promise<Record<string, number>> {
  const { fixture } = course;
  const page = fixture.nativeElement as HTMLElement;
  const table = (): { readonly items: readonly VirtualMachineRow[] } =>
    fixture.debugElement.query(By.directive(DataTableComponent)).componentInstance as DataTableComponent;
  const longest = (work: () => Promise<void>): Promise<number> => longestTask(fixture, work);
  const arriving = await longest(async () => {
    for (let arrived = 1; arrived <= count; arrived += 1) {
      course.arrive(arrived);
      fixture.detectChanges();
      await settled(fixture);
    }
  });
  expect(table().items.length).toBe(count * onEach);
  const sorts: number[] = [];
  while (sorts.length < sortsPerTurn) {
    sorts.push(await longest(async () => page.querySelectorAll<HTMLElement>('.sme-table-header-cell')[1].click()));
  }
  const scrolling = await longest(() => scroll(page));
  const drawn = { searching: 0, previewing: 0 };
  const until = async (step: keyof typeof drawn): Promise<void> => {
    drawn[step] = await timeUntilDrawn(page, () => {
      step === 'searching' ? course.search() : course.preview();
      fixture.detectChanges();
    });
  };
  const [{ why }] = table().items;
  const previewing = await longest(() => until('previewing'));
  expect(table().items.length).toBe(count * onEach);
  expect(table().items[0].why).not.toBe(why);
  const searching = await longest(() => until('searching'));
  expect(table().items.length).toBe((count * onEach) / 4);
  expect(table().items.every(({ system }) => system.includes('2019'))).toBeTrue();
  return {
    arriving,
    sorting: median(sorts),
    scrolling,
    previewing,
    searching,
    searchDrawn: drawn.searching,
    previewDrawn: drawn.previewing
  };
}

/** Scrolls down, a step for each frame. */
async function scroll(page: HTMLElement): Promise<void> {
  const body = [...page.querySelectorAll<HTMLElement>('sme-data-table *')].find(
    one => one.scrollHeight > one.clientHeight * 2 && getComputedStyle(one).overflowY !== 'visible'
  );
  expect(body).toBeDefined();
  const rest = body ? body.scrollHeight - body.clientHeight : 0;
  for (let step = 1; body && step <= 20; step += 1) {
    body.scrollTop = Math.min(step * 5000, (step * rest) / 20);
    await new Promise(requestAnimationFrame);
  }
}

/** The milliseconds until the frame in which the rows in view are new ones, or say something else. */
async function timeUntilDrawn(page: HTMLElement, work: () => void): Promise<number> {
  const rows = page.getElementsByClassName('sme-table-row-data');
  const said = (): string => Array.from(rows, row => row.textContent).join();
  const [[before], saidBefore] = [rows, said()];
  const start = performance.now();
  work();
  do {
    await nextFrame();
  } while (before?.isConnected && said() === saidBefore && performance.now() - start < 5000);
  return Math.round(performance.now() - start);
}

describe('Many virtual machines', () => {
  beforeAll(useSdkTheme);

  it('beside the SDK’s table alone', async () => {
    const courses = [
      ['bare', bareCourse],
      ['tab', tabCourse]
    ] as const;
    for (const { servers, onEach, rounds } of sizes) {
      const cluster = new Cluster(servers, onEach);
      // The first turn isn't counted: the browser compiles everything in it.
      const first = onEach === 125 && servers === 4 ? 0 : 1;
      for (let turn = first; turn <= rounds; turn += 1) {
        // The second one may find the browser busy with what the first one left behind.
        for (const [name, begin] of turn % 2 === 0 ? courses : [...courses].reverse()) {
          const course = await begin(cluster);
          const result = await measured(course, cluster);
          leave(course.fixture);
          if (turn > 0) {
            tell({ name, machines: servers * onEach, ...result });
          }
        }
      }
    }
  }, 900_000);
});
