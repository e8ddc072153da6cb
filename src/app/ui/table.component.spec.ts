import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, ChangeDetectorRef, Component } from '@angular/core';
import { ComponentFixture } from '@angular/core/testing';
import { By } from '@angular/platform-browser';
import { MasterViewComponent, SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { firstValueFrom, fromEvent, race, timer } from 'rxjs';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { TableColumn } from './table-column';
import { TableAction, TableComponent } from './table.component';
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
  // As on the page: the SDK's table changes itself while it is drawn.
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
    // The SDK's tooltips want their host to outlive them, as it does on a page.
    host.change({ isShown: false });
    fixture.detectChanges();
  });

  async function open(): Promise<void> {
    table = await TestbedHarnessEnvironment.loader(fixture).getHarness(TableHarness);
  }

  async function names(): Promise<string[]> {
    return (await table.rows()).map(([name]) => name);
  }

  /** As if the window were resized, and the page with it. */
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
    it('its columns with their rows’ texts, or as a template draws them', async () => {
      await open();
      expect(await table.columns()).toEqual(['Ship', 'Port', 'Load', 'Crew']);
      expect(await table.rows()).toEqual([
        ['Argo', 'Iolcus', '50', 'Nobody on Argo'],
        ['Beagle', 'Plymouth', '74', 'Nobody on Beagle'],
        ['Calypso', 'Antibes', '12', 'Nobody on Calypso']
      ]);
    });

    it('other rows when it gets them, and other cells when what they are drawn from changes', async () => {
      await open();
      host.change({ rows: [calypso], crew: 'Cousteau' });
      expect(await table.rows()).toEqual([['Calypso', 'Antibes', '12', 'Cousteau on Calypso']]);
    });

    it('what is said where there is no row', async () => {
      host.rows = [];
      await open();
      expect(await table.rows()).toEqual([]);
      expect(find('avma-table')?.textContent).toContain('No ship');
    });

    it('the words of a cell whole that are cut off, when the mouse comes to them', async () => {
      await open();
      const cell = find('.sme-table-cell[id$=firstDataColumn0]');
      cell?.setAttribute('style', 'display: block; inline-size: 8px; overflow: hidden; white-space: nowrap');
      cell?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
      expect(cell?.title).toBe('Argo');
    });
  });

  // The table is 48 pixels wider than its place.
  describe('leaves out columns', () => {
    it('for which a place of medium width has no room', async () => {
      host.width = 991;
      await open();
      expect(await table.columns()).toEqual(['Ship', 'Port', 'Crew']);
      expect((await table.rows())[0]).toEqual(['Argo', 'Iolcus', 'Nobody on Argo']);
    });

    it('for which a narrow place has no room', async () => {
      host.width = 719;
      await open();
      expect(await table.columns()).toEqual(['Ship', 'Crew']);
      expect((await table.rows())[0]).toEqual(['Argo', 'Nobody on Argo']);
    });

    it('when its place becomes narrow, and has them again when it is wide', async () => {
      await open();
      // As on the page, where each turn is drawn.
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

  describe('is sorted', () => {
    beforeEach(() => open());

    it('by a column, to and fro', async () => {
      await table.sort('Port');
      expect(await names()).toEqual(['Calypso', 'Argo', 'Beagle']);
      await table.sort('Port');
      expect(await names()).toEqual(['Beagle', 'Argo', 'Calypso']);
    });

    it('but not by a column that has no texts', async () => {
      await table.sort('Port');
      await table.sort('Crew');
      expect(await names()).toEqual(['Calypso', 'Argo', 'Beagle']);
    });
  });

  describe('lets rows be selected', () => {
    beforeEach(() => open());

    it('and tells which', async () => {
      await table.select('Argo');
      await table.select('Calypso');
      expect([...host.selected]).toEqual(['1', '3']);
      expect(await table.selected()).toEqual(['Argo', 'Calypso']);
      await table.select('Argo');
      expect([...host.selected]).toEqual(['3']);
      expect(await table.selected()).toEqual(['Calypso']);
    });

    it('also from outside', async () => {
      await table.select('Beagle');
      host.change({ selected: new Set(['1', '3']) });
      expect(await table.selected()).toEqual(['Argo', 'Calypso']);
      host.change({ selected: new Set() });
      expect(await table.selected()).toEqual([]);
    });

    it('and keeps that while they are made anew', async () => {
      await table.select('Argo');
      await table.select('Beagle');
      host.change({ rows: [beagle, { ...argo, port: 'Colchis' }] });
      expect(await table.rows()).toContain(['Argo', 'Colchis', '50', 'Nobody on Argo']);
      expect(await table.selected()).toEqual(jasmine.arrayWithExactContents(['Argo', 'Beagle']));
    });

    it('and loses what is no longer there', async () => {
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

    it('on a row when the rows are made anew', async () => {
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

    it('on what a row holds', async () => {
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

    it('on a row that gets it when the rows are about to be made anew', async () => {
      host.change({ rows: [argo, { ...beagle }, calypso] });
      const row = find('[data-rendered-item-index="1"]');
      row?.focus();
      // The browser tells of it only where its window has the focus.
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

    it('off for one who went on at once, though the SDK’s table tells itself later that it has come', async () => {
      // The browser tells of the focus only where its window has it.
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

    it('but not for one who has left', async () => {
      await table.focus('Beagle');
      (document.activeElement as HTMLElement).blur();
      fixture.detectChanges();
      host.change({ rows: [argo, { ...beagle }, calypso] });
      expect(await table.focused()).toBeUndefined();
    });

    it('on nothing when its row is gone', async () => {
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

    it('that do what they are for', async () => {
      await table.press('Sail');
      expect(run).toHaveBeenCalledTimes(1);
    });

    it('that do nothing while they are not enabled', async () => {
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
