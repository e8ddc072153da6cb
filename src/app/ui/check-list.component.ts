import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { StateIcon } from './state-icon';
import { StateIconComponent } from './state-icon.component';

/** What is known of some of those that a check is about, and that say the same. */
export interface CheckNote {
  /** Their names, in words; empty where it is about all of them. */
  readonly names: string;
  readonly words: string;
}

/** Something that is checked, as it is shown. */
export interface CheckRow {
  readonly kind: string;
  readonly text: string;
  /** A tick or a cross; null where neither can be given. */
  readonly icon: StateIcon | null;
  /** The icon in words. */
  readonly standing: string;
  readonly notes: readonly CheckNote[];
}

/** A list of what is checked, with a tick or a cross where one can be given. */
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
  protected readonly byWords = (_index: number, note: CheckNote): string => note.words;
}
