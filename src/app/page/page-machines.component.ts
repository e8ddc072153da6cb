import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { noAnswers } from '../cluster/per-server';
import { Server } from '../domain/servers/server';
import { ServerStatus } from '../domain/servers/status';
import { appStrings } from '../platform/strings';
import { ActivationStore } from '../servers/activation-store';
import { memoize } from '../ui/memoize';
import { VirtualMachineRow } from '../virtual-machines/virtual-machine-row';
import { VirtualMachinesState } from '../virtual-machines/virtual-machines-state';
import { VirtualMachinesStore } from '../virtual-machines/virtual-machines-store';
import { VirtualMachinesComponent } from '../virtual-machines/virtual-machines.component';
import {
  VirtualMachineChoices,
  VirtualMachinesView,
  noVirtualMachineChoices
} from '../virtual-machines/virtual-machines-view';
import { downloadVirtualMachines } from './csv-files';

/** The virtual machines tab, connected to the stores of both tabs. */
@Component({
  selector: 'avma-page-machines',
  standalone: true,
  imports: [VirtualMachinesComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <avma-virtual-machines
      [view]="viewOf(statuses, guests)"
      [choices]="choices"
      (choicesChange)="choicesChange.emit($event)"
      (retried)="onRetry($event)"
      (refresh)="onRefresh()"
      (exported)="onExport($event)"
    ></avma-virtual-machines>
  `,
  styleUrls: ['./page-machines.component.css']
})
export class PageMachinesComponent {
  @Input() clusterName = '';
  /** All servers of the cluster. */
  @Input() statuses: readonly ServerStatus[] = [];
  /** The state of the virtual machines. */
  @Input() guests: VirtualMachinesState = noAnswers;
  /** The choices made in this tab; they outlive it. */
  @Input() choices: VirtualMachineChoices = noVirtualMachineChoices;
  @Output() readonly choicesChange = new EventEmitter<VirtualMachineChoices>();
  /** The chosen control may disappear with the next answer, and the focus with it. */
  @Output() readonly focusLost = new EventEmitter<void>();

  protected readonly viewOf = memoize(
    (statuses: readonly ServerStatus[], guests: VirtualMachinesState): VirtualMachinesView => ({
      statuses,
      guests
    })
  );

  constructor(
    private readonly store: ActivationStore,
    private readonly machines: VirtualMachinesStore
  ) {}

  protected onRetry(server: Server): void {
    this.machines.retry(server);
    this.focusLost.emit();
  }

  protected onRefresh(): void {
    // What a guest can expect depends on the state of its servers.
    this.store.refresh();
    this.machines.refresh(this.statuses.map(({ server }) => server));
  }

  protected onExport(rows: readonly VirtualMachineRow[]): void {
    downloadVirtualMachines(rows, this.clusterName, appStrings());
  }
}
