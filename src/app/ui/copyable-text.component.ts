import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { copyText } from '../platform/clipboard';

/** A text with a button that copies it. A message confirms the copying. */
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
  /** The button's text. */
  @Input() copy = '';
  /** The button's text for screen readers, if several have the same text. Empty if it's the only one. */
  @Input() copyLabel = '';
  /** The message after copying. */
  @Input() copied = '';

  protected shown = '';
  protected isCopied = false;

  protected onCopy(): void {
    copyText(this.shown);
    this.isCopied = true;
  }
}
