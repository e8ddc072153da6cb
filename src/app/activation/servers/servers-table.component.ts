import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import {
  ActionsModule,
  DataTableModule,
  MasterViewModule
} from '@microsoft/windows-admin-center-sdk/angular';
import { ServerStatus } from '../../domain/status';
import { appStrings } from '../../shell/strings';
import { ServerRow, rowOf } from './server-row';
import { StateIconComponent } from './state-icon.component';

/** All servers of the cluster, a row each. Rows fill as answers come; what is selected stays so meanwhile. */
@Component({
  selector: 'avma-servers-table',
  standalone: true,
  imports: [CommonModule, ActionsModule, DataTableModule, MasterViewModule, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './servers-table.component.html',
  styleUrls: ['./servers-table.component.css']
})
export class ServersTableComponent {
  /** All statuses, in the cluster's order. */
  @Input() set statuses(statuses: readonly ServerStatus[]) {
    this.rows = statuses.map(status => rowOf(status, this.strings));
    const ids = new Set(this.selection.map(row => row.id));
    this.selection = this.rows.filter(row => ids.has(row.id));
  }
  @Input() isReading = false;
  @Output() readonly refresh = new EventEmitter<void>();
  /** Asks for the pane that applies keys to the selected servers. */
  @Output() readonly manageKeys = new EventEmitter<readonly ServerStatus[]>();

  protected readonly strings = appStrings();
  protected rows: ServerRow[] = [];
  protected selection: ServerRow[] = [];
  protected readonly identityOf = (row: ServerRow): string => row.id;

  protected get canManage(): boolean {
    return this.selection.some(row => row.canTakeKey);
  }

  protected onManageKeys(): void {
    this.manageKeys.emit(this.selection.map(row => row.status));
  }
}
