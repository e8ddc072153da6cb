import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, ElementRef, EventEmitter, Input, Output, ViewChild } from '@angular/core';
import { appStrings } from '../platform/strings';
import { KeyRow } from './key-row';
import { KeysProgress, footnoteOf, isBusyIn, keysProgressOf } from './keys-summary';

/**
 * The sentences above the pane's buttons, with a bar while keys are being applied, and Stop. Each has its place whether
 * it's shown or not, so that nothing moves under the pointer.
 */
@Component({
  selector: 'avma-keys-summary',
  standalone: true,
  imports: [CommonModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <progress
      class="sme-progress"
      [class.off]="!isBusy"
      [value]="progress.done"
      [max]="progress.tried || 1"
      [attr.aria-label]="strings.Summary.progress"
    ></progress>
    <div class="line">
      <p role="status" class="note">{{ footnote }}</p>
      <button
        #stop
        type="button"
        class="stop sme-focus-zone"
        [class.off]="!isBusy"
        [attr.aria-disabled]="canStop ? null : true"
        (click)="onStop()"
      >
        {{ strings.Keys.stop }}
      </button>
    </div>
  `,
  styleUrls: ['./keys-summary.component.css']
})
export class KeysSummaryComponent {
  @Input() set rows(rows: readonly KeyRow[]) {
    const wasBusy = this.isBusy;
    this.shown = rows;
    if (wasBusy && !this.isBusy && this.stop?.nativeElement === document.activeElement) {
      this.focusLost.emit();
    }
  }
  /** Why Apply did nothing; empty if it wasn't tried. */
  @Input() hint = '';
  /** Takes back the keys that weren't sent yet. */
  @Output() readonly stopped = new EventEmitter<void>();
  /** Stop had the focus, and is gone. */
  @Output() readonly focusLost = new EventEmitter<void>();

  @ViewChild('stop', { static: true }) private stop?: ElementRef<HTMLElement>;

  protected readonly strings = appStrings();
  private shown: readonly KeyRow[] = [];

  protected get isBusy(): boolean {
    return isBusyIn(this.shown);
  }

  protected get progress(): KeysProgress {
    return keysProgressOf(this.shown);
  }

  protected get footnote(): string {
    return footnoteOf(this.shown, this.hint, this.strings);
  }

  /** Whether any key can still be taken back. */
  protected get canStop(): boolean {
    return this.shown.some(row => row.attempt?.kind === 'waiting');
  }

  protected onStop(): void {
    if (this.canStop) {
      this.stopped.emit();
    }
  }
}
