import { CommonModule } from '@angular/common';
import {
  ChangeDetectionStrategy,
  ChangeDetectorRef,
  Component,
  EventEmitter,
  Input,
  OnDestroy,
  Output
} from '@angular/core';
import { Observable, Subscription, distinct, map, mergeMap } from 'rxjs';
import { SessionState } from '../cluster/cluster-connection';
import { LastAttempt } from '../domain/servers/attempt';
import { KeyAssignment } from '../domain/servers/key-assignment';
import { Server, serverId } from '../domain/servers/server';
import { canTakeKey } from '../domain/servers/states';
import { ServerStatus } from '../domain/servers/status';
import { HelpPaneComponent } from '../help/help-pane.component';
import { HelpTopicsComponent } from '../help/help-topics.component';
import { PowerShellPaneComponent } from '../help/power-shell-pane.component';
import { KeysPaneComponent, KeysPaneMode } from '../keys/keys-pane.component';
import { ActivationStore } from '../servers/activation-store';
import { memoize } from '../ui/memoize';
import { HelpTopicId } from '../domain/servers/help-topic-id';
import { KeysPane, OpenPane, Pane, isForSame, stillSelected } from './open-pane';

/**
 * The page's panes, at most one of which is open. Keeps sessions ready on the servers that a pane can apply keys to,
 * and returns the focus to what opened a pane when it closes.
 */
@Component({
  selector: 'avma-page-panes',
  standalone: true,
  imports: [CommonModule, HelpPaneComponent, HelpTopicsComponent, KeysPaneComponent, PowerShellPaneComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './page-panes.component.html'
})
export class PagePanesComponent implements OnDestroy {
  /** All servers of the cluster. */
  @Input() statuses: readonly ServerStatus[] = [];
  /** The last attempt on each server, by server ID. */
  @Input() attempts: ReadonlyMap<string, LastAttempt> = new Map();
  /** The keys pane closes, and these servers stay selected. The selection must be visible before the focus returns. */
  @Output() readonly selectedChange = new EventEmitter<ReadonlySet<string>>();
  /** Leads from the keys that were just applied to what they're for. The pane is closed by then. */
  @Output() readonly machinesAsked = new EventEmitter<void>();
  /** What opened the pane can't take the focus back. */
  @Output() readonly focusLost = new EventEmitter<void>();

  protected pane: OpenPane | null = null;
  /** The questions that the pane answers where keys are entered. */
  protected readonly questions: readonly HelpTopicId[] = ['whereToGetKeys', 'whichKeys', 'offline', 'typedKeys'];

  private preparing = Subscription.EMPTY;

  constructor(
    private readonly store: ActivationStore,
    private readonly changes: ChangeDetectorRef
  ) {}

  ngOnDestroy(): void {
    this.preparing.unsubscribe();
  }

  /** Opens the keys pane for these servers. */
  openKeys(mode: KeysPaneMode, statuses: readonly ServerStatus[]): void {
    const serverIds = new Set(statuses.map(({ server }) => serverId(server)));
    const pane: KeysPane = { kind: 'keys', mode, serverIds, applied: mode === 'progress' ? serverIds : new Set() };
    if (this.pane?.kind === 'keys' && isForSame(this.pane, pane)) {
      // A double click must not close the sessions that its first click has opened.
      return;
    }
    this.open(pane);
    this.preparing.unsubscribe();
    this.preparing = this.sessionsFor(pane).subscribe();
  }

  /** Opens the help pane, with one of its questions open, or none. */
  openHelp(topic: HelpTopicId | null): void {
    this.open({ kind: 'help', topic });
  }

  /** Opens the commands that do what the page does, for all servers or only for those. */
  openCommands(servers: readonly Server[] | null = null): void {
    this.open({ kind: 'commands', serverIds: servers && new Set(servers.map(serverId)) });
  }

  protected readonly commandedIn = memoize(
    (serverIds: ReadonlySet<string> | null, statuses: readonly ServerStatus[]): readonly ServerStatus[] =>
      serverIds ? statuses.filter(({ server }) => serverIds.has(serverId(server))) : statuses
  );

  protected serversOf(pane: KeysPane): readonly ServerStatus[] {
    return inPane(pane, this.statuses);
  }

  protected onApply(orders: readonly KeyAssignment[]): void {
    if (this.pane?.kind === 'keys') {
      const ids = orders.map(({ server }) => serverId(server));
      this.pane = { ...this.pane, applied: new Set([...this.pane.applied, ...ids]) };
    }
    this.store.apply(orders);
  }

  protected onStop(): void {
    this.store.stop();
  }

  protected closeKeys(pane: KeysPane): void {
    this.preparing.unsubscribe();
    this.selectedChange.emit(stillSelected(pane, this.attempts));
    this.close();
  }

  protected onMachinesAsked(pane: KeysPane): void {
    this.closeKeys(pane);
    this.machinesAsked.emit();
  }

  protected close(): void {
    const openedFrom = this.pane?.openedFrom;
    this.pane = null;
    this.changes.detectChanges();
    // What opened the pane may be gone by then, like first run after the first key, or disabled, like an action without
    // a selection.
    const isThere = openedFrom instanceof HTMLElement && openedFrom.isConnected;
    const isOn = isThere && !openedFrom.matches(':disabled, [aria-disabled=true]');
    isOn ? openedFrom.focus() : this.focusLost.emit();
  }

  private open(pane: Pane): void {
    this.pane = { ...pane, openedFrom: document.activeElement };
    this.changes.markForCheck();
  }

  /** Keeps a session ready on each server of the pane, as soon as it can take a key. */
  private sessionsFor(pane: KeysPane): Observable<SessionState> {
    return this.store.view.pipe(
      mergeMap(({ statuses }) => inPane(pane, statuses).filter(status => canTakeKey(status).can)),
      map(({ server }) => server),
      distinct(server => serverId(server)),
      mergeMap(server => this.store.prepare(server))
    );
  }
}

function inPane({ serverIds }: KeysPane, statuses: readonly ServerStatus[]): readonly ServerStatus[] {
  return statuses.filter(({ server }) => serverIds.has(serverId(server)));
}
