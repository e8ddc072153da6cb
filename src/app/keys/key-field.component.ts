import { ChangeDetectionStrategy, Component, ElementRef, EventEmitter, Input, Output, ViewChild } from '@angular/core';
import { CommonModule } from '@angular/common';
import { groupProductKey } from '../domain/keys/product-key';
import { appStrings, fillIn } from '../platform/strings';
import { StateIconComponent } from '../ui/state-icon.component';

/**
 * A field for one server's product key. It takes what people paste, shows groups of five, and leaves the caret alone
 * while somebody mends something in the middle.
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
  /** What is typed so far. */
  @Input() typed = '';
  /** What is wrong with it; empty while nothing is. */
  @Input() problem = '';
  /** What to look at before it is applied all the same. */
  @Input() doubts: readonly string[] = [];
  @Input() disabled = false;
  /** A key is on its way: what is typed can be read, and not be changed. The focus stays where it is. */
  @Input() locked = false;
  @Output() readonly typedChange = new EventEmitter<string>();
  /** The admin has left the field: now an unfinished key may be called one. */
  @Output() readonly left = new EventEmitter<void>();

  @ViewChild('input', { static: true }) private input!: ElementRef<HTMLInputElement>;

  protected readonly strings = appStrings();
  protected readonly id = `avma-key-${(KeyFieldComponent.fields += 1)}`;

  protected readonly byWords = (_index: number, words: string): string => words;

  /** The ids of all that is said of what was typed. */
  protected get describedBy(): string | null {
    const ids = this.doubts.map((_, index) => `${this.id}-doubt-${index}`);
    const all = this.problem ? [`${this.id}-problem`, ...ids] : ids;
    return all.join(' ') || null;
  }

  protected get label(): string {
    return fillIn(this.strings.Keys.fieldLabel, this.serverName);
  }

  /** Mobility the focus into the field. */
  focus(): void {
    this.input.nativeElement.focus();
  }

  protected onInput(event: Event): void {
    const field = event.target as HTMLInputElement;
    const atEnd = field.selectionStart === field.value.length;
    const deleting = (event as InputEvent).inputType?.startsWith('delete') ?? false;
    this.show(atEnd && !deleting ? groupProductKey(field.value) : field.value);
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
