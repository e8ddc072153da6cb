import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { Attempt } from '../../domain/attempt';
import { appStrings, fillIn } from '../../shell/strings';
import { explained, explanationOf, headlineOf } from '../servers/explanation';
import { StateIcon } from '../servers/server-words';
import { StateIconComponent } from '../servers/state-icon.component';

/** What came of one server's key, as far as it has come. */
@Component({
  selector: 'avma-key-result',
  standalone: true,
  imports: [CommonModule, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="result">
      <avma-state-icon [icon]="icon"></avma-state-icon>
      <div>
        <div>{{ words }}</div>
        <div *ngIf="details" class="sme-scheme-secondary-text">{{ details }}</div>
        <div *ngIf="next" class="sme-scheme-secondary-text">{{ next }}</div>
      </div>
    </div>
  `,
  styleUrls: ['./key-result.component.css']
})
export class KeyResultComponent {
  @Input() attempt: Attempt = { kind: 'waiting' };

  private readonly strings = appStrings();

  protected get icon(): StateIcon {
    const icons: Record<Attempt['kind'], StateIcon> = {
      waiting: 'wait',
      applying: 'wait',
      applied: 'success',
      failed: 'error',
      notKnown: 'warning'
    };
    return icons[this.attempt.kind];
  }

  protected get words(): string {
    const words = this.strings.Attempt;
    switch (this.attempt.kind) {
      case 'waiting':
        return words.waiting;
      case 'applying':
        return words.applying;
      case 'applied':
        return words.applied;
      case 'failed':
        return headlineOf(this.attempt, this.strings);
      case 'notKnown':
        return words.notKnown;
    }
  }

  /** What to do about a key that was not applied. */
  protected get next(): string {
    return this.attempt.kind === 'failed' ? explanationOf(this.attempt, this.strings).next : '';
  }

  protected get details(): string {
    switch (this.attempt.kind) {
      case 'failed':
        return explained(this.attempt, this.strings);
      case 'notKnown':
        return fillIn(
          this.strings.Attempt.notKnownNext,
          explained({ ...this.attempt.failure, code: null }, this.strings)
        );
      default:
        return '';
    }
  }
}
