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
  ViewChild
} from '@angular/core';
import {
  ActionsModule,
  DataTableModule,
  MasterViewComponent,
  MasterViewModule
} from '@microsoft/windows-admin-center-sdk/angular';
import { appStrings } from '../platform/strings';
import { ClippedTitlesDirective } from '../ui/clipped-titles.directive';
import { StateIconComponent } from '../ui/state-icon.component';
import { TableLayout, TableWidth, tableRowHeight } from '../ui/table-layout';
import { VirtualMachineRow } from './virtual-machine-row';

/** How wide each column is; null where there is no room for what an admin can do without. */
type ColumnWidths = Record<
  'name' | 'serverName' | 'system' | 'edition' | 'power' | 'dataExchange' | 'coverage',
  string | null
>;
const columns: Record<TableWidth, ColumnWidths> = {
  wide: {
    name: '15%',
    serverName: '9%',
    system: '15%',
    edition: '13%',
    power: '8%',
    dataExchange: '10%',
    coverage: '29%'
  },
  medium: {
    name: '17%',
    serverName: '10%',
    system: '20%',
    edition: null,
    power: null,
    dataExchange: '16%',
    coverage: '36%'
  },
  narrow: {
    name: '30%',
    serverName: '18%',
    system: null,
    edition: null,
    power: null,
    dataExchange: null,
    coverage: '50%'
  }
};

/** Virtual machines, a row each. The SDK draws only those in view, so there may be thousands. */
@Component({
  selector: 'avma-guests-table',
  standalone: true,
  imports: [CommonModule, ActionsModule, ClippedTitlesDirective, DataTableModule, MasterViewModule, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './virtual-machines-table.component.html',
  styleUrls: ['../servers/servers-table.component.css']
})
export class VirtualMachinesTableComponent implements OnInit, OnDestroy {
  @Input() set rows(rows: VirtualMachineRow[]) {
    this.shown = rows;
    this.select();
  }
  /** The ids of the selected rows. */
  @Input() set selected(ids: ReadonlySet<string>) {
    this.selectedIds = ids;
    this.select();
  }
  /** What is said where there is no row. */
  @Input() empty = '';
  @Input() isReading = false;
  /** Whether the rows are as it is: nothing else is put into a file. */
  @Input() canExport = true;
  @Output() readonly selectedChange = new EventEmitter<ReadonlySet<string>>();
  @Output() readonly refresh = new EventEmitter<void>();
  /** Asks for a file of these rows. */
  @Output() readonly exported = new EventEmitter<void>();

  @ViewChild('masterView', { static: true }) private masterView!: MasterViewComponent;

  protected readonly strings = appStrings();
  protected shown: VirtualMachineRow[] = [];
  protected selection: VirtualMachineRow[] = [];
  protected readonly rowHeight = tableRowHeight;
  protected readonly layout: TableLayout;
  protected readonly byColumns = (_index: number, columns: object): object => columns;
  protected readonly identityOf = (row: VirtualMachineRow): string => row.id;
  private selectedIds: ReadonlySet<string> = new Set();

  constructor(host: ElementRef<HTMLElement>, changes: ChangeDetectorRef, zone: NgZone) {
    this.layout = new TableLayout(host, changes, zone);
  }

  ngOnInit(): void {
    this.fitColumns();
  }

  ngOnDestroy(): void {
    this.layout.end();
  }

  protected get widths(): ColumnWidths {
    return columns[this.layout.room];
  }

  protected fitColumns(): void {
    this.layout.fit(this.masterView);
  }

  protected onSelection(rows: VirtualMachineRow[]): void {
    this.selection = rows;
    this.selectedIds = new Set(rows.map(row => row.id));
    this.selectedChange.emit(this.selectedIds);
  }

  private select(): void {
    const none = this.selectedIds.size === 0;
    this.selection = none ? [] : this.shown.filter(row => this.selectedIds.has(row.id));
  }
}
