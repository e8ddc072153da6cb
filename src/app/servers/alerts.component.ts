import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { HelpTopicId } from '../domain/servers/help-topic-id';
import { appStrings, fillIn, pluralOf } from '../platform/strings';
import { AlertBarComponent, ChosenAction } from './alert-bar.component';
import { AlertRow } from './alert-row';

/** How many alerts are always visible. More would push the servers off the screen. */
const mostOpen = 2;

/** What needs attention, worst first. The first ones are visible, and a button shows the rest. */
@Component({
  selector: 'avma-alerts',
  standalone: true,
  imports: [AlertBarComponent, CommonModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './alerts.component.html',
  styleUrls: ['./alerts.component.css']
})
export class AlertsComponent {
  @Input() set alerts(alerts: readonly AlertRow[]) {
    this.open = alerts.slice(0, mostOpen);
    this.more = alerts.slice(mostOpen);
  }
  /** Some answers are still pending: changes are announced when the last one arrives. */
  @Input() isReading = false;
  @Output() readonly chosen = new EventEmitter<ChosenAction>();
  /** A question that an alert raises, and that the help answers. */
  @Output() readonly topicChosen = new EventEmitter<HelpTopicId>();

  protected open: readonly AlertRow[] = [];
  protected more: readonly AlertRow[] = [];
  protected showsMore = false;
  protected readonly strings = appStrings();
  protected readonly byKind = (_index: number, alert: AlertRow): string => alert.kind;

  protected get moreInWords(): string {
    const count = this.more.length;
    return fillIn(pluralOf(this.strings.Alerts.more, count), count);
  }
}
