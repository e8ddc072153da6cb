import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { ServerStatus, canTakeKey } from '../../domain/status';
import { appStrings, fillIn } from '../../shell/strings';
import { HelpTopicId } from '../help/help-topics';
import { HelpTopicsComponent } from '../help/help-topics.component';
import { RequirementsComponent } from './requirements.component';
import { UnreadAnswer, unreadAnswersOf } from './unread-answers';

/** Stands where the table will be until the first key is applied: what this does, what it takes, and the way in. */
@Component({
  selector: 'avma-first-run',
  standalone: true,
  imports: [CommonModule, HelpTopicsComponent, RequirementsComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './first-run.component.html',
  styleUrls: ['./first-run.component.css']
})
export class FirstRunComponent {
  @Input() statuses: readonly ServerStatus[] = [];
  @Output() readonly setUp = new EventEmitter<void>();
  /** Asks for the pane that has all of it as commands. */
  @Output() readonly powerShell = new EventEmitter<void>();

  protected readonly strings = appStrings();

  protected readonly questions: readonly HelpTopicId[] = ['whereToGetKeys', 'whichKeys', 'subscription'];

  protected get canSetUp(): boolean {
    return this.ready > 0;
  }

  /** What was not understood: nobody has published how a server says that it has no key. */
  protected get unread(): readonly UnreadAnswer[] {
    return unreadAnswersOf(this.statuses, this.strings);
  }

  /** That it begins with some of the servers; empty where all are ready, or none is. */
  protected get someReady(): string {
    const total = this.statuses.length;
    return this.ready > 0 && this.ready < total ? fillIn(this.strings.FirstRun.someReady, this.ready, total) : '';
  }

  protected readonly byText = (_index: number, { text }: UnreadAnswer): string => text;

  private get ready(): number {
    return this.statuses.filter(status => canTakeKey(status).can).length;
  }
}
