import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { ServerStatus } from '../domain/servers/status';
import { canTakeKey } from '../domain/servers/states';
import { appStrings, fillIn, pluralOf } from '../platform/strings';
import { environment } from '../platform/environment';
import { RequirementRow, requirementRowsOf } from '../text/requirement-row';
import { CheckListComponent } from '../ui/check-list.component';
import { HostPictureComponent } from './host-picture.component';
import { UnreadAnswer, unreadAnswersOf } from './unread-answers';

/**
 * Shown instead of the table until the first key is applied: what this extension does, what it requires, and how to
 * start. Related questions are projected into it.
 */
@Component({
  selector: 'avma-first-run',
  standalone: true,
  imports: [CheckListComponent, CommonModule, HostPictureComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './first-run.component.html',
  styleUrls: ['./first-run.component.css']
})
export class FirstRunComponent {
  @Input() set statuses(statuses: readonly ServerStatus[]) {
    this.shown = statuses;
    this.requirements = requirementRowsOf(statuses, environment().shellVersion, this.strings);
  }
  /** Some answers are still pending. */
  @Input() isReading = false;
  @Output() readonly setUp = new EventEmitter<void>();
  /** Opens the pane with all of it as commands. */
  @Output() readonly powerShell = new EventEmitter<void>();
  @Output() readonly refresh = new EventEmitter<void>();

  protected readonly strings = appStrings();
  protected requirements: readonly RequirementRow[] = [];

  private shown: readonly ServerStatus[] = [];

  protected get canSetUp(): boolean {
    return this.ready > 0;
  }

  /** Answers that weren't understood: no documentation says how a server reports that it has no key. */
  protected get unread(): readonly UnreadAnswer[] {
    return unreadAnswersOf(this.shown, this.strings);
  }

  /** Says that only some servers are ready; empty if all are, or none is. */
  protected get someReady(): string {
    const total = this.shown.length;
    return this.ready > 0 && this.ready < total
      ? fillIn(pluralOf(this.strings.FirstRun.someReady, total), this.ready, total)
      : '';
  }

  /** The button keeps the focus while it can't be used. */
  protected onRefresh(): void {
    if (!this.isReading) {
      this.refresh.emit();
    }
  }

  protected readonly byText = (_index: number, { text }: UnreadAnswer): string => text;

  private get ready(): number {
    return this.shown.filter(status => canTakeKey(status).can).length;
  }
}
