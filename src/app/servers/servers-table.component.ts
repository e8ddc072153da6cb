import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, OnChanges, Output } from '@angular/core';
import { MachineCount } from '../domain/guests/virtual-machine';
import { ServerStatus } from '../domain/servers/status';
import { numberInWords } from '../platform/locale';
import { AppStrings, appStrings } from '../platform/strings';
import { StateIconComponent } from '../ui/state-icon.component';
import { TableColumn } from '../ui/table-column';
import { TableAction, TableComponent } from '../ui/table.component';
import { ActivationView } from './activation-store';
import { ServerRow, rowOf } from './server-row';

/** What the table shows. */
type TableView = Pick<ActivationView, 'statuses' | 'findings' | 'isReading'>;

/** All servers of the cluster, a row each. Rows fill as answers come; what is selected stays so meanwhile. */
@Component({
  selector: 'avma-servers-table',
  standalone: true,
  imports: [CommonModule, StateIconComponent, TableComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './servers-table.component.html',
  styleUrls: ['../ui/table-cells.css', './servers-table.component.css']
})
export class ServersTableComponent implements OnChanges {
  /** The servers in the cluster's order, and what is true of all of them. */
  @Input() set view({ statuses, findings, isReading }: TableView) {
    this.rows = statuses.map(status => rowOf(status, findings, this.strings));
    this.isReading = isReading;
  }
  /** The ids of the selected servers. */
  @Input() selected: ReadonlySet<string> = new Set();
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

  protected readonly strings = appStrings();
  protected readonly columns = columnsOf(this.strings);
  protected rows: ServerRow[] = [];
  protected actions: readonly TableAction[] = [];
  protected readonly byWords = (_index: number, words: string): string => words;

  private isReading = false;

  ngOnChanges(): void {
    const { strings } = this;
    const chosen = this.rows.filter(({ id }) => this.selected.has(id));
    const manage = (): void => this.manageKeys.emit(chosen.map(({ status }) => status));
    const canManage = chosen.some(({ canTakeKey }) => canTakeKey);
    this.actions = [
      { icon: 'edit', text: strings.Page.manageKeys, isEnabled: canManage, run: manage },
      { icon: 'refresh', text: strings.Page.refresh, isEnabled: !this.isReading, run: () => this.refresh.emit() },
      { icon: 'export', text: strings.Export.action, isEnabled: true, run: () => this.exported.emit() },
      { icon: 'powerShell', text: strings.PowerShell.title, isEnabled: true, run: () => this.powerShell.emit() }
    ];
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

  protected onLoad(event: Event): void {
    // A click in a row would select it, too.
    event.stopPropagation();
    this.loadMachines.emit();
  }
}

function columnsOf(strings: AppStrings): readonly TableColumn[] {
  const words = strings.Table;
  return [
    { field: 'name', header: words.server, widths: { wide: '10%', medium: '10%', narrow: '18%' } },
    { field: 'nodeState', header: words.nodeState, widths: { wide: '8%', medium: '8%', narrow: null } },
    { field: 'activation', header: words.activation, widths: { wide: '26%', medium: '22%', narrow: '41%' } },
    { field: 'keyVersion', header: words.keyVersion, widths: { wide: '13%', medium: '17%', narrow: '20%' } },
    { field: 'keyType', header: words.keyType, widths: { wide: '9%', medium: null, narrow: null } },
    { field: 'lastFive', header: words.lastFive, widths: { wide: '9%', medium: '10%', narrow: '18%' } },
    {
      field: 'machines',
      header: words.machines,
      widths: { wide: '13%', medium: '17%', narrow: null },
      isUnsorted: true
    },
    { field: 'checkedAt', header: words.checkedAt, widths: { wide: '12%', medium: '14%', narrow: null } }
  ];
}
