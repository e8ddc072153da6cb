import { CommonModule } from '@angular/common';
import {
  AfterViewChecked,
  ChangeDetectionStrategy,
  ChangeDetectorRef,
  Component,
  ElementRef,
  EventEmitter,
  HostListener,
  Input,
  NgZone,
  OnDestroy,
  OnInit,
  Output,
  QueryList,
  ViewChild,
  ViewChildren
} from '@angular/core';
import { FormsModule } from '@angular/forms';
import { Subscription } from 'rxjs';
import { LastAttempt, isUnderWay } from '../domain/servers/attempt';
import { groupProductKey } from '../domain/keys/product-key';
import { Server, serverId } from '../domain/servers/server';
import { ServerStatus } from '../domain/servers/status';
import { appStrings } from '../platform/strings';
import { KeyAssignment } from '../domain/servers/key-assignment';
import { PaneComponent } from '../ui/pane.component';
import { KeyEntryState, KeyRow, attemptIn, isFree, keyRowsOf, needsAttention, untouched } from './key-row';
import { KeyRowComponent } from './key-row.component';
import { isBusyIn, isFinishedIn, isRetryIn } from './keys-summary';
import { KeysSummaryComponent } from './keys-summary.component';
import { LicenseChoiceComponent, LicenseOption } from './license-choice.component';
import { PastedListComponent, UsedList } from './pasted-list.component';
import { SubscriptionOfferComponent } from './subscription-offer.component';
import { whenUnused } from './unused-pane';

/** Setup is for all servers; managing is for the selected ones, and progress for those that are getting keys. */
export type KeysPaneMode = 'setUp' | 'manage' | 'progress';

/**
 * The pane where keys are entered and applied, with the result for each server. It closes without asking or stopping
 * anything, and the typed text is gone with it. Related questions are projected into it.
 */
@Component({
  selector: 'avma-keys-pane',
  standalone: true,
  imports: [
    CommonModule,
    FormsModule,
    KeyRowComponent,
    KeysSummaryComponent,
    LicenseChoiceComponent,
    PaneComponent,
    PastedListComponent,
    SubscriptionOfferComponent
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './keys-pane.component.html',
  styleUrls: ['./keys-pane.component.css']
})
export class KeysPaneComponent implements OnInit, AfterViewChecked, OnDestroy {
  @Input() mode: KeysPaneMode = 'setUp';
  @Input() set statuses(statuses: readonly ServerStatus[]) {
    this.shown = statuses;
    this.putTogether();
  }
  /** The last attempt on each server, in this pane or before, by server ID. */
  @Input() set attempts(attempts: ReadonlyMap<string, LastAttempt>) {
    this.known = attempts;
    this.putTogether();
  }
  /** All servers of the cluster, whose keys are compared with typed ones; null if there are no others. */
  @Input() set cluster(statuses: readonly ServerStatus[] | null) {
    this.others = statuses;
    this.putTogether();
  }
  @Output() readonly applied = new EventEmitter<readonly KeyAssignment[]>();
  /** Takes back the keys that weren't sent yet. */
  @Output() readonly stopped = new EventEmitter<void>();
  /** Asks to show the virtual machines that can be activated now. */
  @Output() readonly machinesAsked = new EventEmitter<void>();
  @Output() readonly closed = new EventEmitter<void>();

  @ViewChild(PastedListComponent) private pastedList?: PastedListComponent;
  @ViewChild('pasteList') private pasteList?: ElementRef<HTMLElement>;
  @ViewChild('apply') private apply?: ElementRef<HTMLElement>;
  @ViewChildren(KeyRowComponent) private rowComponents!: QueryList<KeyRowComponent>;

  protected readonly strings = appStrings();
  protected rows: readonly KeyRow[] = [];
  protected isPasting = false;
  /** Why Apply did nothing, shown after it was tried. */
  protected hint = '';

  /** Setup starts with a choice. The typed text stays while the other option is shown. */
  protected way: LicenseOption = 'keys';
  protected shown: readonly ServerStatus[] = [];

  private known: ReadonlyMap<string, LastAttempt> = new Map();
  private others: readonly ServerStatus[] | null = null;
  /** The IDs of the servers that the last batch of keys didn't reach, which come first. */
  private first: ReadonlySet<string> = new Set();
  /** What had the focus before rows changed places, by which the browser takes it away. */
  private focused: HTMLElement | null = null;
  private readonly entries = new Map<string, KeyEntryState>();
  private watching = Subscription.EMPTY;

  constructor(
    private readonly changes: ChangeDetectorRef,
    private readonly host: ElementRef<HTMLElement>,
    private readonly zone: NgZone
  ) {}

  ngOnInit(): void {
    this.watching = whenUnused(this.host.nativeElement, this.zone, () => this.forgetTyped());
  }

  ngAfterViewChecked(): void {
    const { focused } = this;
    this.focused = null;
    if (focused && document.activeElement === document.body) {
      focused.isConnected ? focused.focus() : this.focusMain();
    }
  }

  ngOnDestroy(): void {
    this.watching.unsubscribe();
    this.entries.clear();
  }

  /** Without this, the browser would open a file that's dropped outside the drop area, and replace the page. */
  @HostListener('dragover', ['$event'])
  @HostListener('drop', ['$event'])
  protected keepPage(event: DragEvent): void {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
    }
  }

  /**
   * Clears keys that nobody has applied. Also on leaving, because a browser may keep the whole page and show it again.
   */
  @HostListener('window:pagehide')
  protected forgetTyped(): void {
    const waiting = this.rows.filter(row => row.typed !== '' && !row.locked);
    if (waiting.length === 0 && !this.isPasting) {
      return;
    }
    waiting.forEach(row => this.remember(row.server, { typed: '', isVolume: null, wasLeft: false }));
    if (this.isPasting) {
      this.closeList();
    }
    this.hint = this.strings.Keys.forgotten;
    this.changes.markForCheck();
  }

  protected get title(): string {
    return this.mode === 'setUp' ? this.strings.Keys.setUpTitle : this.strings.Keys.manageTitle;
  }

  protected get isBusy(): boolean {
    return isBusyIn(this.rows);
  }

  protected get isFinished(): boolean {
    return this.way === 'keys' && isFinishedIn(this.rows);
  }

  /** The main button's word. */
  protected get main(): string {
    const words = this.strings.Keys;
    if (this.isBusy) {
      return words.apply;
    }
    return this.isFinished ? words.done : isRetryIn(this.rows) ? words.retry : words.apply;
  }

  /** Whether to offer the virtual machines next: a key is on its server, and none is being applied. */
  protected get isNextShown(): boolean {
    return this.way === 'keys' && !this.isBusy && this.rows.some(row => row.attempt?.kind === 'applied');
  }

  /** Whether to lead to a key that isn't known to be on its server. */
  protected get hasFailed(): boolean {
    return this.way === 'keys' && !this.isBusy && this.rows.some(needsAttention);
  }

  protected focusMain(): void {
    this.apply?.nativeElement.focus();
  }

  protected focusFailed(): void {
    this.focusFirst(needsAttention);
  }

  protected focusFirstField(): void {
    this.focusFirst(row => !row.disabledWhy);
  }

  protected onWay(way: LicenseOption): void {
    this.way = way;
    this.hint = '';
  }

  protected onTyped(row: KeyRow, typed: string): void {
    this.rememberEdit(row, { typed });
    this.hint = '';
  }

  protected onVolume(row: KeyRow, isVolume: boolean): void {
    this.rememberEdit(row, { isVolume });
  }

  /** Whether there are fields that could take this key. */
  protected canUseForAll(row: KeyRow): boolean {
    return row.key !== null && !row.locked && this.rows.some(isFree);
  }

  /** Puts a key into all empty fields, and so marks it as a volume key. Other typed text stays. */
  protected onUseForAll({ id, key, server }: KeyRow): void {
    if (key !== null) {
      const free = this.rows.filter(isFree);
      const shared = { typed: key, isVolume: true };
      [server, ...free.map(row => row.server)].forEach(one => this.remember(one, shared));
      this.hint = '';
      // The button disappears, because no field is empty any more.
      this.focusFirst(row => row.id === id);
    }
  }

  /** Shows the field for pasting a list, with what was pasted elsewhere. */
  protected onPasteList(text = ''): void {
    this.isPasting = true;
    this.changes.detectChanges();
    this.pastedList?.take(text);
  }

  /** Puts a list's keys into their fields. Servers that aren't in the list stay as they are. */
  protected onListUsed({ typed, volume }: UsedList): void {
    for (const { id, server } of this.rows.filter(row => typed.has(row.id))) {
      const text = groupProductKey(typed.get(id) ?? '');
      const isVolume = volume.has(id) || null;
      this.remember(server, { ...untouched, typed: text, isVolume, wasLeft: true });
    }
    this.hint = '';
    this.closeList();
  }

  protected closeList(): void {
    this.isPasting = false;
    this.changes.detectChanges();
    this.pasteList?.nativeElement.focus();
  }

  /** An empty field has nothing that could be incomplete. */
  protected onLeft({ server, typed }: KeyRow): void {
    if (typed !== '') {
      this.remember(server, { wasLeft: true });
    }
  }

  /** Brings back the field of a server that has taken a key. The row moves the focus there. */
  protected onChange({ server }: KeyRow): void {
    this.remember(server, untouched);
  }

  /** Done closes the pane. Apply isn't the form's own button while a list is open, because Enter is for the list. */
  protected onMain(): void {
    if (this.isFinished) {
      this.closed.emit();
    } else if (this.isPasting) {
      this.onApply();
    }
  }

  protected onApply(): void {
    if (this.isBusy) {
      return;
    }
    const filled = this.rows.filter(row => row.typed !== '' && !row.disabledWhy);
    filled.forEach(row => this.remember(row.server, { wasLeft: true }));
    const orders = filled.flatMap(({ server, key }) => (key ? [{ server, key }] : []));
    if (orders.length === 0 || orders.length < filled.length) {
      this.hint = filled.length === 0 ? this.strings.Keys.noneTyped : this.strings.Keys.fixFirst;
      filled.length === 0 ? this.focusFirstField() : this.focusFirst(row => row.problem !== '');
      return;
    }
    orders.forEach(({ server }) =>
      this.remember(server, { handedOver: true, before: this.known.get(serverId(server)) ?? null, appliedAt: null })
    );
    this.applied.emit(orders);
  }

  protected readonly byServer = (_index: number, row: KeyRow): string => row.id;

  /** An applied key is no longer in its field, so any text entered there is a new key. */
  private rememberEdit({ server, attempt }: KeyRow, edit: Partial<KeyEntryState>): void {
    this.remember(server, attempt?.kind === 'applied' ? { ...untouched, ...edit } : edit);
  }

  private remember(server: Server, change: Partial<KeyEntryState>): void {
    const id = serverId(server);
    this.entries.set(id, { ...(this.entries.get(id) ?? untouched), ...change });
    this.putTogether();
  }

  private putTogether(): void {
    const wasBusy = this.isBusy;
    this.takeOver();
    this.forgetApplied();
    const rows = keyRowsOf(this.shown, this.entries, this.known, this.strings, this.others ?? undefined);
    if (wasBusy && !isBusyIn(rows)) {
      this.first = new Set(rows.filter(needsAttention).map(({ id }) => id));
      this.focused = this.focusedWithin();
    }
    const isFirst = ({ id }: KeyRow): boolean => this.first.has(id);
    this.rows = [...rows.filter(isFirst), ...rows.filter(row => !isFirst(row))];
    this.changes.markForCheck();
  }

  /** Shows what becomes of keys that were submitted before the pane was opened. */
  private takeOver(): void {
    for (const { server } of this.shown) {
      const id = serverId(server);
      const last = this.known.get(id);
      const isWatched = last && (isUnderWay(last.attempt) || this.mode === 'progress');
      if (isWatched && !this.entries.has(id)) {
        this.entries.set(id, { ...untouched, handedOver: true });
      }
    }
  }

  /** The element in the rows that has the focus; null if it's elsewhere. */
  private focusedWithin(): HTMLElement | null {
    const { activeElement } = document;
    const isRow = this.host.nativeElement.querySelector('.rows')?.contains(activeElement) ?? false;
    return isRow && activeElement instanceof HTMLElement ? activeElement : null;
  }

  /** Clears the keys that are on their servers: the page doesn't need them any more. */
  private forgetApplied(): void {
    this.entries.forEach((entry, id) => {
      if (attemptIn(entry, this.known.get(id))?.kind === 'applied') {
        const appliedAt = entry.appliedAt ?? Date.now();
        this.entries.set(id, { ...entry, typed: '', isVolume: null, appliedAt });
      }
    });
  }

  private focusFirst(wanted: (row: KeyRow) => boolean): void {
    const id = this.rows.find(wanted)?.id;
    this.rowComponents.find(one => one.id === id)?.focus();
  }
}
