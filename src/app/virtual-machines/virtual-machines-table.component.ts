import { CommonModule } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  EventEmitter,
  Input,
  OnChanges,
  Output,
  SimpleChanges
} from '@angular/core';
import { AppStrings, appStrings } from '../platform/strings';
import { StateIconComponent } from '../ui/state-icon.component';
import { TableColumn } from '../ui/table-column';
import { TableAction, TableComponent } from '../ui/table.component';
import { VirtualMachineRow } from './virtual-machine-row';

/** The table of virtual machines. */
@Component({
  selector: 'avma-virtual-machines-table',
  standalone: true,
  imports: [CommonModule, StateIconComponent, TableComponent],
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
  /** Whether the rows assume other licenses. Such rows can't be exported. */
  @Input() isPreview = false;
  /** Whether there's a script for the selected machines. */
  @Input() canScript = false;
  @Output() readonly selectedChange = new EventEmitter<ReadonlySet<string>>();
  @Output() readonly refresh = new EventEmitter<void>();
  /** Asks to export these rows. */
  @Output() readonly exported = new EventEmitter<void>();
  /** Asks for the script for the selected machines. */
  @Output() readonly scriptCopied = new EventEmitter<void>();
  /** A click selected a machine, whose details are to come into view. */
  @Output() readonly clicked = new EventEmitter<void>();

  protected readonly strings = appStrings();
  protected columns = machineColumnsOf(this.strings, this.isPreview);
  protected actions: readonly TableAction[] = [];

  ngOnChanges({ isPreview }: SimpleChanges): void {
    const { strings } = this;
    const canExport = !this.isPreview && this.rows.length > 0;
    const script = strings.GuestScript.copy;
    this.actions = [
      { icon: 'copy', text: script, isEnabled: this.canScript, run: () => this.scriptCopied.emit() },
      { icon: 'refresh', text: strings.Page.refresh, isEnabled: !this.isReading, run: () => this.refresh.emit() },
      { icon: 'export', text: strings.Export.action, isEnabled: canExport, run: () => this.exported.emit() }
    ];
    if (isPreview) {
      this.columns = machineColumnsOf(strings, this.isPreview);
    }
  }
}

/** The columns of the table of virtual machines. The coverage and its reason get most of the width. */
export function machineColumnsOf(strings: AppStrings, isPreview: boolean): readonly TableColumn[] {
  const words = strings.Guests;
  const coverage = isPreview ? words.previewCoverage : words.coverage;
  return [
    { field: 'name', header: words.name, widths: { wide: '20%', medium: '22%', narrow: '36%' } },
    { field: 'serverName', header: strings.Table.server, widths: { wide: '10%', medium: '13%', narrow: null } },
    { field: 'systemAndEdition', header: words.system, widths: { wide: '26%', medium: '27%', narrow: null } },
    { field: 'coverage', header: coverage, widths: { wide: '44%', medium: '38%', narrow: '64%' } }
  ];
}
