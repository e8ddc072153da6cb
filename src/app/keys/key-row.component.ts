import { CommonModule } from '@angular/common';
import {
  AfterViewChecked,
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  EventEmitter,
  Input,
  Output,
  ViewChild
} from '@angular/core';
import { appStrings, fillIn } from '../platform/strings';
import { KeyFieldComponent } from './key-field.component';
import { KeyResultComponent } from './key-result.component';
import { KeyRow } from './key-row';

/**
 * A server's row in the pane: which key it has, a field for another one, and what came of that. Once the key is on the
 * server, a line that can only be read takes the field's place, and the focus if it was there.
 */
@Component({
  selector: 'avma-key-row',
  standalone: true,
  imports: [CommonModule, KeyFieldComponent, KeyResultComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './key-row.component.html',
  styleUrls: ['./key-row.component.css']
})
export class KeyRowComponent implements AfterViewChecked {
  private static rows = 0;

  @Input() set row(row: KeyRow | null) {
    const isSwapped = this.shown !== null && this.shown.isDone !== row?.isDone;
    this.movesFocus = isSwapped && this.host.nativeElement.contains(document.activeElement);
    this.shown = row;
  }
  /** Whether there are empty fields that could take this row's key. */
  @Input() canUseForAll = false;
  @Output() readonly typed = new EventEmitter<string>();
  /** The admin has pasted a list into the field. */
  @Output() readonly listPasted = new EventEmitter<string>();
  @Output() readonly volumeChange = new EventEmitter<boolean>();
  @Output() readonly usedForAll = new EventEmitter<void>();
  /** The admin has left the field. */
  @Output() readonly left = new EventEmitter<void>();
  /** The admin wants to enter another key for a server that has just taken one. */
  @Output() readonly changed = new EventEmitter<void>();

  @ViewChild(KeyFieldComponent) private field?: KeyFieldComponent;
  @ViewChild('change') private change?: ElementRef<HTMLElement>;

  protected readonly strings = appStrings();
  private readonly number = (KeyRowComponent.rows += 1);
  protected readonly whyId = `avma-key-row-${this.number}-why`;
  protected readonly resultId = `avma-key-row-${this.number}-result`;
  protected shown: KeyRow | null = null;
  private movesFocus = false;

  constructor(private readonly host: ElementRef<HTMLElement>) {}

  ngAfterViewChecked(): void {
    if (this.movesFocus) {
      this.movesFocus = false;
      this.focus();
    }
  }

  /** The server's ID; empty before there's a row. */
  get id(): string {
    return this.shown?.id ?? '';
  }

  /** Moves the focus to the field, or to the button that brings it back. */
  focus(): void {
    this.field ? this.field.focus() : this.change?.nativeElement.focus();
  }

  protected labelOf(text: string, { server }: KeyRow): string {
    return fillIn(text, server.name);
  }
}
