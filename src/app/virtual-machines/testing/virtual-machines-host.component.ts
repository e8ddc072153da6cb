import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, ChangeDetectorRef, Component } from '@angular/core';
import { SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { noAnswers } from '../../cluster/per-server';
import { VirtualMachineRow } from '../virtual-machine-row';
import { VirtualMachinesView, noVirtualMachineChoices } from '../virtual-machines-view';
import { VirtualMachinesComponent } from '../virtual-machines.component';

/** The tab on a page that keeps its choices. For specs only. */
@Component({
  standalone: true,
  imports: [CommonModule, SmeUxModule, VirtualMachinesComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <sme-ux>
      <div *ngIf="isShown" style="display: flex; flex-direction: column; block-size: 900px; inline-size: 1300px">
        <avma-virtual-machines
          [view]="view"
          [(choices)]="choices"
          (retried)="retried.push($event.name)"
          (refresh)="refreshes = refreshes + 1"
          (exported)="exported = $event"
        ></avma-virtual-machines>
      </div>
    </sme-ux>
  `
})
export class VirtualMachinesHostComponent {
  isShown = true;
  view: VirtualMachinesView = { statuses: [], guests: noAnswers };
  choices = noVirtualMachineChoices;
  readonly retried: string[] = [];
  refreshes = 0;
  exported: readonly VirtualMachineRow[] = [];

  constructor(private readonly changes: ChangeDetectorRef) {}

  change(change: Partial<Pick<VirtualMachinesHostComponent, 'isShown' | 'view'>>): void {
    Object.assign(this, change);
    this.changes.markForCheck();
  }
}
