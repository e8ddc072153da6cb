import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { AlertAction } from '../domain/servers/alerts';
import { HelpTopicId } from '../domain/servers/help-topic-id';
import { Server } from '../domain/servers/server';
import { appStrings } from '../platform/strings';
import { labeled } from '../text/joined';
import { ExternalLinkComponent } from '../ui/external-link.component';
import { StateIconComponent } from '../ui/state-icon.component';
import { AlertRow } from './alert-row';

/** A chosen action, and the servers of its alert. */
export interface ChosenAction {
  readonly action: AlertAction;
  readonly servers: readonly Server[];
}

/**
 * One alert: what's wrong, on which servers, and what fixes it. It looks like the SDK's message bar by using its CSS;
 * the SDK's own component has no place for buttons.
 */
@Component({
  selector: 'avma-alert-bar',
  standalone: true,
  imports: [CommonModule, ExternalLinkComponent, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './alert-bar.component.html',
  styleUrls: ['./alert-bar.component.css'],
  host: { '[class]': 'classes' }
})
export class AlertBarComponent {
  @Input() alert!: AlertRow;
  @Output() readonly chosen = new EventEmitter<ChosenAction>();
  /** A question that the alert raises, and that the help answers. */
  @Output() readonly topicChosen = new EventEmitter<HelpTopicId>();

  protected readonly strings = appStrings();
  protected readonly byName = (_index: number, action: AlertAction): string => action;

  private namesAll = false;

  /** The SDK's classes for a message bar. */
  protected get classes(): string {
    const severity = this.alert.icon === 'info' ? 'informational' : this.alert.icon;
    return `sme-alert sme-page-alert sme-alert-background sme-alert-${severity}`;
  }

  protected get hasMoreNames(): boolean {
    return this.alert.allNames !== '' && !this.namesAll;
  }

  protected get shownNames(): string {
    const { names, allNames } = this.alert;
    return this.namesAll && allNames ? allNames : names;
  }

  /** The button disappears, and the focus with it. */
  protected nameAll(names: HTMLElement): void {
    this.namesAll = true;
    names.focus();
  }

  /** A button's text with the alert's title, for screen readers. */
  protected labelOf(button: string): string {
    return labeled(button, this.alert.title, this.strings);
  }

  protected wordsOf(action: AlertAction): string {
    const words: Record<AlertAction, string> = {
      manageKeys: this.strings.Page.manageKeys,
      details: this.strings.Alerts.details,
      signIn: this.strings.Access.signIn,
      commands: this.strings.PowerShell.title
    };
    return words[action];
  }
}
