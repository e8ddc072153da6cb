import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { CoverageKind, coverageKinds } from '../../domain/guest-coverage';
import { HostLicence, hostLicences } from '../../domain/guest-matrix';
import { Server, serverId } from '../../domain/server';
import { ServerStatus } from '../../domain/status';
import { appStrings, fillIn } from '../../shell/strings';
import { explained } from '../servers/explanation';
import { StateIconComponent } from '../servers/state-icon.component';
import { GuestDetailsComponent, ShownGuests } from './guest-details.component';
import { GuestRow, GuestSearch, foundRows } from './guest-row';
import { GuestRows, WhatIf } from './guest-rows';
import { GuestsTableComponent } from './guests-table.component';
import { GuestsState, initialGuestsState } from './guests-state';

/** What the tab shows: how the servers stand, and what they told of their virtual machines. */
export interface GuestsView {
  readonly statuses: readonly ServerStatus[];
  readonly guests: GuestsState;
}

/** A choice in a list. */
interface Choice<T> {
  readonly value: T;
  readonly words: string;
}

/** Which virtual machines the cluster can activate, why not the others, and which key each guest needs. */
@Component({
  selector: 'avma-virtual-machines',
  standalone: true,
  imports: [
    CommonModule,
    FormsModule,
    GuestDetailsComponent,
    GuestsTableComponent,
    StateIconComponent
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './virtual-machines.component.html',
  styleUrls: ['./virtual-machines.component.css']
})
export class VirtualMachinesComponent {
  @Input() set view(view: GuestsView) {
    this.shown = view;
    this.update();
  }
  @Output() readonly refresh = new EventEmitter<void>();
  /** Asks for a file of the rows that are shown. */
  @Output() readonly exported = new EventEmitter<readonly GuestRow[]>();

  protected readonly strings = appStrings();
  protected search: GuestSearch = { words: '', kind: null, serverId: null };
  protected whatIf: WhatIf = null;
  protected rows: GuestRow[] = [];
  protected selected: ReadonlySet<string> = new Set();
  protected sentence = '';
  protected failures: readonly string[] = [];
  protected kinds: readonly Choice<CoverageKind | null>[] = [];
  protected servers: readonly Choice<string | null>[] = [];
  protected details: ShownGuests | null = null;
  protected readonly whatIfs: readonly Choice<WhatIf>[] = [
    { value: null, words: this.strings.Guests.whatIfNow },
    ...hostLicences.map(value => ({ value, words: this.licenceInWords(value) }))
  ];

  private shown: GuestsView = { statuses: [], guests: initialGuestsState };
  private readonly all = new GuestRows(this.strings);

  protected get isReading(): boolean {
    return this.shown.guests.asked.size > 0;
  }

  /** What is said in place of rows. */
  protected get empty(): string {
    const isSearched = this.search.words !== '' || this.search.kind !== null || this.search.serverId !== null;
    return isSearched ? this.strings.Guests.noMatch : this.strings.Guests.empty;
  }

  protected readonly byIndex = (index: number): number => index;

  protected onSearch(change: Partial<GuestSearch>): void {
    this.search = { ...this.search, ...change };
    this.update();
  }

  protected onWhatIf(whatIf: WhatIf): void {
    this.whatIf = whatIf;
    this.update();
  }

  protected onSelected(ids: ReadonlySet<string>): void {
    this.selected = ids;
    this.showDetails();
  }

  private update(): void {
    const { statuses, guests } = this.shown;
    const all = this.all.rowsOf(statuses, guests, this.whatIf);
    this.rows = foundRows(all, this.search);
    this.kinds = this.kindChoices(all);
    this.servers = this.serverChoices(statuses.map(({ server }) => server));
    this.sentence = this.sentenceOf(all);
    this.failures = statuses.flatMap(({ server }) => this.failuresOf(server));
    this.showDetails();
  }

  private showDetails(): void {
    const rows = this.selected.size === 0 ? [] : this.rows.filter(({ id }) => this.selected.has(id));
    this.details =
      rows.length === 0 ? null : { rows, hosts: this.all.knownHosts, guests: this.shown.guests };
  }

  private kindChoices(all: readonly GuestRow[]): Choice<CoverageKind | null>[] {
    const words = this.strings.Guests;
    const counts = new Map<CoverageKind, number>();
    all.forEach(({ kind }) => counts.set(kind, (counts.get(kind) ?? 0) + 1));
    return [
      { value: null, words: fillIn(words.allOf, all.length) },
      ...coverageKinds.map(kind => ({
        value: kind,
        words: fillIn(words.someOf, this.strings.Coverage[kind], counts.get(kind) ?? 0)
      }))
    ];
  }

  private serverChoices(servers: readonly Server[]): Choice<string | null>[] {
    return [
      { value: null, words: this.strings.Guests.allServers },
      ...servers.map(server => ({ value: serverId(server), words: server.name }))
    ];
  }

  private sentenceOf(all: readonly GuestRow[]): string {
    const words = this.strings.Guests;
    const { statuses, guests } = this.shown;
    if (this.isReading) {
      const told = statuses.filter(({ server }) => !guests.asked.has(serverId(server))).length;
      return fillIn(words.stillReading, told, statuses.length);
    }
    if (all.length === 0) {
      return this.isAllRead() ? words.none : '';
    }
    const can = all.filter(({ kind }) => kind === 'can').length;
    const note = this.whatIf === null ? '' : words.whatIfNote;
    return [fillIn(words.sum, all.length, can), note].filter(Boolean).join(' ');
  }

  private isAllRead(): boolean {
    const { statuses, guests } = this.shown;
    return statuses.every(({ server }) => {
      const reading = guests.readings.get(serverId(server));
      return reading?.kind === 'answer' && reading.value.virtualMachines !== null;
    });
  }

  /** What could not be read of a server's virtual machines, in words. */
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

  private licenceInWords(licence: HostLicence): string {
    const words = this.strings.Guests;
    return licence === 'subscription'
      ? words.whatIfSubscription
      : fillIn(words.whatIfKey, licence);
  }
}
