import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, ChangeDetectorRef, Component, Input, NgZone, OnDestroy } from '@angular/core';
import { Subscription, timer } from 'rxjs';
import { Attempt } from '../domain/servers/attempt';
import { secondsInWords } from '../platform/locale';
import { appStrings, fillIn } from '../platform/strings';
import { explained, explanationOf, headlineOf, leftCertificateInWords, notConfirmedInWords } from '../text/explanation';
import { StateIcon } from '../ui/state-icon';
import { StateIconComponent } from '../ui/state-icon.component';

/** The result of one server's key so far. */
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
        <div *ngIf="notActive">{{ notActive }}</div>
        <div *ngIf="left" class="left sme-scheme-secondary-text">{{ left }}</div>
        <div *ngIf="next" class="sme-scheme-secondary-text">{{ next }}</div>
      </div>
    </div>
  `,
  styleUrls: ['./key-result.component.css']
})
export class KeyResultComponent implements OnDestroy {
  @Input() set attempt(attempt: Attempt) {
    this.shown = attempt;
    this.watching.unsubscribe();
    if (attempt.kind === 'applying') {
      // Outside Angular's zone: a page with a row that counts seconds would never be stable.
      this.watching = this.zone.runOutsideAngular(() =>
        timer(1000, 1000).subscribe(() => this.changes.detectChanges())
      );
    }
  }

  /** The key that the server shows, in words; empty if it shows none. */
  @Input() shownKey = '';
  /** When the key was applied, in words; empty if it isn't known. */
  @Input() appliedAt = '';
  /** Why the key that was applied isn't activated, in words; empty if it is. */
  @Input() notActive = '';

  private shown: Attempt = { kind: 'waiting' };
  private watching = Subscription.EMPTY;
  private readonly strings = appStrings();

  constructor(
    private readonly changes: ChangeDetectorRef,
    private readonly zone: NgZone
  ) {}

  ngOnDestroy(): void {
    this.watching.unsubscribe();
  }

  protected get icon(): StateIcon {
    const icons: Record<Attempt['kind'], StateIcon> = {
      waiting: 'wait',
      applying: 'wait',
      applied: 'success',
      stopped: 'info',
      failed: 'error',
      notConfirmed: 'warning',
      notKnown: 'warning'
    };
    return this.shown.kind === 'applied' && this.notActive ? 'warning' : icons[this.shown.kind];
  }

  protected get words(): string {
    const words = this.strings.Attempt;
    switch (this.shown.kind) {
      case 'waiting':
        return words.waiting;
      case 'applying':
        return this.elapsed(this.shown.since);
      case 'stopped':
        return words.stopped;
      case 'applied':
        return this.shownKey || this.appliedInWords;
      case 'failed':
        return headlineOf(this.shown, this.strings);
      case 'notConfirmed':
        return words.notConfirmed;
      case 'notKnown':
        return words.notKnown;
    }
  }

  /** What to do about a key that wasn't applied or isn't confirmed. */
  protected get next(): string {
    switch (this.shown.kind) {
      case 'failed':
        return explanationOf(this.shown, this.strings).next;
      case 'notConfirmed':
        return this.strings.Attempt.notConfirmedNext;
      case 'notKnown':
        return this.strings.Attempt.notKnownNext;
      default:
        return '';
    }
  }

  /** What the key left in the server's certificate store. */
  protected get left(): string {
    const left = 'left' in this.shown ? this.shown.left : undefined;
    return left ? leftCertificateInWords(left, this.strings) : '';
  }

  protected get details(): string {
    switch (this.shown.kind) {
      case 'applied':
        return this.shownKey && this.appliedInWords;
      case 'failed':
        return explained(this.shown, this.strings);
      case 'notConfirmed':
        return notConfirmedInWords(this.shown, this.strings);
      case 'notKnown':
        return explained({ ...this.shown.failure, code: null }, this.strings);
      default:
        return '';
    }
  }

  private get appliedInWords(): string {
    const words = this.strings.Attempt;
    return this.appliedAt ? fillIn(words.appliedAt, this.appliedAt) : words.applied;
  }

  /** How long the apply has been in progress: some servers take minutes. */
  private elapsed(since: number): string {
    const seconds = Math.floor((Date.now() - since) / 1000);
    const words = this.strings.Attempt;
    return seconds < 1 ? words.applying : fillIn(words.applyingFor, secondsInWords(seconds));
  }
}
