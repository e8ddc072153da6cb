import { CommonModule } from '@angular/common';
import {
  ChangeDetectionStrategy,
  AfterViewChecked,
  Component,
  ElementRef,
  EventEmitter,
  Input,
  Output,
  ViewChild
} from '@angular/core';
import { FormsModule } from '@angular/forms';
import { noAnswers } from '../cluster/per-server';
import { coverageCounts } from '../domain/guests/guest-coverage';
import { guestMapOf } from '../domain/guests/guest-map';
import { HostLicense, hostLicenses } from '../domain/guests/guest-matrix';
import { isOlderVersion, newestVersion } from '../domain/keys/key-version';
import { Server, serverId } from '../domain/servers/server';
import { copyText } from '../platform/clipboard';
import { numberInWords } from '../platform/locale';
import { AppStrings, appStrings, fillIn, pluralOf } from '../platform/strings';
import { Choice, ChoiceListComponent } from '../ui/choice-list.component';
import { memoize } from '../ui/memoize';
import { StateIconComponent } from '../ui/state-icon.component';
import { CoverageBarComponent } from './coverage-bar.component';
import { GuestMapComponent, ShownGuestMap } from './guest-map.component';
import { guestKeysScript, isScriptable, ordersOf } from './guest-script';
import { ShownGuests, VirtualMachineDetailsComponent } from './virtual-machine-details.component';
import { GuestSearch, VirtualMachineRow, foundRows } from './virtual-machine-row';
import { VirtualMachineRows, WhatIf, changedRows, hostsOf } from './virtual-machine-rows';
import {
  MachinesFailure,
  emptyInWords,
  failuresOf,
  hiddenInWords,
  isFiltering,
  previewOf,
  readServers,
  summaryOf
} from './virtual-machines-notes';
import { VirtualMachinesTableComponent } from './virtual-machines-table.component';
import { VirtualMachineChoices, VirtualMachinesView, noVirtualMachineChoices } from './virtual-machines-view';

/** Shows which virtual machines the cluster can activate, why it can't activate others, and which keys guests need. */
@Component({
  selector: 'avma-virtual-machines',
  standalone: true,
  imports: [
    ChoiceListComponent,
    CommonModule,
    CoverageBarComponent,
    FormsModule,
    GuestMapComponent,
    StateIconComponent,
    VirtualMachineDetailsComponent,
    VirtualMachinesTableComponent
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './virtual-machines.component.html',
  styleUrls: ['./virtual-machines.component.css']
})
export class VirtualMachinesComponent implements AfterViewChecked {
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

  // A button that is gone once it's pressed gives the focus to one of these.
  @ViewChild('searchField', { static: true }) private searchField!: ElementRef<HTMLElement>;
  @ViewChild('whatIfList', { static: true }) private whatIfList!: ChoiceListComponent<WhatIf>;
  @ViewChild(VirtualMachineDetailsComponent) private detailsPart?: VirtualMachineDetailsComponent;

  protected readonly strings = appStrings();
  protected chosen = noVirtualMachineChoices;
  protected rows: VirtualMachineRow[] = [];
  protected counts = coverageCounts([]);
  protected summary = '';
  /** What a preview would change. Empty without one. */
  protected preview = '';
  protected shownInWords = '';
  protected hidden = '';
  protected copied = '';
  protected failures: readonly MachinesFailure[] = [];
  protected servers: readonly Choice<string | null>[] = [];
  protected whatIfs: readonly Choice<WhatIf>[] = [];
  protected details: ShownGuests | null = null;
  protected map: ShownGuestMap | null = null;
  protected canScript = false;
  protected empty = '';

  private isToShow = false;
  private shown: VirtualMachinesView = { statuses: [], guests: noAnswers };
  /** The machines as they are, and as they would be with other keys. */
  private readonly real = new VirtualMachineRows(this.strings);
  private readonly assumed = new VirtualMachineRows(this.strings);
  private readonly changed = memoize((now: readonly VirtualMachineRow[], then: readonly VirtualMachineRow[]) =>
    changedRows(now, then, this.strings)
  );
  /** The rows that were searched and counted last, and the search. */
  private found: { all: readonly VirtualMachineRow[]; search: GuestSearch } = {
    all: this.rows,
    search: noVirtualMachineChoices.search
  };

  protected get isReading(): boolean {
    return this.shown.guests.pending.size > 0;
  }

  /** Whether no server has answered yet. */
  protected get isWaiting(): boolean {
    return this.isReading && this.shown.guests.readings.size === 0;
  }

  protected get isFiltered(): boolean {
    return isFiltering(this.chosen.search);
  }

  protected readonly waitingRows = [1, 2, 3, 4];
  protected readonly byIndex = (index: number): number => index;

  ngAfterViewChecked(): void {
    if (this.isToShow) {
      this.isToShow = false;
      this.detailsPart?.show();
    }
  }

  protected onSearch(change: Partial<GuestSearch>): void {
    this.choose({ search: { ...this.chosen.search, ...change } });
  }

  protected onClearSearch(): void {
    this.choose({ search: noVirtualMachineChoices.search });
    this.searchField.nativeElement.focus();
  }

  protected onWhatIf(whatIf: WhatIf): void {
    this.choose({ whatIf });
  }

  protected onEndPreview(): void {
    this.choose({ whatIf: null });
    this.whatIfList.focus();
  }

  /** Keeps selected machines selected while a search hides them. */
  protected onSelected(ids: ReadonlySet<string>): void {
    const selected = new Set([...this.hiddenIds(), ...ids]);
    // The SDK's table also reports a selection when it's drawn again.
    if (selected.size !== this.chosen.selected.size || [...selected].some(id => !this.chosen.selected.has(id))) {
      this.choose({ selected });
    }
  }

  /** Brings the details of what was just clicked into view, once they're drawn. */
  protected onClicked(): void {
    this.isToShow = true;
  }

  protected onClearSelection(): void {
    this.choose({ selected: new Set() });
    this.searchField.nativeElement.focus();
  }

  protected onCopyScript(): void {
    const words = this.strings.GuestScript;
    const rows = this.details?.rows ?? [];
    const orders = ordersOf(rows);
    copyText(guestKeysScript(orders));
    this.copied =
      orders.length === rows.length
        ? words.copied
        : fillIn(pluralOf(words.copiedFor, rows.length), numberInWords(orders.length), numberInWords(rows.length));
  }

  /** Emits the choices only. The page sets them in turn, so that everything is updated once. */
  private choose(change: Partial<VirtualMachineChoices>): void {
    this.copied = '';
    this.choicesChange.emit({ ...this.chosen, ...change });
  }

  private update(): void {
    const { statuses, guests } = this.shown;
    const { search, whatIf } = this.chosen;
    const real = this.real.rowsOf(statuses, guests, null);
    const all = whatIf === null ? real : this.changed(real, this.assumed.rowsOf(statuses, guests, whatIf));
    // A new list resets the SDK's table, even if it has the same rows.
    if (all !== this.found.all || search !== this.found.search) {
      if (all !== this.found.all) {
        this.counts = coverageCounts(all);
        this.map = this.mapOf(all);
      }
      this.found = { all, search };
      this.rows = foundRows(all, search);
    }
    this.whatIfs = this.whatIfChoices();
    this.servers = this.serverChoices(statuses.map(({ server }) => server));
    this.summary = summaryOf(this.shown, real, this.strings);
    this.preview = whatIf === null ? '' : previewOf(this.shown, real, all, this.strings);
    this.empty = emptyInWords(this.shown, search, this.strings);
    this.failures = failuresOf(this.shown, this.strings);
    const hidden = new Set(this.hiddenIds());
    this.hidden = hiddenInWords(all.filter(({ id }) => hidden.has(id)).length, this.strings);
    this.shownInWords = fillIn(
      pluralOf(this.strings.Guests.shown, all.length),
      numberInWords(this.rows.length),
      numberInWords(all.length)
    );
    this.showDetails(real, hidden);
  }

  private showDetails(all: readonly VirtualMachineRow[], hidden: ReadonlySet<string>): void {
    const { selected } = this.chosen;
    const chosen = selected.size === 0 ? [] : all.filter(({ id }) => selected.has(id));
    // Only some have details. An admin who selects a row looks for those of that row.
    const rows = [...chosen].sort((one, other) => Number(hidden.has(one.id)) - Number(hidden.has(other.id)));
    const { statuses, guests } = this.shown;
    if (rows.some((row, index) => row !== this.details?.rows[index])) {
      // What was copied may no longer be right.
      this.copied = '';
    }
    this.details = rows.length === 0 ? null : { rows, hosts: hostsOf(statuses, null), guests };
    this.canScript = rows.some(isScriptable);
  }

  private mapOf(all: readonly VirtualMachineRow[]): ShownGuestMap | null {
    if (all.length === 0) {
      return null;
    }
    const { servers, states } = hostsOf(this.shown.statuses, this.chosen.whatIf);
    const placed = all.map(({ server, release, machine, coverageFacts }) => ({
      server: serverId(server),
      release,
      moves: machine.moves,
      coverage: coverageFacts
    }));
    return { map: guestMapOf(placed, states, readServers(this.shown)), nameOf: id => servers.get(id)?.name ?? id };
  }

  /** The IDs of the selected machines that aren't shown: the search hides them, or they're gone. */
  private hiddenIds(): string[] {
    const { selected } = this.chosen;
    if (selected.size === 0) {
      return [];
    }
    const shown = new Set(this.rows.map(({ id }) => id));
    return [...selected].filter(id => !shown.has(id));
  }

  /** Leaves out licenses that are older than the newest key, because no server goes back to an older key. */
  private whatIfChoices(): Choice<WhatIf>[] {
    const newest = newestVersion(this.shown.statuses.map(({ keyVersion }) => keyVersion));
    const possible = hostLicenses.filter(license => license === 'subscription' || !isOlderVersion(license, newest));
    return [
      { value: null, words: this.strings.Guests.whatIfNow },
      ...possible.map(value => ({ value, words: licenseInWords(value, this.strings) }))
    ];
  }

  private serverChoices(servers: readonly Server[]): Choice<string | null>[] {
    return [
      { value: null, words: this.strings.Guests.allServers },
      ...servers.map(server => ({ value: serverId(server), words: server.name }))
    ];
  }
}

function licenseInWords(license: HostLicense, strings: AppStrings): string {
  const words = strings.Guests;
  return license === 'subscription' ? words.whatIfSubscription : fillIn(words.whatIfKey, license);
}
