import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { Server } from '../domain/servers/server';
import { appStrings } from '../platform/strings';
import { HelpTopicId } from '../domain/servers/help-topic-id';
import { ExternalLinkComponent } from '../ui/external-link.component';
import { AlertAction } from '../domain/servers/alerts';
import { AlertRow } from './alert-row';
import { StateIconComponent } from '../ui/state-icon.component';

/** An action that was chosen, and the servers that its alert is about. */
export interface ChosenAction {
  readonly action: AlertAction;
  readonly servers: readonly Server[];
}

/** What needs attention, worst first, each with the servers that it is about and with what mends it. */
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
  /** Answers are still awaited: what changes meanwhile is read out when the last one is there. */
  @Input() isReading = false;
  @Output() readonly chosen = new EventEmitter<ChosenAction>();
  /** A question that an alert raises, and that the help answers. */
  @Output() readonly asked = new EventEmitter<HelpTopicId>();

  protected readonly strings = appStrings();
  protected readonly byName = (_index: number, action: AlertAction): string => action;
  protected readonly byKind = (_index: number, alert: AlertRow): string => alert.kind;

  protected wordsOf(action: AlertAction): string {
    const words: Record<AlertAction, string> = {
      refresh: this.strings.Page.refresh,
      manageKeys: this.strings.Page.manageKeys,
      details: this.strings.Alerts.details,
      signIn: this.strings.Access.signIn
    };
    return words[action];
  }
}
