import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output, ViewChild } from '@angular/core';
import { ServerStatus } from '../domain/servers/status';
import { appStrings } from '../platform/strings';
import { PaneComponent } from '../ui/pane.component';
import { HelpTopicId, helpTopicIds } from '../domain/servers/help-topic-id';
import { HelpTopicsComponent } from './help-topics.component';

/** The pane of questions and answers. It opens with one of them expanded, or none. */
@Component({
  selector: 'avma-help-pane',
  standalone: true,
  imports: [HelpTopicsComponent, PaneComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './help-pane.component.html'
})
export class HelpPaneComponent {
  @Input() topic: HelpTopicId | null = null;
  /** The servers that the answers are about. */
  @Input() statuses: readonly ServerStatus[] = [];
  @Output() readonly closed = new EventEmitter<void>();

  @ViewChild(HelpTopicsComponent) private topics?: HelpTopicsComponent;

  protected readonly strings = appStrings();
  protected readonly ids = helpTopicIds;

  protected focusTopic(): void {
    this.topics?.focus();
  }
}
