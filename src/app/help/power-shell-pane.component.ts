import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { serverId } from '../domain/servers/server';
import { ServerStatus } from '../domain/servers/status';
import { appStrings, fillIn, pluralOf } from '../platform/strings';
import { ExternalLinkComponent } from '../ui/external-link.component';
import { labeled } from '../text/joined';
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
      const all = named.length + leftOut.length;
      return fillIn(pluralOf(words.namesSome, all), named.length, all);
    }
    return fillIn(pluralOf(words.namesAll, named.length), named.length);
  }

  protected whyLeftOut(status: ServerStatus): string {
    return labeled(status.server.name, wordsOf(status, this.strings), this.strings);
  }

  /** The label of a button that copies the commands below a heading. */
  protected copyLabelOf(heading: string): string {
    return labeled(this.strings.PowerShell.copy, heading, this.strings);
  }

  protected readonly byKind = (_index: number, { kind }: CommandBlock): string => kind;
  protected readonly byServer = (_index: number, { server }: ServerStatus): string => serverId(server);
}
