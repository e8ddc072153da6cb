import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { CoverageKind, coverageKinds } from '../domain/guests/guest-coverage';
import { HostLicense, hostLicenses } from '../domain/guests/guest-matrix';
import { Server, serverId } from '../domain/servers/server';
import { isOlderVersion, newestVersion } from '../domain/keys/key-version';
import { ServerStatus } from '../domain/servers/status';
import { numberInWords } from '../platform/locale';
import { appStrings, fillIn } from '../platform/strings';
import { explained } from '../text/explanation';
import { StateIconComponent } from '../ui/state-icon.component';
import { Choice, ChoiceListComponent } from '../ui/choice-list.component';
import { VirtualMachineDetailsComponent, ShownGuests } from './virtual-machine-details.component';
import { VirtualMachineRow, GuestSearch, foundRows } from './virtual-machine-row';
import { VirtualMachineRows, WhatIf, hostsOf } from './virtual-machine-rows';
import { VirtualMachinesTableComponent } from './virtual-machines-table.component';
import { noAnswers } from '../cluster/per-server';
import { VirtualMachinesState } from './virtual-machines-state';

/** What the tab shows: the servers' statuses and their answers about their virtual machines. */
export interface VirtualMachinesView {
  readonly statuses: readonly ServerStatus[];
  readonly guests: VirtualMachinesState;
}

/** The admin's choices on the tab. The page keeps them while another tab is open. */
export interface VirtualMachineChoices {
  readonly search: GuestSearch;
  readonly whatIf: WhatIf;
  /** The IDs of the selected machines. */
  readonly selected: ReadonlySet<string>;
}

export const noVirtualMachineChoices: VirtualMachineChoices = {
  search: { words: '', kind: null, serverId: null },
  whatIf: null,
  selected: new Set()
};

/** Shows which virtual machines the cluster can activate, why it can't activate others, and which keys guests need. */
@Component({
  selector: 'avma-virtual-machines',
  standalone: true,
  imports: [
    ChoiceListComponent,
    CommonModule,
    FormsModule,
    VirtualMachineDetailsComponent,
    VirtualMachinesTableComponent,
    StateIconComponent
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './virtual-machines.component.html',
  styleUrls: ['./virtual-machines.component.css']
})
export class VirtualMachinesComponent {
  @Input() set view(view: VirtualMachinesView) {
    this.shown = view;
    this.update();
  }
  @Input() set choices(choices: VirtualMachineChoices) {
    this.chosen = choices;
    this.update();
  }
  @Output() readonly choicesChange = new EventEmitter<VirtualMachineChoices>();
  /** Asks to read that server again. */
  @Output() readonly retried = new EventEmitter<Server>();
  @Output() readonly refresh = new EventEmitter<void>();
  /** Asks to export the shown rows. */
  @Output() readonly exported = new EventEmitter<readonly VirtualMachineRow[]>();

  protected readonly strings = appStrings();
  protected chosen = noVirtualMachineChoices;
  protected rows: VirtualMachineRow[] = [];
  protected summary = '';
  protected failures: readonly { readonly server: Server; readonly words: string }[] = [];
  protected kinds: readonly Choice<CoverageKind | null>[] = [];
  protected servers: readonly Choice<string | null>[] = [];
  protected details: ShownGuests | null = null;
  protected whatIfs: readonly Choice<WhatIf>[] = [];

  private shown: VirtualMachinesView = { statuses: [], guests: noAnswers };
  private readonly all = new VirtualMachineRows(this.strings);
  /** The rows that were searched last, and the search. */
  private found: { all: readonly VirtualMachineRow[]; search: GuestSearch } = {
    all: this.rows,
    search: noVirtualMachineChoices.search
  };

  protected get isReading(): boolean {
    return this.shown.guests.pending.size > 0;
  }

  /** The message for a table without rows. Empty if there may be virtual machines that couldn't be read. */
  protected get empty(): string {
    const { words, kind, serverId: on } = this.chosen.search;
    if (words !== '' || kind !== null || on !== null) {
      return this.strings.Guests.noMatch;
    }
    return this.isAllRead() ? this.strings.Guests.empty : '';
  }

  protected readonly byIndex = (index: number): number => index;

  protected onSearch(change: Partial<GuestSearch>): void {
    this.choose({ search: { ...this.chosen.search, ...change } });
  }

  protected onWhatIf(whatIf: WhatIf): void {
    this.choose({ whatIf });
  }

  /** Keeps selected machines selected while a search hides them. */
  protected onSelected(ids: ReadonlySet<string>): void {
    const shown = new Set(this.rows.map(({ id }) => id));
    const hidden = [...this.chosen.selected].filter(id => !shown.has(id));
    this.choose({ selected: new Set([...hidden, ...ids]) });
  }

  /** Emits the choices only. The page sets them in turn, so that everything is updated once. */
  private choose(change: Partial<VirtualMachineChoices>): void {
    this.choicesChange.emit({ ...this.chosen, ...change });
  }

  private update(): void {
    const { statuses, guests } = this.shown;
    const { search, whatIf } = this.chosen;
    const all = this.all.rowsOf(statuses, guests, whatIf);
    // A new list resets the SDK's table, even if it has the same rows.
    if (all !== this.found.all || search !== this.found.search) {
      this.found = { all, search };
      this.rows = foundRows(all, search);
    }
    this.whatIfs = this.whatIfChoices();
    this.kinds = this.kindChoices(all);
    this.servers = this.serverChoices(statuses.map(({ server }) => server));
    this.summary = this.summaryOf(all);
    this.failures = statuses.flatMap(({ server }) =>
      this.failuresOf(server).map(failure => ({ server, words: failure }))
    );
    this.showDetails(all);
  }

  private showDetails(all: readonly VirtualMachineRow[]): void {
    const { selected } = this.chosen;
    const rows = selected.size === 0 ? [] : all.filter(({ id }) => selected.has(id));
    const { statuses, guests } = this.shown;
    this.details = rows.length === 0 ? null : { rows, hosts: hostsOf(statuses, null), guests };
  }

  private kindChoices(all: readonly VirtualMachineRow[]): Choice<CoverageKind | null>[] {
    const words = this.strings.Guests;
    const counts = new Map<CoverageKind, number>();
    all.forEach(({ kind }) => counts.set(kind, (counts.get(kind) ?? 0) + 1));
    return [
      { value: null, words: fillIn(words.allOf, numberInWords(all.length)) },
      ...coverageKinds.map(kind => ({
        value: kind,
        words: fillIn(words.someOf, this.strings.Coverage[kind], numberInWords(counts.get(kind) ?? 0))
      }))
    ];
  }

  /** Leaves out licenses that are older than the newest key, because no server goes back to an older key. */
  private whatIfChoices(): Choice<WhatIf>[] {
    const newest = newestVersion(this.shown.statuses.map(({ keyVersion }) => keyVersion));
    const possible = hostLicenses.filter(license => license === 'subscription' || !isOlderVersion(license, newest));
    return [
      { value: null, words: this.strings.Guests.whatIfNow },
      ...possible.map(value => ({ value, words: this.licenseInWords(value) }))
    ];
  }

  private serverChoices(servers: readonly Server[]): Choice<string | null>[] {
    return [
      { value: null, words: this.strings.Guests.allServers },
      ...servers.map(server => ({ value: serverId(server), words: server.name }))
    ];
  }

  private summaryOf(all: readonly VirtualMachineRow[]): string {
    const words = this.strings.Guests;
    const note = this.chosen.whatIf === null ? '' : words.whatIfNote;
    if (all.length === 0 && !this.isReading) {
      return this.isAllRead() ? words.none : '';
    }
    return [this.progressOf() ?? this.sumOf(all), note].filter(Boolean).join(' ');
  }

  /** The progress of listing machines, then of checking servers. Null if both are done. */
  private progressOf(): string | null {
    const words = this.strings.Guests;
    const { statuses, guests } = this.shown;
    const sum = statuses.length;
    if (this.isReading) {
      const listed = statuses.filter(({ server }) => !guests.pending.has(serverId(server))).length;
      return fillIn(words.stillReading, listed, sum);
    }
    const checked = statuses.filter(({ state }) => state !== 'checking').length;
    return checked < sum ? fillIn(words.stillChecking, checked, sum) : null;
  }

  private sumOf(all: readonly VirtualMachineRow[]): string {
    const words = this.strings.Guests;
    const can = all.filter(({ kind }) => kind === 'can').length;
    const sum = this.isAllRead() ? words.sum : words.sumOfRead;
    return fillIn(sum, numberInWords(all.length), numberInWords(can));
  }

  private isAllRead(): boolean {
    const { statuses, guests } = this.shown;
    return statuses.every(({ server }) => {
      const reading = guests.readings.get(serverId(server));
      return reading?.kind === 'answer' && reading.value.virtualMachines !== null;
    });
  }

  /** Describes what couldn't be read about a server's virtual machines. */
  private failuresOf(server: Server): string[] {
    const words = this.strings.Guests;
    const reading = this.shown.guests.readings.get(serverId(server));
    if (!reading) {
      return [];
    }
    if (reading.kind === 'failure') {
      const why = explained({ ...reading.failure, code: null }, this.strings);
      return [`${fillIn(words.failed, server.name)} ${why}`];
    }
    const { virtualMachines, virtualMachinesError, dataExchangeError, clusterError } = reading.value;
    const said = [virtualMachinesError, dataExchangeError, clusterError].filter(Boolean);
    if (said.length === 0 && virtualMachines !== null) {
      return [];
    }
    const what = virtualMachines === null ? words.failed : words.partly;
    return [[fillIn(what, server.name), ...said].join(' ')];
  }

  private licenseInWords(license: HostLicense): string {
    const words = this.strings.Guests;
    return license === 'subscription' ? words.whatIfSubscription : fillIn(words.whatIfKey, license);
  }
}
