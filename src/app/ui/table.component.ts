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

/** A row of a table. By its id it is selected, and stays so when it is made anew. */
export interface TableRow {
  readonly id: string;
}

/** A button above a table. */
export interface TableAction {
  /** One of the SDK's, by its name. */
  readonly icon: string;
  readonly text: string;
  readonly isEnabled: boolean;
  readonly run: () => void;
}

/** Below these widths, in CSS pixels, not all columns can be read. */
const mediumBelow = 1040;
const narrowBelow = 768;

/** In CSS pixels, with the line below it, which the SDK's own number leaves out: it would cut the last row. */
export const tableRowHeight = 31;

/**
 * A table of the SDK with actions above it, drawn whole at whatever width, of which rows can be selected. The SDK draws
 * only the rows in view, so there may be thousands.
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
  /** What the table is called. */
  @Input() label = '';
  /** What is said where there is no row. */
  @Input() empty = '';
  @Input() columns: readonly TableColumn[] = [];
  /** How cells are drawn that are more than a text, by the fields of their columns. */
  @Input() cells: Readonly<Partial<Record<string, TemplateRef<unknown>>>> = {};
  @Input() actions: readonly TableAction[] = [];
  /** Another list begins the table anew, even one with the same rows. */
  @Input() set rows(rows: TableRow[]) {
    this.shown = rows;
    this.select();
  }
  /** The ids of the selected rows; who has them is told of changes, and hands them back. */
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
    // The SDK's table measures and changes itself in turns of its own, and expects to be drawn after each. In an OnPush
    // view it would go on showing its spinner, and rows that don't stand below their headings.
    this.marking = zone.onUnstable.subscribe(() => changes.markForCheck());
  }

  ngOnInit(): void {
    this.fitColumns();
  }

  ngOnDestroy(): void {
    this.marking.unsubscribe();
    this.settling.unsubscribe();
  }

  /** Looks how wide the place is now. */
  protected fitColumns(): void {
    const width = this.host.nativeElement.clientWidth;
    const room = width < narrowBelow ? 'narrow' : width < mediumBelow ? 'medium' : 'wide';
    if (room !== this.room) {
      this.room = room;
      // The SDK's table measures once while its columns still change. So it measures again when they have changed, and
      // once more for a computer that is busy.
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
