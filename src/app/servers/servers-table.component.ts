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
import { MachineCount } from '../domain/guests/virtual-machine';
import { ServerStatus } from '../domain/servers/status';
import { numberInWords } from '../platform/locale';
import { appStrings } from '../platform/strings';
import { ActivationView } from './activation-store';
import { ClippedTitlesDirective } from '../ui/clipped-titles.directive';
import { TableLayout, TableWidth, tableRowHeight } from '../ui/table-layout';
import { ServerRow, rowOf } from './server-row';
import { StateIconComponent } from '../ui/state-icon.component';

/** How wide each column is; null where there is no room for what an admin can do without. */
type ColumnWidths = Record<
  'name' | 'nodeState' | 'activation' | 'keyVersion' | 'keyType' | 'lastFive' | 'machines' | 'checkedAt',
  string | null
>;
const columns: Record<TableWidth, ColumnWidths> = {
  wide: {
    name: '10%',
    nodeState: '9%',
    activation: '26%',
    keyVersion: '11%',
    keyType: '9%',
    lastFive: '9%',
    machines: '13%',
    checkedAt: '12%'
  },
  medium: {
    name: '10%',
    nodeState: '10%',
    activation: '22%',
    keyVersion: '13%',
    keyType: null,
    lastFive: '10%',
    machines: '17%',
    checkedAt: '16%'
  },
  narrow: {
    name: '18%',
    nodeState: null,
    activation: '41%',
    keyVersion: '20%',
    keyType: null,
    lastFive: '18%',
    machines: null,
    checkedAt: null
  }
};

/** What the table shows. */
type TableView = Pick<ActivationView, 'statuses' | 'findings' | 'isReading'>;

/** All servers of the cluster, a row each. Rows fill as answers come; what is selected stays so meanwhile. */
@Component({
  selector: 'avma-servers-table',
  standalone: true,
  imports: [CommonModule, ActionsModule, ClippedTitlesDirective, DataTableModule, MasterViewModule, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './servers-table.component.html',
  styleUrls: ['./servers-table.component.css']
})
export class ServersTableComponent implements OnInit, OnDestroy {
  /** The servers in the cluster's order, and what is true of all of them. */
  @Input() set view({ statuses, findings, isReading }: TableView) {
    this.rows = statuses.map(status => rowOf(status, findings, this.strings));
    this.isReading = isReading;
    this.select();
  }
  /** The ids of the selected servers. */
  @Input() set selected(ids: ReadonlySet<string>) {
    this.selectedIds = ids;
    this.select();
  }
  /** How many virtual machines each server has, as far as somebody asked. */
  @Input() machines: ReadonlyMap<string, MachineCount> = new Map();
  @Output() readonly selectedChange = new EventEmitter<ReadonlySet<string>>();
  @Output() readonly refresh = new EventEmitter<void>();
  /** Asks for the pane that applies keys to the selected servers. */
  @Output() readonly manageKeys = new EventEmitter<readonly ServerStatus[]>();
  /** Asks for a file of all servers. */
  @Output() readonly exported = new EventEmitter<void>();
  /** Asks how many virtual machines the servers have. */
  @Output() readonly loadMachines = new EventEmitter<void>();
  /** Asks for the pane that has all of it as commands. */
  @Output() readonly powerShell = new EventEmitter<void>();

  @ViewChild('masterView', { static: true }) private masterView!: MasterViewComponent;

  protected readonly strings = appStrings();
  protected rows: ServerRow[] = [];
  protected selection: ServerRow[] = [];
  protected isReading = false;
  protected readonly rowHeight = tableRowHeight;
  protected readonly layout: TableLayout;
  protected readonly byColumns = (_index: number, columns: object): object => columns;
  protected readonly byWords = (_index: number, words: string): string => words;
  protected readonly identityOf = (row: ServerRow): string => row.id;

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

  protected get canManage(): boolean {
    return this.selection.some(row => row.canTakeKey);
  }

  protected fitColumns(): void {
    this.layout.fit(this.masterView);
  }

  protected onSelection(rows: ServerRow[]): void {
    this.selection = rows;
    this.selectedIds = new Set(rows.map(row => row.id));
    this.selectedChange.emit(this.selectedIds);
  }

  /** How many virtual machines a server has, in words; null where nobody has asked. */
  protected machinesOf({ id }: ServerRow): string | null {
    const count = this.machines.get(id);
    switch (count) {
      case undefined:
        return null;
      case 'asking':
        return this.strings.State.checking;
      case 'notKnown':
        return this.strings.Table.notKnown;
      default:
        return numberInWords(count);
    }
  }

  protected onManageKeys(): void {
    this.manageKeys.emit(this.selection.map(row => row.status));
  }

  protected onLoad(event: Event): void {
    // A click in a row would select it, too.
    event.stopPropagation();
    this.loadMachines.emit();
  }

  private select(): void {
    this.selection = this.rows.filter(row => this.selectedIds.has(row.id));
  }
}
