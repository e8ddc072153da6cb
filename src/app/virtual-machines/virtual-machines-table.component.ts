import { ChangeDetectionStrategy, Component, EventEmitter, Input, OnChanges, Output } from '@angular/core';
import { AppStrings, appStrings } from '../platform/strings';
import { StateIconComponent } from '../ui/state-icon.component';
import { TableColumn } from '../ui/table-column';
import { TableAction, TableComponent } from '../ui/table.component';
import { VirtualMachineRow } from './virtual-machine-row';

/** The table of virtual machines. */
@Component({
  selector: 'avma-virtual-machines-table',
  standalone: true,
  imports: [StateIconComponent, TableComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './virtual-machines-table.component.html',
  styleUrls: ['../ui/table-cells.css']
})
export class VirtualMachinesTableComponent implements OnChanges {
  @Input() rows: VirtualMachineRow[] = [];
  /** The IDs of the selected rows. */
  @Input() selected: ReadonlySet<string> = new Set();
  /** The message for a table without rows. */
  @Input() empty = '';
  @Input() isReading = false;
  /** Whether the rows can be exported. Rows with assumed licenses can't. */
  @Input() canExport = true;
  @Output() readonly selectedChange = new EventEmitter<ReadonlySet<string>>();
  @Output() readonly refresh = new EventEmitter<void>();
  /** Asks to export these rows. */
  @Output() readonly exported = new EventEmitter<void>();

  protected readonly strings = appStrings();
  protected readonly columns = machineColumnsOf(this.strings);
  protected actions: readonly TableAction[] = [];

  ngOnChanges(): void {
    const { strings } = this;
    const canExport = this.canExport && this.rows.length > 0;
    this.actions = [
      { icon: 'refresh', text: strings.Page.refresh, isEnabled: !this.isReading, run: () => this.refresh.emit() },
      { icon: 'export', text: strings.Export.action, isEnabled: canExport, run: () => this.exported.emit() }
    ];
  }
}

/** The columns of the table of virtual machines. */
export function machineColumnsOf(strings: AppStrings): readonly TableColumn[] {
  const words = strings.Guests;
  return [
    { field: 'name', header: words.name, widths: { wide: '15%', medium: '17%', narrow: '30%' } },
    { field: 'serverName', header: strings.Table.server, widths: { wide: '9%', medium: '10%', narrow: '18%' } },
    { field: 'system', header: words.system, widths: { wide: '15%', medium: '20%', narrow: null } },
    { field: 'edition', header: words.edition, widths: { wide: '13%', medium: null, narrow: null } },
    { field: 'power', header: words.power, widths: { wide: '8%', medium: null, narrow: null } },
    { field: 'dataExchange', header: words.dataExchange, widths: { wide: '10%', medium: '16%', narrow: null } },
    { field: 'coverage', header: words.coverage, widths: { wide: '30%', medium: '37%', narrow: '52%' } }
  ];
}
