import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, ChangeDetectorRef, Component } from '@angular/core';
import { ComponentFixture } from '@angular/core/testing';
import { By } from '@angular/platform-browser';
import { MasterViewComponent, SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { firstValueFrom, fromEvent, race, timer } from 'rxjs';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { TableColumn } from './table-column';
import { TableAction, TableComponent, tableRowHeight, twoLineRowHeight } from './table.component';
import { TableHarness } from './testing/table-harness';

interface Ship {
  readonly id: string;
  readonly name: string;
  readonly port: string;
  readonly load: number;
}

const argo: Ship = { id: '1', name: 'Argo', port: 'Iolcus', load: 50 };
const beagle: Ship = { id: '2', name: 'Beagle', port: 'Plymouth', load: 74 };
const calypso: Ship = { id: '3', name: 'Calypso', port: 'Antibes', load: 12 };

const columns: readonly TableColumn[] = [
  { field: 'name', header: 'Ship', widths: { wide: '30%', medium: '40%', narrow: '60%' } },
  { field: 'port', header: 'Port', widths: { wide: '30%', medium: '40%', narrow: null } },
  { field: 'load', header: 'Load', widths: { wide: '20%', medium: null, narrow: null } },
  { field: 'crew', header: 'Crew', widths: { wide: '10%', medium: '10%', narrow: '30%' }, isUnsorted: true }
];

@Component({
  standalone: true,
  imports: [CommonModule, SmeUxModule, TableComponent],
  // OnPush, as on the page: the SDK's table changes itself while it's being drawn.
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <sme-ux>
      <div
        *ngIf="isShown"
        style="display: flex; flex-direction: column; block-size: 600px"
        [style.inline-size.px]="width"
      >
        <avma-table
          label="Ships"
          empty="No ship"
          [columns]="columns"
          [cells]="{ crew: crewCell }"
          [actions]="actions"
          [rowHeight]="rowHeight"
          [mostRows]="mostRows"
          [rows]="rows"
          [(selected)]="selected"
        ></avma-table>
        <ng-template #crewCell let-ship>{{ crew }} on {{ ship.name }}</ng-template>
      </div>
    </sme-ux>
  `
})
class HostComponent {
  readonly columns = columns;
  isShown = true;
  width = 1200;
  rowHeight = tableRowHeight;
  mostRows = 0;
  crew = 'Nobody';
  rows = [argo, beagle, calypso];
  selected: ReadonlySet<string> = new Set();
  actions: readonly TableAction[] = [];

  constructor(private readonly changes: ChangeDetectorRef) {}

  change(change: Partial<Omit<HostComponent, 'change'>>): void {
    Object.assign(this, change);
    this.changes.markForCheck();
  }
}

describe('A table', () => {
  let fixture: ComponentFixture<HostComponent>;
  let host: HostComponent;
  let table: TableHarness;

  beforeEach(() => {
    fixture = createForSpecs(HostComponent);
    host = fixture.componentInstance;
  });

  afterEach(() => {
    // The SDK's tooltips must be destroyed before their host, as on a page.
    host.change({ isShown: false });
    fixture.detectChanges();
  });

  async function open(): Promise<void> {
    table = await TestbedHarnessEnvironment.loader(fixture).getHarness(TableHarness);
  }

  async function names(): Promise<string[]> {
    return (await table.rows()).map(([name]) => name);
  }

  /** Resizes the table as if the window were resized. */
  async function resize(width: number): Promise<void> {
    const view = fixture.debugElement.query(By.directive(MasterViewComponent)).componentInstance as MasterViewComponent;
    host.change({ width });
    fixture.detectChanges();
    const changed = firstValueFrom(view.layoutChanged);
    window.dispatchEvent(new Event('resize'));
    await changed;
  }

  function find(selector: string): HTMLElement | null {
    return (fixture.nativeElement as HTMLElement).querySelector(selector);
  }

  describe('shows', () => {
    it('its columns as text or as drawn by a template', async () => {
      await open();
      expect(await table.columns()).toEqual(['Ship', 'Port', 'Load', 'Crew']);
      expect(await table.rows()).toEqual([
        ['Argo', 'Iolcus', '50', 'Nobody on Argo'],
        ['Beagle', 'Plymouth', '74', 'Nobody on Beagle'],
        ['Calypso', 'Antibes', '12', 'Nobody on Calypso']
      ]);
    });

    it('new rows, and new cells when the data of their template changes', async () => {
      await open();
      host.change({ rows: [calypso], crew: 'Cousteau' });
      expect(await table.rows()).toEqual([['Calypso', 'Antibes', '12', 'Cousteau on Calypso']]);
    });

    it('its message if there are no rows', async () => {
      host.rows = [];
      await open();
      expect(await table.rows()).toEqual([]);
      expect(find('avma-table')?.textContent).toContain('No ship');
    });

    it('a tooltip on a truncated cell', async () => {
      await open();
      const cell = find('.sme-table-cell[id$=firstDataColumn0]');
      cell?.setAttribute('style', 'display: block; inline-size: 8px; overflow: hidden; white-space: nowrap');
      cell?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
      expect(cell?.title).toBe('Argo');
    });
  });

  // The table is 48 pixels wider than its container.
  describe('leaves out columns', () => {
    it('that don’t fit a medium width', async () => {
      host.width = 991;
      await open();
      expect(await table.columns()).toEqual(['Ship', 'Port', 'Crew']);
      expect((await table.rows())[0]).toEqual(['Argo', 'Iolcus', 'Nobody on Argo']);
    });

    it('that don’t fit a narrow width', async () => {
      host.width = 719;
      await open();
      expect(await table.columns()).toEqual(['Ship', 'Crew']);
      expect((await table.rows())[0]).toEqual(['Argo', 'Nobody on Argo']);
    });

    it('when it gets narrower, and shows them again when it gets wider', async () => {
      await open();
      // Draw after each turn, as on the page.
      fixture.autoDetectChanges();
      for (const [width, count] of [
        [719, 2],
        [992, 4],
        [720, 3]
      ]) {
        await resize(width);
        expect((await table.columns()).length)
          .withContext(`${width} pixels`)
          .toBe(count);
        expect((await table.rows()).length)
          .withContext(`${width} pixels`)
          .toBe(3);
      }
    });
  });

  describe('is as high', () => {
    const heightOf = (selector: string) => Math.round(find(selector)?.getBoundingClientRect().height ?? 0);

    it('as the place that is left for it', async () => {
      await open();
      expect(heightOf('avma-table')).toBe(600);
    });

    it('as its rows, which are all as high as two lines', async () => {
      host.rowHeight = twoLineRowHeight;
      host.mostRows = 12;
      host.rows = [
        argo,
        { ...beagle, name: 'A ship with a name that takes more than two lines in its cell '.repeat(9) }
      ];
      await open();
      for (const row of [0, 1]) {
        expect(heightOf(`[data-rendered-item-index="${row}"] .sme-table-cell[id]`)).toBe(51);
      }
      expect(heightOf('avma-table')).toBe(78 + 2 * 51);
    });

    it('as a number of rows, beyond which it scrolls', async () => {
      host.rowHeight = twoLineRowHeight;
      host.mostRows = 3;
      host.rows = [argo, beagle, calypso, { ...argo, id: '4' }, { ...argo, id: '5' }];
      await open();
      expect(heightOf('avma-table')).toBe(78 + 3 * 51);
    });
  });

  describe('is sorted', () => {
    beforeEach(() => open());

    it('by a column, in both directions', async () => {
      await table.sort('Port');
      expect(await names()).toEqual(['Calypso', 'Argo', 'Beagle']);
      await table.sort('Port');
      expect(await names()).toEqual(['Beagle', 'Argo', 'Calypso']);
    });

    it('but not by a column without texts', async () => {
      await table.sort('Port');
      await table.sort('Crew');
      expect(await names()).toEqual(['Calypso', 'Argo', 'Beagle']);
    });
  });

  describe('lets rows be selected', () => {
    beforeEach(() => open());

    it('and reports which', async () => {
      await table.select('Argo');
      await table.select('Calypso');
      expect([...host.selected]).toEqual(['1', '3']);
      expect(await table.selected()).toEqual(['Argo', 'Calypso']);
      await table.select('Argo');
      expect([...host.selected]).toEqual(['3']);
      expect(await table.selected()).toEqual(['Calypso']);
    });

    it('by its parent, too', async () => {
      await table.select('Beagle');
      host.change({ selected: new Set(['1', '3']) });
      expect(await table.selected()).toEqual(['Argo', 'Calypso']);
      host.change({ selected: new Set() });
      expect(await table.selected()).toEqual([]);
    });

    it('and keeps them selected when they’re replaced', async () => {
      await table.select('Argo');
      await table.select('Beagle');
      host.change({ rows: [beagle, { ...argo, port: 'Colchis' }] });
      expect(await table.rows()).toContain(['Argo', 'Colchis', '50', 'Nobody on Argo']);
      expect(await table.selected()).toEqual(jasmine.arrayWithExactContents(['Argo', 'Beagle']));
    });

    it('and drops rows that are gone', async () => {
      await table.select('Argo');
      await table.select('Beagle');
      host.change({ rows: [beagle, calypso] });
      expect(await table.selected()).toEqual(['Beagle']);
    });
  });

  describe('keeps the focus', () => {
    beforeEach(async () => {
      host.actions = [{ icon: 'play', text: 'Sail', isEnabled: true, run: () => undefined }];
      await open();
    });

    it('on a row when the rows are replaced', async () => {
      await table.focus('Beagle');
      expect(await table.focused()).toBe('Beagle');
      host.change({ rows: [argo, { ...beagle, port: 'Sydney' }, calypso] });
      expect(await table.rows()).toContain(['Beagle', 'Sydney', '74', 'Nobody on Beagle']);
      expect(await table.focused()).toBe('Beagle');
    });

    it('on a row that has moved', async () => {
      await table.focus('Beagle');
      host.change({ rows: [calypso, argo, beagle] });
      expect(await table.focused()).toBe('Beagle');
    });

    it('on an element in a row', async () => {
      const cell = '[data-rendered-item-index="1"] [role=gridcell]:last-child';
      const before = find(cell);
      before?.focus();
      fixture.detectChanges();
      expect(document.activeElement).toBe(before);
      host.change({ rows: [argo, { ...beagle, port: 'Sydney' }, calypso] });
      expect(await table.rows()).toContain(['Beagle', 'Sydney', '74', 'Nobody on Beagle']);
      expect(before?.isConnected).toBeFalse();
      expect(document.activeElement).toBe(find(cell));
    });

    it('on a row that gets it just before the rows are replaced', async () => {
      host.change({ rows: [argo, { ...beagle }, calypso] });
      const row = find('[data-rendered-item-index="1"]');
      row?.focus();
      // The browser dispatches `focusin` only if its window has the focus.
      row?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
      fixture.detectChanges();
      expect(row?.isConnected).toBeFalse();
      expect(await table.focused()).toBe('Beagle');
    });

    it('on a row while the table measures itself', async () => {
      fixture.autoDetectChanges();
      await table.focus('Calypso');
      await resize(1100);
      expect(await table.focused()).toBe('Calypso');
    });

    it('where it moved on to, though the SDK’s table dispatches the row’s focus again later', async () => {
      // The browser dispatches focus events only if its window has the focus.
      const tell = (element: HTMLElement | null, type: 'focusin' | 'focusout'): boolean | undefined =>
        element?.dispatchEvent(new FocusEvent(type, { bubbles: true }));
      find('[data-rendered-item-index="1"]')?.click();
      const row = find('[data-rendered-item-index="1"]');
      const action = find('sme-action-bar button');
      row?.focus();
      tell(row, 'focusin');
      const told = firstValueFrom(fromEvent(row?.querySelector('.sme-table-cell') as Element, 'focusin'));
      const left = firstValueFrom(race(told, timer(1000)));
      action?.focus();
      tell(row, 'focusout');
      tell(action, 'focusin');
      await left;
      host.change({ rows: [argo, { ...beagle }, calypso] });
      expect(await table.focused()).toBeUndefined();
      expect(document.activeElement).toBe(action);
    });

    it('but not if it has left the table', async () => {
      await table.focus('Beagle');
      (document.activeElement as HTMLElement).blur();
      fixture.detectChanges();
      host.change({ rows: [argo, { ...beagle }, calypso] });
      expect(await table.focused()).toBeUndefined();
    });

    it('on nothing if its row is gone', async () => {
      await table.focus('Beagle');
      host.change({ rows: [argo, calypso] });
      expect(await table.focused()).toBeUndefined();
    });
  });

  describe('has actions', () => {
    const run = jasmine.createSpy();
    const sail: TableAction = { icon: 'play', text: 'Sail', isEnabled: true, run };
    const sink: TableAction = { icon: 'delete', text: 'Sink', isEnabled: false, run };

    beforeEach(async () => {
      run.calls.reset();
      host.actions = [sail, sink];
      await open();
    });

    it('with the SDK’s icons', () => {
      expect(find('sme-action-bar .sme-icon.sme-icon-play')).not.toBeNull();
    });

    it('that run when pressed', async () => {
      await table.press('Sail');
      expect(run).toHaveBeenCalledTimes(1);
    });

    it('that do nothing while disabled', async () => {
      expect(await table.isEnabled('Sail')).toBeTrue();
      expect(await table.isEnabled('Sink')).toBeFalse();
      await table.press('Sink');
      expect(run).not.toHaveBeenCalled();
    });

    it('that change without losing the focus', async () => {
      const other = jasmine.createSpy();
      await table.press('Sail');
      host.change({
        actions: [
          { ...sail, run: other },
          { ...sink, isEnabled: true }
        ]
      });
      expect(await table.isEnabled('Sink')).toBeTrue();
      expect(await table.isFocused('Sail')).toBeTrue();
      await table.press('Sail');
      expect(other).toHaveBeenCalledTimes(1);
    });
  });
});
