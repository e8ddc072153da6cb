import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { Findings } from '../../domain/findings';
import { Server } from '../../domain/server';
import { listOf } from '../../shell/locale';
import { appStrings, fillIn } from '../../shell/strings';
import { StateIconComponent } from './state-icon.component';

/** Says what this admin may not do here, why, and what would help. */
@Component({
  selector: 'avma-access-notices',
  standalone: true,
  imports: [CommonModule, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './access-notices.component.html',
  styleUrls: ['./access-notices.component.css']
})
export class AccessNoticesComponent {
  @Input() findings!: Findings;
  @Input() clusterName = '';
  /** The cluster itself denied access when it was asked for its servers. */
  @Input() isClusterDenied = false;
  /** Asks for credentials once more. */
  @Output() readonly signIn = new EventEmitter<void>();

  protected readonly strings = appStrings();

  /** Why nothing can be changed on some servers, or on all; empty where it can. */
  protected get readOnly(): string {
    const { readOnlyServers, answered } = this.findings;
    if (readOnlyServers.length === 0) {
      return '';
    }
    const words = this.strings.Access;
    return readOnlyServers.length === answered
      ? words.readOnlyAll
      : fillIn(words.readOnlySome, listed(readOnlyServers));
  }

  /** To what access was denied; empty where it was to nothing. */
  protected get denied(): string {
    const { deniedServers, total } = this.findings;
    const words = this.strings.Access;
    if (deniedServers.length > 0) {
      return deniedServers.length === total
        ? words.deniedAll
        : fillIn(words.deniedSome, listed(deniedServers));
    }
    return this.isClusterDenied ? fillIn(words.deniedSome, this.clusterName) : '';
  }
}

function listed(servers: readonly Server[]): string {
  return listOf(servers.map(({ name }) => name));
}
