import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { ServerStatus, canTakeKey } from '../../domain/status';
import { appStrings, fillIn } from '../../shell/strings';
import { StateIconComponent } from './state-icon.component';
import { whyNoKey } from './server-words';

/** Stands where the table will be until the first key is applied: what this does, what it takes, and the way in. */
@Component({
  selector: 'avma-first-run',
  standalone: true,
  imports: [CommonModule, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './first-run.component.html',
  styleUrls: ['./first-run.component.css']
})
export class FirstRunComponent {
  @Input() statuses: readonly ServerStatus[] = [];
  @Output() readonly setUp = new EventEmitter<void>();

  protected readonly strings = appStrings();

  protected get canSetUp(): boolean {
    return this.statuses.some(status => canTakeKey(status).can);
  }

  protected get ready(): string {
    const total = this.statuses.length;
    return fillIn(this.strings.FirstRun.requiredOnline, total - this.notReady.length, total);
  }

  protected get allReady(): boolean {
    return this.notReady.length === 0;
  }

  protected readonly byName = (_index: number, server: { name: string }): string => server.name;

  /** The servers that can't take a key now, each with why. */
  protected get notReady(): readonly { name: string; why: string }[] {
    return this.statuses
      .filter(status => !canTakeKey(status).can)
      .map(status => ({
        name: status.server.name,
        why: whyNoKey(canTakeKey(status), this.strings)
      }));
  }
}
