import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, ElementRef, EventEmitter, Input, Output, ViewChild } from '@angular/core';
import { FormsModule } from '@angular/forms';

/** A choice in a list. */
export interface Choice<T> {
  readonly value: T;
  readonly words: string;
}

/** A drop-down list with its label above. */
@Component({
  selector: 'avma-choice-list',
  standalone: true,
  imports: [CommonModule, FormsModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label class="sme-form-field-label" [attr.for]="listId">{{ label }}</label>
    <span class="sme-select">
      <select #list [id]="listId" [ngModel]="chosen" (ngModelChange)="chosenChange.emit($event)">
        <option *ngFor="let choice of choices; trackBy: byIndex" [ngValue]="choice.value">
          {{ choice.words }}
        </option>
      </select>
    </span>
  `,
  styleUrls: ['./choice-list.component.css'],
  host: { class: 'sme-focus-zone' }
})
export class ChoiceListComponent<T> {
  /** The ID of the list's element, for its label. */
  @Input() listId = '';
  @Input() label = '';
  @Input() choices: readonly Choice<T>[] = [];
  @Input() chosen: T | null = null;
  @Output() readonly chosenChange = new EventEmitter<T>();

  @ViewChild('list', { static: true }) private list!: ElementRef<HTMLElement>;

  focus(): void {
    this.list.nativeElement.focus();
  }

  protected readonly byIndex = (index: number): number => index;
}
