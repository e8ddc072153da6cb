import { ChangeDetectionStrategy, Component, ElementRef, EventEmitter, Input, Output, ViewChild } from '@angular/core';
import { CommonModule } from '@angular/common';
import { groupProductKey, readProductKey } from '../domain/keys/product-key';
import { appStrings, fillIn } from '../platform/strings';
import { StateIconComponent } from '../ui/state-icon.component';

/**
 * A field for one server's product key. It accepts what people paste, groups it by five, and leaves the caret alone
 * during edits in the middle. Its parts are laid out by the grid around it.
 */
@Component({
  selector: 'avma-key-field',
  standalone: true,
  imports: [CommonModule, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './key-field.component.html',
  styleUrls: ['./key-field.component.css']
})
export class KeyFieldComponent {
  private static fields = 0;

  /** The server that the key is for. */
  @Input() serverName = '';
  /** Which key the server has now, in words; empty if it isn't known. */
  @Input() now = '';
  /** The text typed so far. */
  @Input() typed = '';
  /** What's wrong with the text; empty if nothing is. */
  @Input() problem = '';
  /** Warnings that don't keep the key from being applied. */
  @Input() doubts: readonly string[] = [];
  @Input() disabled = false;
  /** The ID of an element with more about the field, such as what came of its key; empty if there's none. */
  @Input() moreId = '';
  /** A key is being applied: the text can be read but not changed. The focus stays where it is. */
  @Input() locked = false;
  @Output() readonly typedChange = new EventEmitter<string>();
  /** The admin has left the field, so an incomplete key can now be reported. */
  @Output() readonly left = new EventEmitter<void>();
  /** The admin has pasted several lines, which are more than a key. */
  @Output() readonly listPasted = new EventEmitter<string>();

  @ViewChild('input', { static: true }) private input!: ElementRef<HTMLInputElement>;

  protected readonly strings = appStrings();
  protected readonly id = `avma-key-${(KeyFieldComponent.fields += 1)}`;

  protected readonly byWords = (_index: number, words: string): string => words;

  /** The IDs of all messages about the text. */
  protected get describedBy(): string | null {
    const ids = this.doubts.map((_, index) => `${this.id}-doubt-${index}`);
    const now = this.now ? [`${this.id}-now`] : [];
    const more = this.moreId ? [this.moreId] : [];
    const all = [...now, ...(this.problem ? [`${this.id}-problem`] : []), ...ids, ...more];
    // eslint-disable-next-line no-restricted-syntax -- IDs aren't text.
    return all.join(' ') || null;
  }

  protected get label(): string {
    return fillIn(this.strings.Keys.fieldLabel, this.serverName);
  }

  /** Moves the focus to the field. */
  focus(): void {
    this.input.nativeElement.focus();
  }

  protected onInput(event: Event): void {
    const field = event.target as HTMLInputElement;
    const atEnd = field.selectionStart === field.value.length;
    const deleting = (event as InputEvent).inputType?.startsWith('delete') ?? false;
    this.show(atEnd && !deleting ? groupProductKey(field.value) : field.value);
  }

  /** A field would join several lines to one. A key whose text is broken into lines stays a key. */
  protected onPaste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text') ?? '';
    const lines = text.split(/[\r\n]+/).filter(line => line.trim() !== '');
    if (!this.locked && lines.length > 1 && readProductKey(text).kind !== 'key') {
      event.preventDefault();
      this.listPasted.emit(text);
    }
  }

  protected onLeave(): void {
    const shown = this.input.nativeElement.value;
    const grouped = groupProductKey(shown);
    if (grouped !== shown) {
      this.show(grouped);
    }
    this.left.emit();
  }

  private show(text: string): void {
    const field = this.input.nativeElement;
    if (field.value !== text) {
      field.value = text;
    }
    this.typedChange.emit(text);
  }
}
