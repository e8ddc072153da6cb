import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { ServerGroup, serverGroups } from '../domain/servers/states';
import { numberInWords } from '../platform/locale';
import { appStrings } from '../platform/strings';
import { StateIconComponent } from '../ui/state-icon.component';
import { StateIcon } from '../ui/state-icon';

/** How many servers are in each group. A click shows only those of one group, and another click shows all again. */
@Component({
  selector: 'avma-server-tiles',
  standalone: true,
  imports: [CommonModule, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './server-tiles.component.html',
  styleUrls: ['./server-tiles.component.css']
})
export class ServerTilesComponent {
  @Input() counts: Readonly<Record<ServerGroup, number>> = { activated: 0, noKey: 0, attention: 0, unknown: 0 };
  /** The only group that's shown. Null if all are shown. */
  @Input() chosen: ServerGroup | null = null;
  @Output() readonly chosenChange = new EventEmitter<ServerGroup | null>();

  protected readonly strings = appStrings();
  protected readonly groups = serverGroups;
  protected readonly icons: Record<ServerGroup, StateIcon> = {
    activated: 'success',
    noKey: 'warning',
    attention: 'error',
    unknown: 'info'
  };
  protected readonly numberInWords = numberInWords;
  protected readonly byGroup = (_index: number, group: ServerGroup): ServerGroup => group;

  protected onTile(group: ServerGroup): void {
    this.chosenChange.emit(group === this.chosen ? null : group);
  }
}
