import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, OnChanges, Output } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { MachineCount } from '../domain/guests/virtual-machine';
import { Server } from '../domain/servers/server';
import { ServerGroup, canTakeKey, groupCounts } from '../domain/servers/states';
import { ServerStatus } from '../domain/servers/status';
import { numberInWords, timeOf } from '../platform/locale';
import { AppStrings, appStrings, fillIn, pluralOf } from '../platform/strings';
import { labeled } from '../text/joined';
import { whyNoKey } from '../text/server-text';
import { StateIconComponent } from '../ui/state-icon.component';
import { TableAction, TableComponent } from '../ui/table.component';
import { ActivationView } from './activation-state';
import { ServerRow, rowsOf } from './server-row';
import { ServerSearch, foundServers, noServerSearch } from './server-search';
import { ServerTilesComponent } from './server-tiles.component';
import { serverColumnsOf } from './server-columns';

/** What the table shows. */
type TableView = Pick<ActivationView, 'statuses' | 'findings' | 'isReading'>;

/** All servers of the cluster, a row each. Rows fill as answers come; what is selected stays so meanwhile. */
@Component({
  selector: 'avma-servers-table',
  standalone: true,
  imports: [CommonModule, FormsModule, ServerTilesComponent, StateIconComponent, TableComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './servers-table.component.html',
  styleUrls: ['../ui/table-cells.css', './servers-table.component.css']
})
export class ServersTableComponent implements OnChanges {
  /** The servers in the cluster's order, and what is true of all of them. */
  @Input() set view({ statuses, findings, isReading }: TableView) {
    this.all = rowsOf(statuses, findings, this.strings);
    this.counts = groupCounts(statuses);
    this.isReading = isReading;
    this.isRefreshing = isReading && findings.checking === 0;
    this.find();
  }
  /** The ids of the selected servers. */
  @Input() selected: ReadonlySet<string> = new Set();
  /** How many virtual machines each server has, as far as somebody asked. */
  @Input() machines: ReadonlyMap<string, MachineCount> = new Map();
  @Output() readonly selectedChange = new EventEmitter<ReadonlySet<string>>();
  /** A click selected servers, whose details are to come into view. */
  @Output() readonly clicked = new EventEmitter<void>();
  @Output() readonly refresh = new EventEmitter<void>();
  /** Asks for the pane that applies keys to the selected servers. */
  @Output() readonly manageKeys = new EventEmitter<readonly ServerStatus[]>();
  /** Asks for a file of all servers. */
  @Output() readonly exported = new EventEmitter<void>();
  /** Asks how many virtual machines the servers have. */
  @Output() readonly loadMachines = new EventEmitter<void>();
  /** Asks to see the virtual machines of a server. */
  @Output() readonly machinesAsked = new EventEmitter<Server>();
  /** Asks for the pane that has all of it as commands. */
  @Output() readonly powerShell = new EventEmitter<void>();

  protected readonly strings = appStrings();
  protected readonly columns = serverColumnsOf(this.strings);
  protected readonly none = noServerSearch;
  protected search = noServerSearch;
  protected all: readonly ServerRow[] = [];
  /** The servers that are searched for. */
  protected rows: ServerRow[] = [];
  protected counts: Readonly<Record<ServerGroup, number>> = groupCounts([]);
  protected notes: readonly string[] = [];
  protected actions: readonly TableAction[] = [];
  /** Servers that have answered are being asked again. */
  protected isRefreshing = false;
  protected readonly byWords = (_index: number, words: string): string => words;

  private isReading = false;

  ngOnChanges(): void {
    this.update();
  }

  protected get isFiltered(): boolean {
    return this.search.group !== null || this.search.words.trim() !== '';
  }

  protected onSearch(change: Partial<ServerSearch>): void {
    this.search = { ...this.search, ...change };
    this.find();
    this.update();
  }

  /** Keeps selected servers selected while a search hides them. */
  protected onSelected(ids: ReadonlySet<string>): void {
    this.selectedChange.emit(new Set([...this.hidden().map(({ id }) => id), ...ids]));
  }

  /** How many virtual machines a server has, in words; null if there are none to show. */
  protected machinesOf({ id }: ServerRow): string | null {
    const count = this.machines.get(id);
    return typeof count === 'number' && count > 0 ? numberInWords(count) : null;
  }

  protected noCountOf({ id }: ServerRow): string {
    const count = this.machines.get(id);
    switch (count) {
      case undefined:
        return this.strings.Table.none;
      case 'asking':
        return this.strings.State.checking;
      case 'notKnown':
        return this.strings.Table.notKnown;
      default:
        return numberInWords(count);
    }
  }

  protected nameOfMachines({ name }: ServerRow, count: string): string {
    return fillIn(this.strings.Table.machinesOf, count, name);
  }

  protected onMachines(event: Event, { status }: ServerRow): void {
    // A click in a row would select it, too.
    event.stopPropagation();
    this.machinesAsked.emit(status.server);
  }

  private find(): void {
    this.rows = foundServers(this.all, this.search);
  }

  private update(): void {
    const { strings } = this;
    const chosen = this.all.filter(({ id }) => this.selected.has(id));
    const manage = (): void => this.manageKeys.emit(chosen.map(({ status }) => status));
    const canManage = chosen.some(({ canTakeKey }) => canTakeKey);
    const refresh = this.isRefreshing ? strings.Table.refreshing : strings.Page.refresh;
    this.actions = [
      { icon: 'edit', text: strings.Page.manageKeys, isEnabled: canManage, run: manage },
      { icon: 'refresh', text: refresh, isEnabled: !this.isReading, run: () => this.refresh.emit() },
      { icon: 'export', text: strings.Export.action, isEnabled: true, run: () => this.exported.emit() },
      { icon: 'powerShell', text: strings.PowerShell.title, isEnabled: true, run: () => this.powerShell.emit() }
    ];
    this.notes = [
      this.isFiltered ? shownInWords(this.rows.length, this.all.length, strings) : '',
      hiddenInWords(this.hidden().length, strings),
      canManage ? '' : whyNoneTakesKey(chosen, strings),
      lastCheckedInWords(this.all, strings)
    ].filter(Boolean);
  }

  /** The selected servers that the search hides. */
  private hidden(): ServerRow[] {
    return this.all.filter(row => this.selected.has(row.id) && !this.rows.includes(row));
  }
}

function shownInWords(count: number, total: number, { ServerSearch: words }: AppStrings): string {
  return fillIn(pluralOf(words.shown, total), count, total);
}

function hiddenInWords(count: number, strings: AppStrings): string {
  const words = strings.ServerSearch;
  return count === 0 ? '' : fillIn(pluralOf(words.hidden, count), count);
}

/** Why the selected servers can't take keys, or that none is selected. */
function whyNoneTakesKey(chosen: readonly ServerRow[], strings: AppStrings): string {
  const words = strings.Table;
  const [first] = chosen;
  switch (chosen.length) {
    case 0:
      return words.selectFirst;
    case 1:
      return labeled(first.name, whyNoKey(canTakeKey(first.status), strings), strings);
    default:
      return words.noneTakesKey;
  }
}

/** When the servers were checked: the oldest of their last answers, so it's true of all of them. */
function lastCheckedInWords(rows: readonly ServerRow[], strings: AppStrings): string {
  const times = rows.flatMap(({ status: { checkedAt } }) => (checkedAt === null ? [] : [checkedAt]));
  return times.length === 0 ? '' : fillIn(strings.Table.lastChecked, timeOf(new Date(Math.min(...times)), 'short'));
}
