import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { Failure } from '../domain/answers/failure';
import { appStrings } from '../platform/strings';
import { ServerList } from '../servers/activation-state';
import { explained } from '../text/explanation';
import { StateIconComponent } from '../ui/state-icon.component';

/**
 * Why the cluster couldn't list its servers, with a way to try again. Shows nothing if it could, or if access was
 * denied: an alert says so, and offers to sign in.
 */
@Component({
  selector: 'avma-list-failure',
  standalone: true,
  imports: [CommonModule, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './list-failure.component.html',
  styleUrls: ['./list-failure.component.css']
})
export class ListFailureComponent {
  @Input() set list(list: ServerList) {
    const failure = failureIn(list);
    const isShown = failure !== null && failure.reason !== 'denied';
    this.why = isShown ? explained({ ...failure, code: null }, this.strings) : '';
    this.isOutdated = list.kind === 'known';
  }
  @Output() readonly retried = new EventEmitter<void>();

  protected readonly strings = appStrings();
  protected why = '';
  /** The page shows what was known before. */
  protected isOutdated = false;
}

/** Why the cluster couldn't list its servers; null if it could. */
export function failureIn(list: ServerList): Failure | null {
  switch (list.kind) {
    case 'failed':
      return list.failure;
    case 'known':
      return list.couldNotRefresh;
    case 'asking':
      return null;
  }
}
