import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { copyText } from '../platform/clipboard';

/** A text to be read, and to be copied as it is, which is said once it is done. */
@Component({
  selector: 'avma-copyable-text',
  standalone: true,
  imports: [CommonModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './copyable-text.component.html',
  styleUrls: ['./copyable-text.component.css']
})
export class CopyableTextComponent {
  @Input() set text(text: string) {
    this.shown = text;
    this.isCopied = false;
  }
  /** The button's words. */
  @Input() copy = '';
  /** What tells this button from others with the same words, for screen readers; empty where it is the only one. */
  @Input() about = '';
  /** What is said once the text is copied. */
  @Input() copied = '';

  protected shown = '';
  protected isCopied = false;

  protected onCopy(): void {
    copyText(this.shown);
    this.isCopied = true;
  }
}
