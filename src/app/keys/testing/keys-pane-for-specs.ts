import { CommonModule } from '@angular/common';
import { Component } from '@angular/core';
import { SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { answered, reportWithoutKey, serversNamed } from '../../cluster/testing/fake-cluster-connection';
import { Attempt, LastAttempt } from '../../domain/servers/attempt';
import { Server, serverId } from '../../domain/servers/server';
import { ServerStatus, statusOf } from '../../domain/servers/status';
import { KeyAssignment } from '../../domain/servers/key-assignment';
import { KeysPaneComponent, KeysPaneMode } from '../keys-pane.component';

/** A host for the pane, as the page has it. For specs only. */
@Component({
  standalone: true,
  imports: [CommonModule, KeysPaneComponent, SmeUxModule],
  template: `
    <sme-ux>
      <avma-keys-pane
        *ngIf="isOpen"
        [mode]="mode"
        [statuses]="statuses"
        [cluster]="cluster"
        [attempts]="attempts"
        (applied)="orders = $event"
        (stopped)="stops = stops + 1"
        (closed)="closed = true"
      ></avma-keys-pane>
    </sme-ux>
  `
})
export class KeysPaneHostComponent {
  isOpen = true;
  mode: KeysPaneMode = 'setUp';
  /** node01 and node02, both without a key. */
  statuses: readonly ServerStatus[] = serversNamed('node01', 'node02').map(server =>
    statusOf(server, answered(reportWithoutKey()))
  );
  cluster: readonly ServerStatus[] | null = null;
  attempts: ReadonlyMap<string, LastAttempt> = new Map();
  orders: readonly KeyAssignment[] | null = null;
  stops = 0;
  closed = false;

  /** Sets the last attempt on that server. */
  came(server: Server, attempt: Attempt): void {
    const last = { attempt, lastFiveBefore: null, wasActivated: true };
    this.attempts = new Map(this.attempts).set(serverId(server), last);
  }
}
