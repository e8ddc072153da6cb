import { CommonModule } from '@angular/common';
import {
  ChangeDetectionStrategy,
  ChangeDetectorRef,
  Component,
  ElementRef,
  OnDestroy,
  OnInit,
  ViewChild
} from '@angular/core';
import {
  Observable,
  Subscription,
  auditTime,
  distinct,
  map,
  merge,
  mergeMap,
  skip,
  take
} from 'rxjs';
import { SessionState } from '../cluster/cluster-connection';
import { ServerStatus, canTakeKey } from '../domain/status';
import { Failure } from '../domain/failure';
import { serverId } from '../domain/server';
import { appStrings } from '../shell/strings';
import { ServerList } from './activation-state';
import { ActivationStore, ActivationView, KeyOrder } from './activation-store';
import { KeysPaneComponent, KeysPaneMode } from './keys/keys-pane.component';
import { AccessNoticesComponent } from './servers/access-notices.component';
import { FirstRunComponent } from './servers/first-run.component';
import { reasonInWords } from './servers/server-words';
import { sentenceOf } from './servers/sentence';
import { ServersTableComponent } from './servers/servers-table.component';
import { StateIconComponent } from './servers/state-icon.component';

/**
 * For how long changes are gathered before the page is drawn anew, in milliseconds. Where all servers answer in the
 * same moment, drawing the table for each of them would take longer than the answers; nobody sees so short a wait.
 */
const drawnTogether = 80;

/** A pane that is open, and the servers it is for. */
interface OpenPane {
  readonly mode: KeysPaneMode;
  readonly serverIds: ReadonlySet<string>;
  /** Where the focus goes when it closes. */
  readonly openedFrom: Element | null;
}

/** The page: it wires the store to what is shown, and opens and closes the pane. */
@Component({
  selector: 'avma-activation-page',
  standalone: true,
  imports: [
    CommonModule,
    AccessNoticesComponent,
    FirstRunComponent,
    KeysPaneComponent,
    ServersTableComponent,
    StateIconComponent
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './activation-page.component.html',
  styleUrls: ['./activation-page.component.css']
})
export class ActivationPageComponent implements OnInit, OnDestroy {
  @ViewChild('section') private section?: ElementRef<HTMLElement>;

  protected readonly strings = appStrings();
  protected readonly view = merge(
    this.store.view.pipe(take(1)),
    this.store.view.pipe(skip(1), auditTime(drawnTogether))
  );
  protected readonly attempts = this.store.attempts;
  protected pane: OpenPane | null = null;

  private preparing = Subscription.EMPTY;

  constructor(
    private readonly store: ActivationStore,
    private readonly changes: ChangeDetectorRef
  ) {}

  ngOnInit(): void {
    this.store.refresh();
  }

  ngOnDestroy(): void {
    this.preparing.unsubscribe();
  }

  protected sentence(view: ActivationView): string {
    return sentenceOf(view, this.strings);
  }

  protected whyFailed({ list }: ActivationView): string {
    const failure = failureIn(list);
    return failure ? failure.message || reasonInWords(failure.reason, this.strings) : '';
  }

  protected isClusterDenied({ list }: ActivationView): boolean {
    return failureIn(list)?.reason === 'denied';
  }

  protected inPane(view: ActivationView, pane: OpenPane): readonly ServerStatus[] {
    return view.statuses.filter(({ server }) => pane.serverIds.has(serverId(server)));
  }

  protected onRefresh(): void {
    this.store.refresh();
  }

  protected onSignIn(): void {
    this.store.signIn();
    // The button goes while the servers are asked.
    this.section?.nativeElement.focus();
  }

  protected onApply(orders: readonly KeyOrder[]): void {
    this.store.apply(orders);
  }

  protected openPane(mode: KeysPaneMode, statuses: readonly ServerStatus[]): void {
    this.pane = {
      mode,
      serverIds: new Set(statuses.map(({ server }) => serverId(server))),
      openedFrom: document.activeElement
    };
    this.preparing.unsubscribe();
    this.preparing = this.sessionsFor(this.pane).subscribe();
  }

  protected closePane(): void {
    const openedFrom = this.pane?.openedFrom;
    this.preparing.unsubscribe();
    this.pane = null;
    this.changes.detectChanges();
    // What opened the pane may be gone by then, as the first run is after the first key.
    const isThere = openedFrom instanceof HTMLElement && openedFrom.isConnected;
    (isThere ? openedFrom : this.section?.nativeElement)?.focus();
  }

  /** Keeps a session ready on each server of the pane, from when it can take a key. */
  private sessionsFor(pane: OpenPane): Observable<SessionState> {
    return this.store.view.pipe(
      mergeMap(view => this.inPane(view, pane).filter(status => canTakeKey(status).can)),
      map(({ server }) => server),
      distinct(server => serverId(server)),
      mergeMap(server => this.store.prepare(server))
    );
  }
}

/** Why the cluster could not say which servers it has; null where it could. */
function failureIn(list: ServerList): Failure | null {
  switch (list.kind) {
    case 'failed':
      return list.failure;
    case 'known':
      return list.couldNotRefresh;
    case 'asking':
      return null;
  }
}
