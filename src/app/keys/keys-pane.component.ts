import { CommonModule } from '@angular/common';
import {
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
import { Attempt, LastAttempt, isUnderWay } from '../domain/servers/attempt';
import { groupProductKey, lastFiveOf } from '../domain/keys/product-key';
import { Server, serverId } from '../domain/servers/server';
import { ServerStatus } from '../domain/servers/status';
import { appStrings, fillIn } from '../platform/strings';
import { KeyAssignment } from '../domain/servers/key-assignment';
import { PaneComponent } from '../ui/pane.component';
import { KeyFieldComponent } from './key-field.component';
import { KeyResultComponent } from './key-result.component';
import { KeyEntryState, KeyRow, attemptIn, keyRowsOf, untouched } from './key-row';
import { LicenseChoiceComponent, LicenseOption } from './license-choice.component';
import { PastedListComponent, UsedList } from './pasted-list.component';
import { SubscriptionOfferComponent } from './subscription-offer.component';
import { whenUnused } from './unused-pane';

/** Setup is for all servers; managing is for the selected ones. */
export type KeysPaneMode = 'setUp' | 'manage';

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
    KeyFieldComponent,
    KeyResultComponent,
    LicenseChoiceComponent,
    PaneComponent,
    PastedListComponent,
    SubscriptionOfferComponent
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './keys-pane.component.html',
  styleUrls: ['./keys-pane.component.css']
})
export class KeysPaneComponent implements OnInit, OnDestroy {
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
  @Output() readonly applied = new EventEmitter<readonly KeyAssignment[]>();
  /** Takes back the keys that weren't sent yet. */
  @Output() readonly stopped = new EventEmitter<void>();
  /** Asks to show the virtual machines that can be activated now. */
  @Output() readonly machinesAsked = new EventEmitter<void>();
  @Output() readonly closed = new EventEmitter<void>();

  @ViewChild(PastedListComponent) private pastedList?: PastedListComponent;
  @ViewChild('pasteList') private pasteList?: ElementRef<HTMLElement>;
  @ViewChild('apply') private apply?: ElementRef<HTMLElement>;
  /** Present while keys are being applied; the focus must not disappear with it. */
  @ViewChild('stop') private stop?: ElementRef<HTMLElement>;
  @ViewChildren(KeyFieldComponent) private fields!: QueryList<KeyFieldComponent>;

  protected readonly strings = appStrings();
  protected rows: readonly KeyRow[] = [];
  protected isPasting = false;
  /** Why Apply did nothing, shown after it was tried. */
  protected hint = '';

  /** Setup starts with a choice. The typed text stays while the other option is shown. */
  protected way: LicenseOption = 'keys';
  protected shown: readonly ServerStatus[] = [];

  private known: ReadonlyMap<string, LastAttempt> = new Map();
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
    waiting.forEach(row => this.remember(row.server, { typed: '', isVolume: false, wasLeft: false }));
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
    return this.rows.some(row => row.locked);
  }

  /** Whether any key can still be taken back. */
  protected get canStop(): boolean {
    return this.rows.some(row => row.attempt?.kind === 'waiting');
  }

  /** Whether all typed keys are ones that failed. */
  protected get isRetry(): boolean {
    const typed = this.rows.filter(row => row.key !== null && !row.locked);
    return typed.length > 0 && typed.every(row => row.attempt !== null);
  }

  /** The footer's sentence: the progress, or what Apply will do. */
  protected get footnote(): string {
    const tried = this.rows.filter(row => row.attempt !== null);
    const done = tried.filter(row => row.attempt && !isUnderWay(row.attempt));
    const words = this.strings.Summary;
    if (this.way === 'subscription') {
      return '';
    }
    if (this.isBusy) {
      return fillIn(words.running, done.length, tried.length);
    }
    if (this.hint) {
      return this.hint;
    }
    const came = tried.length > 0 ? [this.summaryOf(tried)] : [];
    // What a retry uses was shown before.
    return [...came, ...(this.isRetry ? [] : [this.willUse()])].join(' ').trim();
  }

  /** Whether to offer the virtual machines next: a key is on its server, and none is being applied. */
  protected get isNextShown(): boolean {
    return this.way === 'keys' && !this.isBusy && this.rows.some(row => row.attempt?.kind === 'applied');
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

  protected onStop(): void {
    if (this.canStop) {
      this.stopped.emit();
    }
  }

  /** Whether there are fields that could take this key. */
  protected canUseForAll(row: KeyRow): boolean {
    return row.key !== null && !row.locked && this.rows.some(isFree);
  }

  protected useForAllOf(row: KeyRow): string {
    return fillIn(this.strings.Keys.useForAllOf, row.server.name);
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

  /** Shows the field for pasting a list. */
  protected onPasteList(): void {
    this.isPasting = true;
    this.changes.detectChanges();
    this.pastedList?.focus();
  }

  /** Puts a list's keys into their fields. Servers that aren't in the list stay as they are. */
  protected onListUsed({ typed, volume }: UsedList): void {
    for (const { id, server } of this.rows.filter(row => typed.has(row.id))) {
      this.remember(server, {
        ...untouched,
        typed: groupProductKey(typed.get(id) ?? ''),
        isVolume: volume.has(id),
        wasLeft: true
      });
    }
    this.hint = '';
    this.closeList();
  }

  protected closeList(): void {
    this.isPasting = false;
    this.changes.detectChanges();
    this.pasteList?.nativeElement.focus();
  }

  protected onLeft(server: Server): void {
    this.remember(server, { wasLeft: true });
  }

  protected onApply(): void {
    if (this.isBusy) {
      return;
    }
    const filled = this.rows.filter(row => row.typed !== '' && !row.disabledWhy);
    filled.forEach(row => this.remember(row.server, { wasLeft: true }));
    const orders = filled.flatMap(({ server, key }) => (key ? [{ server, key }] : []));
    if (orders.length === 0 || orders.length < filled.length) {
      this.hint = filled.length === 0 ? this.strings.Keys.noneTyped : this.strings.Keys.mendFirst;
      filled.length === 0 ? this.focusFirstField() : this.focusFirst(row => row.problem !== '');
      return;
    }
    orders.forEach(({ server }) =>
      this.remember(server, { handedOver: true, before: this.known.get(serverId(server)) ?? null })
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
    this.forgetApplied();
    this.rows = keyRowsOf(this.shown, this.entries, this.known, this.strings);
    if (!this.isBusy && this.stop?.nativeElement === document.activeElement) {
      this.apply?.nativeElement.focus();
    }
    this.changes.markForCheck();
  }

  /** Clears the keys that are on their servers: the page doesn't need them any more. */
  private forgetApplied(): void {
    this.entries.forEach((entry, id) => {
      if (attemptIn(entry, this.known.get(id))?.kind === 'applied') {
        this.entries.set(id, { ...entry, typed: '', isVolume: false });
      }
    });
  }

  private focusFirst(wanted: (row: KeyRow) => boolean): void {
    const index = this.rows.findIndex(wanted);
    this.fields.get(index)?.focus();
  }

  private summaryOf(tried: readonly KeyRow[]): string {
    const words = this.strings.Summary;
    const countOf = (kind: Attempt['kind']): number => tried.filter(row => row.attempt?.kind === kind).length;
    const [applied, notConfirmed] = [countOf('applied'), countOf('notConfirmed')];
    if (notConfirmed > 0) {
      return fillIn(words.someNotConfirmed, applied, tried.length, notConfirmed);
    }
    if (applied < tried.length) {
      return fillIn(words.someFailed, applied, tried.length);
    }
    return applied === 1 ? words.oneApplied : fillIn(words.allApplied, applied);
  }

  private willUse(): string {
    const keys = this.rows.flatMap(({ key, disabledWhy }) => (key && !disabledWhy ? [key] : []));
    const words = this.strings.Keys;
    if (keys.length === 0) {
      return '';
    }
    const shared = [...new Set(keys)]
      .map(key => ({ key, count: keys.filter(one => one === key).length }))
      .filter(({ count }) => count > 1)
      .map(({ key, count }) => fillIn(words.sharedKey, count, lastFiveOf(key)));
    const all = keys.length === 1 ? words.willUse.one : fillIn(words.willUse.other, keys.length);
    return [all, ...shared].join(' ');
  }
}

/** Whether a key can go into a row's field without replacing anything. */
function isFree({ typed, disabledWhy, locked, attempt }: KeyRow): boolean {
  return typed === '' && disabledWhy === '' && !locked && attempt?.kind !== 'applied';
}
