import { CommonModule } from '@angular/common';
import {
  ChangeDetectionStrategy,
  ChangeDetectorRef,
  Component,
  ElementRef,
  EventEmitter,
  HostBinding,
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
  DataTableModule,
  MasterViewComponent,
  MasterViewModule
} from '@microsoft/windows-admin-center-sdk/angular';
import { Subscription, take, timer } from 'rxjs';
import { ClippedTitlesDirective } from './clipped-titles.directive';
import { KeptRowFocusDirective } from './kept-row-focus.directive';
import { TableCellDirective } from './table-cell.directive';
import { TableColumn, TableWidth } from './table-column';

/** A row of a table. The ID keeps it selected when the row is replaced. */
export interface TableRow {
  readonly id: string;
}

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

/** In CSS pixels, including the line below a row. The SDK's own number leaves it out, which cuts off the last row. */
export const tableRowHeight = 31;

/** The height of rows that have two lines, with the line below them. */
export const twoLineRowHeight = 51;

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
    TableCellDirective
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './table.component.html',
  styleUrls: ['./table.component.css'],
  host: { '[class.two-lines]': 'rowHeight > 31', '[class.fits]': 'mostRows > 0', '[style.block-size]': 'blockSize' }
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
  /** The height of each row, in CSS pixels, including the line below it. */
  @Input() rowHeight = tableRowHeight;
  /** The table is as high as its rows, up to this number of rows. At 0, it fills the place that's left for it. */
  @Input() mostRows = 0;
  /** The width of the table, in CSS pixels, below which it shows its narrow columns. */
  @Input() narrowBelow = 768;
  /** A new list resets the table, even if it has the same rows. */
  @Input() set rows(rows: TableRow[]) {
    this.shown = rows;
    this.select();
  }
  /** The IDs of the selected rows. The parent gets changes from `selectedChange` and sets them here. */
  @Input() set selected(ids: ReadonlySet<string>) {
    this.selectedIds = ids;
    this.select();
  }
  @Output() readonly selectedChange = new EventEmitter<ReadonlySet<string>>();

  @ViewChild('masterView', { static: true }) private masterView!: MasterViewComponent;

  protected shown: TableRow[] = [];
  protected selection: TableRow[] = [];
  protected room: TableWidth = 'wide';
  protected readonly byRoom = (_index: number, room: TableWidth): TableWidth => room;
  protected readonly byField = (_index: number, column: TableColumn): string => column.field;
  /** By icon: an action's text may change while it has the focus. */
  protected readonly byIcon = (_index: number, action: TableAction): string => action.icon;
  protected readonly identityOf = (row: TableRow): string => row.id;

  private selectedIds: ReadonlySet<string> = new Set();
  private readonly marking: Subscription;
  private settling = Subscription.EMPTY;

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
    this.settling.unsubscribe();
  }

  @HostBinding('class.filled') protected get isFilled(): boolean {
    return this.shown.length > 0;
  }

  /** Whether the table shows its narrow columns. For templates of cells. */
  @HostBinding('class.narrow') get isNarrow(): boolean {
    return this.room === 'narrow';
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
    const room = width < this.narrowBelow ? 'narrow' : width < mediumBelow ? 'medium' : 'wide';
    if (room !== this.room) {
      this.room = room;
      // The SDK's table measures itself while its columns are still changing. So measure again when they have changed,
      // and a second time in case the computer is busy.
      this.settling.unsubscribe();
      this.settling = timer(100, 400)
        .pipe(take(2))
        .subscribe(() => this.masterView.updateLayout());
    }
  }

  protected onSelection(rows: TableRow[]): void {
    this.selectedChange.emit(new Set(rows.map(row => row.id)));
  }

  private select(): void {
    const none = this.selectedIds.size === 0;
    this.selection = none ? [] : this.shown.filter(row => this.selectedIds.has(row.id));
  }
}
