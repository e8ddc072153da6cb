import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { serverId } from '../domain/servers/server';
import { ServerStatus } from '../domain/servers/status';
import { appStrings, fillIn } from '../platform/strings';
import { ExternalLinkComponent } from '../ui/external-link.component';
import { links } from '../text/links';
import { wordsOf } from '../text/server-text';
import { CopyableTextComponent } from '../ui/copyable-text.component';
import { PaneComponent } from '../ui/pane.component';
import { CommandBlock, PowerShellCommands, commandsFor } from './power-shell-commands';

/** The pane with PowerShell commands to copy that do what the page does, with the cluster's servers filled in. */
@Component({
  selector: 'avma-power-shell-pane',
  standalone: true,
  imports: [CommonModule, CopyableTextComponent, ExternalLinkComponent, PaneComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './power-shell-pane.component.html',
  styleUrls: ['./power-shell-pane.component.css']
})
export class PowerShellPaneComponent {
  /** All servers of the cluster. */
  @Input() set statuses(statuses: readonly ServerStatus[]) {
    this.commands = commandsFor(statuses);
  }
  @Output() readonly closed = new EventEmitter<void>();

  protected readonly strings = appStrings();
  protected readonly links = links;
  protected commands: PowerShellCommands = commandsFor([]);

  /** Which servers the commands name. */
  protected get scope(): string {
    const { named, leftOut } = this.commands;
    const words = this.strings.PowerShell;
    if (named.length === 0) {
      return words.namesNone;
    }
    if (leftOut.length > 0) {
      return fillIn(words.namesSome, named.length, named.length + leftOut.length);
    }
    return named.length === 1 ? words.namesOne : fillIn(words.namesAll, named.length);
  }

  protected whyLeftOut(status: ServerStatus): string {
    return fillIn(this.strings.PowerShell.leftOut, status.server.name, wordsOf(status, this.strings));
  }

  protected readonly byKind = (_index: number, { kind }: CommandBlock): string => kind;
  protected readonly byServer = (_index: number, { server }: ServerStatus): string => serverId(server);
}
