import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ComponentFixture } from '@angular/core/testing';
import { By } from '@angular/platform-browser';
import { MasterViewComponent } from '@microsoft/windows-admin-center-sdk/angular';
import { firstValueFrom, fromEvent, race, timer } from 'rxjs';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { TableAction } from './table.component';
import { ShipsComponent, argo, beagle, calypso } from './testing/ships.component';
import { TableHarness } from './testing/table-harness';

describe('A table', () => {
  let fixture: ComponentFixture<ShipsComponent>;
  let host: ShipsComponent;
  let table: TableHarness;

  beforeEach(() => {
    fixture = createForSpecs(ShipsComponent);
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
        ['Argo', 'Iolcus', '50', 'Nobody, Argo'],
        ['Beagle', 'Plymouth', '74', 'Nobody, Beagle'],
        ['Calypso', 'Antibes', '12', 'Nobody, Calypso']
      ]);
    });

    it('new rows, and new cells when the data of their template changes', async () => {
      await open();
      host.change({ rows: [calypso], crew: 'Cousteau' });
      expect(await table.rows()).toEqual([['Calypso', 'Antibes', '12', 'Cousteau, Calypso']]);
    });

    it('new contents in the same rows, without drawing them again, whether selected or not', async () => {
      await open();
      await table.select('Argo');
      const before = find('[data-rendered-item-index="1"]');
      host.change({ rows: [argo, { ...beagle, port: 'Sydney' }, calypso] });
      expect((await table.rows())[1]).toEqual(['Beagle', 'Sydney', '74', 'Nobody, Beagle']);
      expect(find('[data-rendered-item-index="1"]')).toBe(before);
      host.change({ rows: [{ ...argo, name: 'Argo II' }, beagle, calypso] });
      expect((await table.rows()).slice(0, 2)).toEqual([
        ['Argo II', 'Iolcus', '50', 'Nobody, Argo II'],
        ['Beagle', 'Plymouth', '74', 'Nobody, Beagle']
      ]);
      expect(await table.selected()).toEqual(['Argo II']);
      expect(find('[data-rendered-item-index="1"]')).toBe(before);
    });

    it('its message if there are no rows', async () => {
      host.rows = [];
      await open();
      expect(await table.rows()).toEqual([]);
      expect(find('avma-table')?.textContent).toContain('None');
    });

    it('a tooltip on a truncated cell', async () => {
      await open();
      const cell = find('.sme-table-cell[id$=firstDataColumn0]');
      cell?.setAttribute('style', 'display: block; inline-size: 8px; overflow: hidden; white-space: nowrap');
      cell?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
      expect(cell?.title).toBe('Argo');
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

    it('again when the contents of that column change, and not when others do', async () => {
      await table.sort('Port');
      const first = find('[data-rendered-item-index="0"]');
      host.change({ rows: [argo, beagle, { ...calypso, load: 13 }] });
      expect((await table.rows())[0]).toEqual(['Calypso', 'Antibes', '13', 'Nobody, Calypso']);
      expect(find('[data-rendered-item-index="0"]')).toBe(first);
      host.change({ rows: [argo, { ...beagle, port: 'Aden' }, calypso] });
      expect(await names()).toEqual(['Beagle', 'Calypso', 'Argo']);
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

    it('and counts them, however they were selected', async () => {
      const counted = (): string =>
        /\d+ (?:item )?selected/.exec(find('sme-master-view')?.textContent ?? '')?.[0] ?? '';
      const counts: string[] = [];
      for (const name of ['Argo', 'Beagle', 'Argo', 'Beagle', 'Calypso']) {
        await table.select(name);
        counts.push(counted());
      }
      expect(counts).toEqual(['1 selected', '2 selected', '1 selected', '', '1 selected']);
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
      expect(await table.rows()).toContain(['Argo', 'Colchis', '50', 'Nobody, Argo']);
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
      host.change({ rows: [argo, { ...beagle, port: 'Sydney' }] });
      expect(await table.rows()).toContain(['Beagle', 'Sydney', '74', 'Nobody, Beagle']);
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
      host.change({ rows: [argo, { ...beagle, port: 'Sydney' }] });
      expect(await table.rows()).toContain(['Beagle', 'Sydney', '74', 'Nobody, Beagle']);
      expect(before?.isConnected).toBeFalse();
      expect(document.activeElement).toBe(find(cell));
    });

    it('on a row that gets it just before the rows are replaced', async () => {
      host.change({ rows: [argo, beagle] });
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
      host.change({ rows: [argo, beagle] });
      expect(await table.focused()).toBeUndefined();
      expect(document.activeElement).toBe(action);
    });

    it('but not if it has left the table', async () => {
      await table.focus('Beagle');
      (document.activeElement as HTMLElement).blur();
      fixture.detectChanges();
      host.change({ rows: [argo, beagle] });
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
