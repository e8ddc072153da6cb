import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ComponentFixture } from '@angular/core/testing';
import { By } from '@angular/platform-browser';
import { MasterViewComponent, SME_LAYOUT_PROVIDER } from '@microsoft/windows-admin-center-sdk/angular';
import { firstValueFrom } from 'rxjs';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { tightRowHeight, twoLineRowHeight } from './table.component';
import { ShipsComponent, argo, beagle, calypso } from './testing/ships.component';
import { TableHarness } from './testing/table-harness';

describe('The layout of a table', () => {
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

  it('isn’t observed by a table that is destroyed', async () => {
    await open();
    const page = fixture.debugElement.query(By.css('sme-ux')).injector.get(SME_LAYOUT_PROVIDER);
    const isObserved = (): unknown[] => [page.layoutChanged.observed, page.windowBreakpointChanged?.observed];
    expect(isObserved()).toEqual([true, true]);
    host.change({ isShown: false });
    fixture.detectChanges();
    expect(isObserved()).toEqual([false, false]);
  });

  // The table is 48 pixels wider than its container.
  describe('leaves out columns', () => {
    it('that don’t fit a medium width', async () => {
      host.width = 991;
      await open();
      expect(await table.columns()).toEqual(['Ship', 'Port', 'Crew']);
      expect((await table.rows())[0]).toEqual(['Argo', 'Iolcus', 'Nobody, Argo']);
    });

    it('that don’t fit a narrow width', async () => {
      host.width = 719;
      await open();
      expect(await table.columns()).toEqual(['Ship', 'Crew']);
      expect((await table.rows())[0]).toEqual(['Argo', 'Nobody, Argo']);
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

  it('keeps its cells below their headings when the browser draws these late', async () => {
    await open();
    fixture.autoDetectChanges();
    const heading = find('.sme-table-column-header');
    const view = fixture.debugElement.query(By.directive(MasterViewComponent)).componentInstance as MasterViewComponent;
    const measured = firstValueFrom(view.layoutChanged);
    heading?.style.setProperty('inline-size', '77%', 'important');
    await measured;
    expect((await table.rows()).length).toBe(3);
    const widthOf = (element: HTMLElement | null) => Math.round(element?.getBoundingClientRect().width ?? 0);
    expect(widthOf(find('.sme-table-row-data[role=row] .sme-table-column-first'))).toBe(widthOf(heading));
  });

  describe('is as high', () => {
    const heightOf = (selector: string) => Math.round(find(selector)?.getBoundingClientRect().height ?? 0);

    it('as the place that is left for it', async () => {
      await open();
      expect(heightOf('avma-table')).toBe(600);
    });

    it('as its rows, which are all as high as two lines', async () => {
      host.lines = 2;
      host.mostRows = 12;
      host.rows = [
        argo,
        { ...beagle, name: 'A ship with a name that takes more than two lines in its cell '.repeat(9) }
      ];
      await open();
      for (const row of [0, 1]) {
        expect(heightOf(`[data-rendered-item-index="${row}"] .sme-table-cell[id]`)).toBe(twoLineRowHeight);
      }
      expect(heightOf('avma-table')).toBe(78 + 2 * twoLineRowHeight);
    });

    it('as its rows, which are higher in very little space', async () => {
      host.lines = 2;
      host.mostRows = 2;
      await open();
      fixture.autoDetectChanges();
      for (const [width, height] of [
        [352, twoLineRowHeight],
        [351, tightRowHeight],
        [800, twoLineRowHeight]
      ]) {
        await resize(width);
        expect((await table.rows()).length).toBe(3);
        expect(heightOf('[data-rendered-item-index="1"] .sme-table-cell[id]'))
          .withContext(`${width} pixels`)
          .toBe(height);
        expect(heightOf('avma-table'))
          .withContext(`${width} pixels`)
          .toBe(78 + 2 * height);
      }
    });

    it('as a number of rows, beyond which it scrolls', async () => {
      host.lines = 2;
      host.mostRows = 3;
      host.rows = [argo, beagle, calypso, { ...argo, id: '4' }, { ...argo, id: '5' }];
      await open();
      expect(heightOf('avma-table')).toBe(78 + 3 * twoLineRowHeight);
    });
  });
});
