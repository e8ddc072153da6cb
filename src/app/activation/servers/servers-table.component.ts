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
import { Subscription, timer } from 'rxjs';
import { ServerStatus } from '../../domain/status';
import { appStrings } from '../../shell/strings';
import { ActivationView } from '../activation-store';
import { ServerRow, rowOf } from './server-row';
import { StateIconComponent } from './state-icon.component';

/** Below this width, in CSS pixels, not all columns can be read. */
const narrowBelow = 768;

/** How wide each column is. A narrow page leaves out what an admin can do without. */
const wideColumns = {
  name: '10%',
  nodeState: '10%',
  activation: '32%',
  keyVersion: '13%',
  keyType: '10%',
  lastFive: '10%',
  checkedAt: '13%'
};
const narrowColumns = {
  ...wideColumns,
  name: '18%',
  activation: '41%',
  keyVersion: '20%',
  lastFive: '18%'
};

/** What the table shows. */
type TableView = Pick<ActivationView, 'statuses' | 'findings' | 'isReading'>;

/** All servers of the cluster, a row each. Rows fill as answers come; what is selected stays so meanwhile. */
@Component({
  selector: 'avma-servers-table',
  standalone: true,
  imports: [
    CommonModule,
    ActionsModule,
    DataTableModule,
    MasterViewModule,
    StateIconComponent
  ],
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
  @Output() readonly selectedChange = new EventEmitter<ReadonlySet<string>>();
  @Output() readonly refresh = new EventEmitter<void>();
  /** Asks for the pane that applies keys to the selected servers. */
  @Output() readonly manageKeys = new EventEmitter<readonly ServerStatus[]>();
  /** Asks for a file of all servers. */
  @Output() readonly exported = new EventEmitter<void>();
  /** Asks for the pane that has all of it as commands. */
  @Output() readonly powerShell = new EventEmitter<void>();

  @ViewChild('masterView', { static: true }) private masterView!: MasterViewComponent;

  protected readonly strings = appStrings();
  protected rows: ServerRow[] = [];
  protected selection: ServerRow[] = [];
  protected isReading = false;
  protected isNarrow = false;
  /** In CSS pixels, with the line below it, which the SDK's own number leaves out: it would cut the last row. */
  protected readonly rowHeight = 31;
  protected readonly byColumns = (_index: number, columns: object): object => columns;
  protected readonly byWords = (_index: number, words: string): string => words;
  protected readonly identityOf = (row: ServerRow): string => row.id;

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

  protected get widths(): typeof wideColumns {
    return this.isNarrow ? narrowColumns : wideColumns;
  }

  protected get canManage(): boolean {
    return this.selection.some(row => row.canTakeKey);
  }

  protected fitColumns(): void {
    const isNarrow = this.host.nativeElement.clientWidth < narrowBelow;
    if (isNarrow !== this.isNarrow) {
      this.isNarrow = isNarrow;
      // The SDK's table measures once while its columns still change; so it measures again when they have.
      this.settling.unsubscribe();
      this.settling = timer(100).subscribe(() => this.masterView.updateLayout());
    }
  }

  protected onSelection(rows: ServerRow[]): void {
    this.selection = rows;
    this.selectedIds = new Set(rows.map(row => row.id));
    this.selectedChange.emit(this.selectedIds);
  }

  protected onManageKeys(): void {
    this.manageKeys.emit(this.selection.map(row => row.status));
  }

  private select(): void {
    this.selection = this.rows.filter(row => this.selectedIds.has(row.id));
  }
}
