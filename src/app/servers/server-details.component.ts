import { CommonModule } from '@angular/common';
import { AfterViewChecked, ChangeDetectionStrategy, Component, Input, QueryList, ViewChildren } from '@angular/core';
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
export class ServerDetailsComponent implements AfterViewChecked {
  /** The selected servers, and the findings of the whole cluster. */
  @Input() set shown({ statuses, findings }: { statuses: readonly ServerStatus[]; findings: Findings }) {
    const before = this.servers.map(({ id }) => id).join();
    this.servers = statuses.map(status => detailsOf(status, findings, this.strings));
    this.areAllCopied &&= before === this.servers.map(({ id }) => id).join();
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
  protected areAllCopied = false;

  private isToShow = false;

  /** Moves the focus to the details of that server. */
  focus(server: { readonly name: string }): void {
    const id = serverId(server);
    const index = this.servers.findIndex(details => details.id === id);
    this.expanders.get(index)?.focus();
  }

  /** Scrolls the details into view once they're drawn. The focus stays where it is. */
  show(): void {
    this.isToShow = true;
  }

  ngAfterViewChecked(): void {
    const { first } = this.expanders;
    if (this.isToShow && first) {
      this.isToShow = false;
      first.show();
    }
  }

  protected readonly byLabel = (_index: number, { label }: DetailLine): string => label;
  protected readonly byServer = (_index: number, details: ServerDetails): string => details.id;

  protected onCopy(details: ServerDetails): void {
    copyText(textOf(details, this.strings));
    this.copiedId = details.id;
    this.areAllCopied = false;
  }

  protected onCopyAll(): void {
    copyText(this.servers.map(details => textOf(details, this.strings)).join('\n\n'));
    this.copiedId = '';
    this.areAllCopied = true;
  }
}
