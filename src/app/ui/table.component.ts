import { CommonModule } from '@angular/common';
import {
  ChangeDetectionStrategy,
  ChangeDetectorRef,
  Component,
  ElementRef,
  EventEmitter,
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

/** Below these widths, in CSS pixels, there isn't room for all columns. */
const mediumBelow = 1040;
const narrowBelow = 768;

/** In CSS pixels, including the line below a row. The SDK's own number leaves it out, which cuts off the last row. */
export const tableRowHeight = 31;

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
  styleUrls: ['./table.component.css']
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
  protected readonly rowHeight = tableRowHeight;
  protected readonly byRoom = (_index: number, room: TableWidth): TableWidth => room;
  protected readonly byField = (_index: number, column: TableColumn): string => column.field;
  protected readonly byText = (_index: number, action: TableAction): string => action.text;
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

  /** Picks the columns that fit the current width. */
  protected fitColumns(): void {
    const width = this.host.nativeElement.clientWidth;
    const room = width < narrowBelow ? 'narrow' : width < mediumBelow ? 'medium' : 'wide';
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
