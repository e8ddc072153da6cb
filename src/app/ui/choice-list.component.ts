import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
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
      <select [id]="listId" [ngModel]="chosen" (ngModelChange)="chosenChange.emit($event)">
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

  protected readonly byIndex = (index: number): number => index;
}
