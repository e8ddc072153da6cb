import { CommonModule } from '@angular/common';
import {
  ChangeDetectionStrategy,
  ChangeDetectorRef,
  Component,
  ElementRef,
  EventEmitter,
  HostBinding,
  HostListener,
  Input,
  NgZone,
  OnDestroy,
  OnInit,
  Output,
  TemplateRef,
  ViewChild
} from '@angular/core';
import {
  ActionsModule,
  DataTableComponent,
  DataTableModule,
  MasterViewModule,
  SME_LAYOUT_PROVIDER
} from '@microsoft/windows-admin-center-sdk/angular';
import { Subscription } from 'rxjs';
import { ClippedTitlesDirective } from './clipped-titles.directive';
import { KeptRowFocusDirective } from './kept-row-focus.directive';
import { MeasuredColumnsDirective } from './measured-columns.directive';
import { StandingRows, TableRow } from './standing-rows';
import { TableCellDirective } from './table-cell.directive';
import { TableColumn, TableWidth } from './table-column';
import { TableLayout } from './table-layout';

/** A button above a table. */
export interface TableAction {
  /** The name of one of the SDK's icons. */
  readonly icon: string;
  readonly text: string;
  readonly isEnabled: boolean;
  readonly run: () => void;
}

/** Below this width, in CSS pixels, there isn't room for all columns. */
const mediumBelow = 1040;

/** Below this width, in CSS pixels, a reason takes more lines than in other tables. */
const tightBelow = 400;

/**
 * The height of each row, in CSS pixels, including the line below it. The SDK's own number leaves that out, which cuts
 * off the last row. Rows of two lines have room for a second line of small text, and for five lines in a tight table.
 */
export const tableRowHeight = 31;
export const twoLineRowHeight = 51;
export const tightRowHeight = 91;

/**
 * The height of actions and headings above the rows, in CSS pixels. In a narrow table, the number of selected rows has
 * a line of its own.
 */
const headHeight = 78;
const narrowHeadHeight = 118;

/** How many rows are always in view, however low the window is. */
const fewestRows = 3;

/**
 * The SDK's table with selectable rows and with actions above it. It fits its columns to its width. The SDK draws only
 * the rows in view, so there may be thousands.
 */
@Component({
  selector: 'avma-table',
  standalone: true,
  imports: [
    CommonModule,
    ActionsModule,
    ClippedTitlesDirective,
    DataTableModule,
    KeptRowFocusDirective,
    MasterViewModule,
    MeasuredColumnsDirective,
    TableCellDirective
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './table.component.html',
  styleUrls: ['./table.component.css'],
  providers: [{ provide: SME_LAYOUT_PROVIDER, useClass: TableLayout }],
  host: {
    '[class.two-lines]': 'lines === 2',
    '[style.--row-height.px]': 'rowHeight',
    '[class.fits]': 'mostRows > 0',
    '[style.block-size]': 'blockSize'
  }
})
export class TableComponent implements OnInit, OnDestroy {
  /** The table's name, for screen readers. */
  @Input() label = '';
  /** The message for a table without rows. */
  @Input() empty = '';
  @Input() columns: readonly TableColumn[] = [];
  /** Templates for cells that aren't plain text, by the fields of their columns. */
  @Input() cells: Readonly<Partial<Record<string, TemplateRef<unknown>>>> = {};
  @Input() actions: readonly TableAction[] = [];
  /** How many lines a row has: a second one is for reasons. */
  @Input() lines: 1 | 2 = 1;
  /** The table is as high as its rows, up to this number of rows. At 0, it fills the place that's left for it. */
  @Input() mostRows = 0;
  /** The width of the table, in CSS pixels, below which it shows its narrow columns. */
  @Input() narrowBelow = 768;
  /** Other rows, or an order that the table has to find again, reset the table. Other contents don't. */
  @Input() set rows(rows: readonly TableRow[]) {
    this.standing.take(rows, this.sortedBy);
    this.select();
  }
  /** The IDs of the selected rows. The parent gets changes from `selectedChange` and sets them here. */
  @Input() set selected(ids: ReadonlySet<string>) {
    this.selectedIds = ids;
    this.select();
  }
  @Output() readonly selectedChange = new EventEmitter<ReadonlySet<string>>();
  /** A click or a tap selected a row, so what's shown of it can come into view. */
  @Output() readonly clicked = new EventEmitter<void>();

  @ViewChild(DataTableComponent) private readonly table?: DataTableComponent;

  protected selection: TableRow[] = [];
  protected room: TableWidth | 'tight' = 'wide';
  protected readonly byRoom = (_index: number, room: string): string => room;
  protected readonly byField = (_index: number, column: TableColumn): string => column.field;
  /** By icon: an action's text may change while it has the focus. */
  protected readonly byIcon = (_index: number, action: TableAction): string => action.icon;
  protected readonly identityOf = (row: TableRow): string => row.id;

  private readonly standing = new StandingRows();
  private selectedRows: readonly TableRow[] = [];
  private selectedIds: ReadonlySet<string> = new Set();
  /** Whether the table was last used by mouse or touch, and no selection has followed yet. */
  private isByPointer = false;
  private readonly marking: Subscription;

  constructor(
    private readonly host: ElementRef<HTMLElement>,
    changes: ChangeDetectorRef,
    zone: NgZone
  ) {
    // The SDK's table measures and changes itself asynchronously, and expects to be drawn after each change. In an
    // OnPush view, it would keep its spinner, and its cells wouldn't be aligned with their headings.
    this.marking = zone.onUnstable.subscribe(() => changes.markForCheck());
  }

  ngOnInit(): void {
    this.fitColumns();
  }

  ngOnDestroy(): void {
    this.marking.unsubscribe();
  }

  protected get shown(): TableRow[] {
    return this.standing.list;
  }

  @HostBinding('class.filled') protected get isFilled(): boolean {
    return this.shown.length > 0;
  }

  /** Whether the table shows its narrow columns. For templates of cells. */
  @HostBinding('class.narrow') get isNarrow(): boolean {
    return this.room === 'narrow' || this.room === 'tight';
  }

  @HostBinding('class.tight') protected get isTight(): boolean {
    return this.room === 'tight';
  }

  protected get rowHeight(): number {
    return this.lines === 1 ? tableRowHeight : this.isTight ? tightRowHeight : twoLineRowHeight;
  }

  /** The width of a column. Null if there's no room for it. */
  protected widthOf({ widths }: TableColumn): string | null {
    return widths[this.room === 'tight' ? 'narrow' : this.room];
  }

  /** As high as the rows, but no higher than most of the window. Null if the table fills its place. */
  protected get blockSize(): string | null {
    if (this.mostRows === 0) {
      return null;
    }
    const head = this.isNarrow && this.selection.length > 0 ? narrowHeadHeight : headHeight;
    const heightOf = (rows: number): number => head + rows * this.rowHeight;
    // A table without rows has a message.
    const all = heightOf(Math.max(1, Math.min(this.shown.length, this.mostRows)));
    return `min(${all}px, max(60vh, ${heightOf(fewestRows)}px))`;
  }

  /** Picks the columns that fit the current width. */
  protected fitColumns(): void {
    const width = this.host.nativeElement.clientWidth;
    const whole = width < mediumBelow ? 'medium' : 'wide';
    this.room = width < tightBelow ? 'tight' : width < this.narrowBelow ? 'narrow' : whole;
  }

  /** A method, because a listener whose expression is false would prevent what the key does otherwise. */
  @HostListener('pointerdown', ['true'])
  @HostListener('keydown', ['false'])
  protected noteInput(isByPointer: boolean): void {
    this.isByPointer = isByPointer;
  }

  protected onSelection(rows: TableRow[]): void {
    // The SDK's table also reports a selection when it's drawn again.
    const isNew = rows.some(({ id }) => !this.selectedIds.has(id));
    this.selectedChange.emit(new Set(rows.map(row => row.id)));
    if (this.isByPointer && isNew) {
      this.isByPointer = false;
      this.clicked.emit();
    }
  }

  /** The field of the column by which the table is sorted, if it is. Columns without a direction have the enum's 0. */
  private get sortedBy(): string | undefined {
    return this.table?.actualColumns?.find(({ sortMode }) => Boolean(sortMode))?.field;
  }

  private select(): void {
    const none = this.selectedIds.size === 0;
    const rows = none ? [] : this.shown.filter(row => this.selectedIds.has(row.id));
    // A new list would make the SDK's table draw all rows again. The table changes the list that it has, so it gets a
    // copy.
    if (rows.length !== this.selectedRows.length || rows.some((row, index) => row !== this.selectedRows[index])) {
      this.selectedRows = rows;
      this.selection = [...rows];
    }
  }
}
