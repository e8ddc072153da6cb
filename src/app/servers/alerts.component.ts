import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { Server } from '../domain/servers/server';
import { appStrings } from '../platform/strings';
import { HelpTopicId } from '../domain/servers/help-topic-id';
import { ExternalLinkComponent } from '../ui/external-link.component';
import { AlertAction } from '../domain/servers/alerts';
import { AlertRow } from './alert-row';
import { StateIconComponent } from '../ui/state-icon.component';

/** A chosen action, and the servers of its alert. */
export interface ChosenAction {
  readonly action: AlertAction;
  readonly servers: readonly Server[];
}

/** What needs attention, worst first, each with its servers and the actions that fix it. */
@Component({
  selector: 'avma-alerts',
  standalone: true,
  imports: [CommonModule, ExternalLinkComponent, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './alerts.component.html',
  styleUrls: ['./alerts.component.css']
})
export class AlertsComponent {
  @Input() alerts: readonly AlertRow[] = [];
  /** Some answers are still pending: changes are announced when the last one arrives. */
  @Input() isReading = false;
  @Output() readonly chosen = new EventEmitter<ChosenAction>();
  /** A question that an alert raises, and that the help answers. */
  @Output() readonly topicChosen = new EventEmitter<HelpTopicId>();

  protected readonly strings = appStrings();
  protected readonly byName = (_index: number, action: AlertAction): string => action;
  protected readonly byKind = (_index: number, alert: AlertRow): string => alert.kind;

  protected wordsOf(action: AlertAction): string {
    const words: Record<AlertAction, string> = {
      refresh: this.strings.Page.refresh,
      manageKeys: this.strings.Page.manageKeys,
      details: this.strings.Alerts.details,
      signIn: this.strings.Access.signIn,
      commands: this.strings.PowerShell.title
    };
    return words[action];
  }
}
