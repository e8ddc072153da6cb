import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, ChangeDetectorRef, Component, Type } from '@angular/core';
import { DataTableModule, MasterViewModule, SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { answered, reportWithKey, serversNamed } from '../app/cluster/testing/fake-cluster-connection';
import { Report } from '../app/domain/answers/report';
import { appStrings } from '../app/platform/strings';
import { ActivationView } from '../app/servers/activation-state';
import { ServerRow, rowsOf } from '../app/servers/server-row';
import { ServersTableComponent } from '../app/servers/servers-table.component';
import { StoreForSpecs } from '../app/servers/testing/store-for-specs';
import { createForSpecs } from '../app/testing/sdk-services-for-specs';
import { twoLineRowHeight } from '../app/ui/table.component';
import { busyTime, leave, median, place, settled, shown, tell, useSdkTheme } from './measuring';

/** How many servers are known before the answer. */
const sizes = [4, 16, 64];

/** The clock is too coarse for a single answer. */
const answersAtOnce = 100;
const viewRounds = 31;
/** Odd numbers, so that the median is one of the times. */
const tableTurns = 5;
const answersInTurn = 3;

/** The table of servers, as on the page. */
@Component({
  standalone: true,
  imports: [CommonModule, ServersTableComponent, SmeUxModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <sme-ux>
      <div *ngIf="isShown && view" [style]="place">
        <avma-servers-table [view]="view"></avma-servers-table>
      </div>
    </sme-ux>
  `
})
class TableHostComponent {
  readonly place = place;
  isShown = true;
  view: ActivationView | null = null;

  constructor(readonly changes: ChangeDetectorRef) {}

  show(view: ActivationView): void {
    this.view = view;
    this.changes.markForCheck();
  }
}

/** The SDK's table alone, as high as ours, with the same rows and columns of plain text. */
@Component({
  standalone: true,
  imports: [CommonModule, DataTableModule, MasterViewModule, SmeUxModule],
  // eslint-disable-next-line @angular-eslint/prefer-on-push-component-change-detection -- As the SDK's table wants it.
  changeDetection: ChangeDetectionStrategy.Default,
  template: `
    <sme-ux>
      <div *ngIf="isShown" [style]="place" [style.block-size]="blockSize">
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
  readonly fields = ['name', 'activation', 'key', 'why'];
  readonly byField = (_index: number, field: string): string => field;
  isShown = true;
  items: ServerRow[] = [];

  constructor(readonly changes: ChangeDetectorRef) {}

  /** As in our table: what's above the rows, and at most twelve rows or most of the window. */
  get blockSize(): string {
    return `min(${78 + Math.min(12, this.items.length) * this.rowHeight}px, 60vh)`;
  }

  show({ statuses, findings }: ActivationView): void {
    this.items = rowsOf(statuses, findings, appStrings());
    this.changes.markForCheck();
  }
}

/** A cluster of which all servers have answered, the last of them with an answer that isn't complete yet. */
class KnownCluster {
  private readonly all = new StoreForSpecs();
  private answers = 0;

  constructor(count: number) {
    const servers = serversNamed(...Array.from({ length: count }, (_, index) => `node${index + 1}`));
    this.all.load(servers);
    this.all.cluster.reportCalls.forEach(call => call.answers.next(answered(this.report())));
    expect(this.view.findings.activated).toBe(count);
  }

  get view(): ActivationView {
    return this.all.view;
  }

  /** A new report, as it comes from a server. */
  report(): Report {
    this.answers += 1;
    return reportWithKey(`A${String(this.answers % 10_000).padStart(4, '0')}`);
  }

  /** The last server answers. */
  answer(report: Report): void {
    const calls = this.all.cluster.reportCalls;
    calls[calls.length - 1].answers.next(answered(report));
  }

  leave(): void {
    this.all.leave();
  }
}

/** How long one answer takes until components get the view, in microseconds. */
function timeToView(cluster: KnownCluster): number {
  const reports = Array.from({ length: answersAtOnce }, () => cluster.report());
  const start = performance.now();
  reports.forEach(report => cluster.answer(report));
  const time = performance.now() - start;
  const { statuses } = cluster.view;
  expect(statuses[statuses.length - 1].report).toBe(reports[reports.length - 1]);
  return (time / answersAtOnce) * 1000;
}

type TableHost = TableHostComponent | BareTableComponent;

/** How long the browser is busy to draw one answer, in microseconds, from the view on, each time. */
async function timesToDraw(host: Type<TableHost>, servers: number): Promise<number[]> {
  const cluster = new KnownCluster(servers);
  const fixture = await shown<TableHost>(createForSpecs, host);
  fixture.componentInstance.show(cluster.view);
  await settled(fixture);
  const page = fixture.nativeElement as HTMLElement;
  const times: number[] = [];
  // The first one isn't counted.
  for (let turn = 0; turn <= answersInTurn; turn += 1) {
    const report = cluster.report();
    cluster.answer(report);
    const time = await busyTime(fixture, () => fixture.componentInstance.show(cluster.view));
    times.push(...(turn > 0 ? [time * 1000] : []));
  }
  expect(page.querySelectorAll('.sme-table-row-data').length).toBeGreaterThanOrEqual(4);
  leave(fixture);
  cluster.leave();
  return times;
}

describe('One more answer', () => {
  beforeAll(useSdkTheme);

  it('until components get the view', () => {
    const clusters = sizes.map(size => new KnownCluster(size));
    const times = sizes.map((): number[] => []);
    // The first rounds aren't counted: the browser compiles everything in them.
    for (let round = -5; round < viewRounds; round += 1) {
      clusters.forEach((cluster, index) => {
        const time = timeToView(cluster);
        if (round >= 0) {
          times[index].push(time);
        }
      });
    }
    clusters.forEach(cluster => cluster.leave());
    sizes.forEach((servers, index) => tell({ name: 'view', servers, time: median(times[index]) }));
  }, 300_000);

  it('until it’s drawn, beside the SDK’s table alone', async () => {
    const tables = [
      ['bare', BareTableComponent],
      ['table', TableHostComponent]
    ] as const;
    const cases = tables.flatMap(([name, host]) =>
      sizes.map(servers => ({ name, host: host as Type<TableHost>, servers, times: [] as number[] }))
    );
    // In turns, so that what else the computer does has the same effect on all. The first turn isn't counted.
    for (let turn = 0; turn <= tableTurns; turn += 1) {
      for (const { host, servers, times } of cases) {
        const drawn = await timesToDraw(host, servers);
        times.push(...(turn > 0 ? drawn : []));
      }
    }
    cases.forEach(({ name, servers, times }) => tell({ name, servers, time: median(times) }));
  }, 300_000);
});
