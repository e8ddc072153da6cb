import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { StateIcon } from './state-icon';
import { StateIconComponent } from './state-icon.component';

/** A check, as the list shows it. */
export interface CheckRow {
  readonly kind: string;
  readonly text: string;
  /** A tick or a cross. Null if neither applies. */
  readonly icon: StateIcon | null;
  /** Nothing is wrong: it only has to be done. Shown with a circle, and in words. */
  readonly isToDo: boolean;
  /** The icon in words, such as "Met:". */
  readonly standing: string;
  readonly notes: readonly string[];
}

/** A list of checks, each with a tick or a cross if one applies. */
@Component({
  selector: 'avma-check-list',
  standalone: true,
  imports: [CommonModule, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './check-list.component.html',
  styleUrls: ['./check-list.component.css']
})
export class CheckListComponent {
  @Input() rows: readonly CheckRow[] = [];

  protected readonly byKind = (_index: number, row: CheckRow): string => row.kind;
  protected readonly byWords = (_index: number, note: string): string => note;
}
