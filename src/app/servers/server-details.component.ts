import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input, QueryList, ViewChildren } from '@angular/core';
import { Findings } from '../domain/servers/findings';
import { serverId } from '../domain/servers/server';
import { ServerStatus } from '../domain/servers/status';
import { copyText } from '../platform/clipboard';
import { appStrings } from '../platform/strings';
import { ExpanderComponent } from '../ui/expander.component';
import { DetailLine, ServerDetails, detailsOf, textOf } from './server-details';

/** What the selected servers answered, why they're in their state, and what to do, with all of it to copy. */
@Component({
  selector: 'avma-server-details',
  standalone: true,
  imports: [CommonModule, ExpanderComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './server-details.component.html',
  styleUrls: ['./server-details.component.css']
})
export class ServerDetailsComponent {
  /** The selected servers, and the findings of the whole cluster. */
  @Input() set shown({ statuses, findings }: { statuses: readonly ServerStatus[]; findings: Findings }) {
    this.servers = statuses.map(status => detailsOf(status, findings, this.strings));
    if (!this.servers.some(({ id }) => id === this.copiedId)) {
      this.copiedId = '';
    }
  }

  /** One for each server; the expanders for their answers are inside these. */
  @ViewChildren(ExpanderComponent) private expanders!: QueryList<ExpanderComponent>;

  protected readonly strings = appStrings();
  protected servers: readonly ServerDetails[] = [];
  /** The server whose details were copied last. */
  protected copiedId = '';

  /** Moves the focus to the details of that server. */
  focus(server: { readonly name: string }): void {
    const id = serverId(server);
    const index = this.servers.findIndex(details => details.id === id);
    this.expanders.get(index)?.focus();
  }

  protected readonly byLabel = (_index: number, { label }: DetailLine): string => label;
  protected readonly byServer = (_index: number, details: ServerDetails): string => details.id;

  protected onCopy(details: ServerDetails): void {
    copyText(textOf(details, this.strings));
    this.copiedId = details.id;
  }
}
