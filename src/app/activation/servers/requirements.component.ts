import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { ServerStatus } from '../../domain/status';
import { appStrings } from '../../shell/strings';
import { surroundings } from '../../shell/surroundings';
import { RequirementNote, RequirementRow, requirementRowsOf } from './requirement-row';
import { StateIconComponent } from './state-icon.component';

/** What automatic activation requires, with a tick or a cross for these servers where one can be given. */
@Component({
  selector: 'avma-requirements',
  standalone: true,
  imports: [CommonModule, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './requirements.component.html',
  styleUrls: ['./requirements.component.css']
})
export class RequirementsComponent {
  @Input() set statuses(statuses: readonly ServerStatus[]) {
    this.rows = requirementRowsOf(statuses, surroundings().shellVersion, this.strings);
  }

  protected readonly strings = appStrings();
  protected rows: readonly RequirementRow[] = [];
  protected readonly byKind = (_index: number, row: RequirementRow): string => row.kind;
  protected readonly byWords = (_index: number, note: RequirementNote): string => note.words;
}
