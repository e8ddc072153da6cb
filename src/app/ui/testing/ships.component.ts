import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, ChangeDetectorRef, Component } from '@angular/core';
import { SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { TableColumn } from '../table-column';
import { TableAction, TableComponent } from '../table.component';

export interface Ship {
  readonly id: string;
  readonly name: string;
  readonly port: string;
  readonly load: number;
}

export const argo: Ship = { id: '1', name: 'Argo', port: 'Iolcus', load: 50 };
export const beagle: Ship = { id: '2', name: 'Beagle', port: 'Plymouth', load: 74 };
export const calypso: Ship = { id: '3', name: 'Calypso', port: 'Antibes', load: 12 };

const columns: readonly TableColumn[] = [
  { field: 'name', header: 'Ship', widths: { wide: '30%', medium: '40%', narrow: '60%' } },
  { field: 'port', header: 'Port', widths: { wide: '30%', medium: '40%', narrow: null } },
  { field: 'load', header: 'Load', widths: { wide: '20%', medium: null, narrow: null } },
  { field: 'crew', header: 'Crew', widths: { wide: '10%', medium: '10%', narrow: '30%' }, isUnsorted: true }
];

/** A table of ships on a page. For specs only. */
@Component({
  standalone: true,
  imports: [CommonModule, SmeUxModule, TableComponent],
  // OnPush, as on the page: the SDK's table changes itself while it's being drawn.
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <sme-ux>
      <div
        *ngIf="isShown"
        style="display: flex; flex-direction: column; block-size: 600px"
        [style.inline-size.px]="width"
      >
        <avma-table
          [label]="label"
          [empty]="empty"
          [columns]="columns"
          [cells]="{ crew: crewCell }"
          [actions]="actions"
          [lines]="lines"
          [mostRows]="mostRows"
          [rows]="rows"
          [(selected)]="selected"
        ></avma-table>
        <ng-template #crewCell let-ship>{{ crew }}, {{ ship.name }}</ng-template>
      </div>
    </sme-ux>
  `
})
export class ShipsComponent {
  readonly columns = columns;
  readonly label = 'Ships';
  readonly empty = 'None';
  isShown = true;
  width = 1200;
  lines: 1 | 2 = 1;
  mostRows = 0;
  crew = 'Nobody';
  rows = [argo, beagle, calypso];
  selected: ReadonlySet<string> = new Set();
  actions: readonly TableAction[] = [];

  constructor(private readonly changes: ChangeDetectorRef) {}

  change(change: Partial<Omit<ShipsComponent, 'change'>>): void {
    Object.assign(this, change);
    this.changes.markForCheck();
  }
}
