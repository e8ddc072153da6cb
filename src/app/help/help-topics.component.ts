import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input, QueryList, ViewChildren } from '@angular/core';
import { ServerStatus } from '../domain/servers/status';
import { appStrings } from '../platform/strings';
import { ExpanderComponent } from '../ui/expander.component';
import { ExternalLinkComponent } from '../ui/external-link.component';
import { CheckListComponent } from '../ui/check-list.component';
import { RequirementRow, requirementRowsOf } from '../text/requirement-row';
import { environment } from '../platform/environment';
import { GuestTableComponent } from './guest-table.component';
import { HelpLink, HelpTopic, helpTopic } from './help-topics';
import { HelpTopicId } from '../domain/servers/help-topic-id';

/** Questions that expand to show their answers. */
@Component({
  selector: 'avma-help-topics',
  standalone: true,
  imports: [CheckListComponent, CommonModule, ExpanderComponent, ExternalLinkComponent, GuestTableComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './help-topics.component.html',
  styleUrls: ['./help-topics.component.css']
})
export class HelpTopicsComponent {
  @Input() set ids(ids: readonly HelpTopicId[]) {
    this.topics = ids.map(id => helpTopic(id, this.strings));
  }
  /** The question that's open at first; null if none is. */
  @Input() opened: HelpTopicId | null = null;
  /** The servers that the answers are about. */
  @Input() set statuses(statuses: readonly ServerStatus[]) {
    this.requirements = requirementRowsOf(statuses, environment().shellVersion, this.strings);
  }

  @ViewChildren(ExpanderComponent) private questions!: QueryList<ExpanderComponent>;

  protected readonly strings = appStrings();
  protected topics: readonly HelpTopic[] = [];
  protected requirements: readonly RequirementRow[] = [];
  protected readonly byTopic = (_index: number, { id }: HelpTopic): string => id;
  protected readonly byAddress = (_index: number, { href }: HelpLink): string => href;
  protected readonly byWords = (_index: number, words: string): string => words;

  /** Moves the focus to the question that's open at first, or to the first question. */
  focus(): void {
    const index = this.topics.findIndex(({ id }) => id === this.opened);
    this.questions.get(Math.max(index, 0))?.focus();
  }
}
