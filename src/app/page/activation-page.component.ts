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
import { Observable, Subscription, auditTime, distinct, map, merge, mergeMap, skip, take } from 'rxjs';
import { SessionState } from '../cluster/cluster-connection';
import { ServerStatus } from '../domain/servers/status';
import { canTakeKey } from '../domain/servers/states';
import { LastAttempt } from '../domain/servers/attempt';
import { Failure } from '../domain/answers/failure';
import { Server, serverId } from '../domain/servers/server';
import { downloadFile } from '../platform/download';
import { listSeparator } from '../platform/locale';
import { appStrings } from '../platform/strings';
import { ServerList } from '../servers/activation-state';
import { ActivationStore, ActivationView } from '../servers/activation-store';
import { KeyAssignment } from '../domain/servers/key-assignment';
import { csvFileName } from '../text/csv';
import { FooterComponent } from './footer.component';
import { HelpPaneComponent } from '../help/help-pane.component';
import { HelpTopicsComponent } from '../help/help-topics.component';
import { HelpTopicId } from '../domain/servers/help-topic-id';
import { PowerShellPaneComponent } from '../help/power-shell-pane.component';
import { KeysPaneComponent, KeysPaneMode } from '../keys/keys-pane.component';
import { KeysPane, OpenPane, stillSelected } from './open-pane';
import { AlertRow, alertRowsOf } from '../servers/alert-row';
import { AlertsComponent, ChosenAction } from '../servers/alerts.component';
import { explained } from '../text/explanation';
import { FirstRunComponent } from '../servers/first-run.component';
import { ServerDetailsComponent } from '../servers/server-details.component';
import { summaryOf } from '../servers/summary';
import { serversCsv } from '../servers/servers-export';
import { ServersTableComponent } from '../servers/servers-table.component';
import { StateIconComponent } from '../ui/state-icon.component';
import { TabId, TabsComponent } from './tabs.component';
import { VirtualMachineRow } from '../virtual-machines/virtual-machine-row';
import { virtualMachinesCsv } from '../virtual-machines/virtual-machines-export';
import { VirtualMachinesState, machineCounts } from '../virtual-machines/virtual-machines-state';
import { VirtualMachinesStore } from '../virtual-machines/virtual-machines-store';
import {
  VirtualMachinesView,
  VirtualMachinesComponent,
  noVirtualMachineChoices
} from '../virtual-machines/virtual-machines.component';

/**
 * For how long changes are gathered before the page is drawn anew, in milliseconds. Where all servers answer in the
 * same moment, drawing the table for each of them would take longer than the answers; nobody sees so short a wait.
 */
const gatheredFor = 80;

const csvType = 'text/csv;charset=utf-8';

/** The selected servers, and what is true of the whole cluster. */
type SelectedServers = Pick<ActivationView, 'statuses' | 'findings'>;

/** The page: it wires the store to what is shown, and opens and closes the pane. */
@Component({
  selector: 'avma-activation-page',
  standalone: true,
  imports: [
    CommonModule,
    AlertsComponent,
    FirstRunComponent,
    FooterComponent,
    HelpPaneComponent,
    HelpTopicsComponent,
    KeysPaneComponent,
    PowerShellPaneComponent,
    ServerDetailsComponent,
    ServersTableComponent,
    StateIconComponent,
    TabsComponent,
    VirtualMachinesComponent
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './activation-page.component.html',
  styleUrls: ['./activation-page.component.css']
})
export class ActivationPageComponent implements OnInit, OnDestroy {
  @ViewChild('section') private section?: ElementRef<HTMLElement>;
  @ViewChild(TabsComponent) private tabs?: TabsComponent;
  @ViewChild(ServerDetailsComponent) private details?: ServerDetailsComponent;

  protected readonly strings = appStrings();
  protected readonly view = drawnTogether(this.store.view);
  /** What is known of the virtual machines. */
  protected readonly machinesState = drawnTogether(this.guests.view);
  /** What one may ask beside the other things that the page has. */
  protected readonly questions: Record<'firstRun' | 'keys', readonly HelpTopicId[]> = {
    firstRun: ['whereToGetKeys', 'whichKeys', 'subscription'],
    keys: ['whereToGetKeys', 'whichKeys', 'offline', 'typedKeys']
  };
  protected tab: TabId = 'servers';
  protected machineChoices = noVirtualMachineChoices;
  protected pane: OpenPane | null = null;
  /** The ids of the servers that are selected in the table. */
  protected selected: ReadonlySet<string> = new Set();

  private preparing = Subscription.EMPTY;
  private readingMachines = Subscription.EMPTY;
  private readonly selectedOf = remembered(
    ({ statuses, findings }: ActivationView, ids: ReadonlySet<string>): SelectedServers => ({
      statuses: statuses.filter(({ server }) => ids.has(serverId(server))),
      findings
    })
  );

  constructor(
    private readonly store: ActivationStore,
    private readonly guests: VirtualMachinesStore,
    private readonly changes: ChangeDetectorRef
  ) {}

  ngOnInit(): void {
    this.store.pageShown(true);
    this.guests.forget();
    this.store.refresh();
  }

  ngOnDestroy(): void {
    this.preparing.unsubscribe();
    this.readingMachines.unsubscribe();
    this.store.pageShown(false);
  }

  protected summary(view: ActivationView): string {
    return summaryOf(view, this.strings);
  }

  protected whyFailed({ list }: ActivationView): string {
    const failure = failureIn(list);
    return failure ? explained({ ...failure, code: null }, this.strings) : '';
  }

  protected isClusterDenied({ list }: ActivationView): boolean {
    return failureIn(list)?.reason === 'denied';
  }

  protected readonly alerts = remembered((view: ActivationView): readonly AlertRow[] =>
    alertRowsOf(view, this.isClusterDenied(view), this.strings)
  );

  protected selectedIn(view: ActivationView): SelectedServers {
    return this.selectedOf(view, this.selected);
  }

  protected inPane(view: ActivationView, pane: KeysPane): readonly ServerStatus[] {
    return view.statuses.filter(({ server }) => pane.serverIds.has(serverId(server)));
  }

  protected readonly counts = remembered(machineCounts);

  protected readonly machinesView = remembered(
    (statuses: readonly ServerStatus[], guests: VirtualMachinesState): VirtualMachinesView => ({
      statuses,
      guests
    })
  );

  protected onTab(tab: TabId): void {
    this.tab = tab;
    if (tab === 'guests') {
      this.loadMachines();
    }
  }

  /** Reads the virtual machines of all servers, and from then on of each that is added. */
  protected loadMachines(): void {
    this.readingMachines.unsubscribe();
    this.readingMachines = this.store.view
      .pipe(map(({ statuses }) => statuses.map(({ server }) => server)))
      .subscribe(servers => this.guests.read(servers));
  }

  /** The button goes with what it has asked for, and the focus with it. */
  protected onLoadMachines(): void {
    this.loadMachines();
    this.focusSection();
  }

  protected onRetryMachines(server: Server): void {
    this.guests.retry(server);
    this.focusSection();
  }

  protected onRefreshMachines({ statuses }: ActivationView): void {
    // What a guest can expect depends on how its servers stand.
    this.store.refresh();
    this.guests.refresh(statuses.map(({ server }) => server));
  }

  protected onExportMachines(rows: readonly VirtualMachineRow[], { clusterName }: ActivationView): void {
    const table = virtualMachinesCsv(clusterName, rows, listSeparator(), this.strings);
    downloadFile(csvFileName('virtual-machines', clusterName, new Date()), table, csvType);
  }

  protected onRefresh(): void {
    this.store.refresh();
  }

  protected onRetry(): void {
    this.store.refresh();
    this.focusSection();
  }

  protected onAlert({ action, servers }: ChosenAction, view: ActivationView): void {
    switch (action) {
      case 'refresh':
        return this.onRetry();
      case 'signIn':
        this.store.signIn();
        return this.focusSection();
      case 'details':
        this.select(servers);
        return this.details?.focus(servers[0]);
      case 'manageKeys':
        this.select(servers);
        return this.openPane('manage', this.selectedIn(view).statuses);
    }
  }

  protected onSelected(ids: ReadonlySet<string>): void {
    this.selected = ids;
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

  protected openPane(mode: KeysPaneMode, statuses: readonly ServerStatus[]): void {
    const pane: OpenPane = {
      kind: 'keys',
      mode,
      serverIds: new Set(statuses.map(({ server }) => serverId(server))),
      openedFrom: document.activeElement,
      applied: new Set()
    };
    this.pane = pane;
    this.preparing.unsubscribe();
    this.preparing = this.sessionsFor(pane).subscribe();
  }

  /** Opens the questions and answers, at one of them or at none. */
  protected openHelp(topic: HelpTopicId | null): void {
    this.pane = { kind: 'help', topic, openedFrom: document.activeElement };
  }

  protected closeKeys(pane: KeysPane, attempts: ReadonlyMap<string, LastAttempt>): void {
    this.selected = stillSelected(pane, attempts);
    this.preparing.unsubscribe();
    this.closePane();
  }

  /** From the keys that were just applied to what they are for. */
  protected showMachines(pane: KeysPane, attempts: ReadonlyMap<string, LastAttempt>): void {
    this.closeKeys(pane, attempts);
    this.onTab('guests');
    this.changes.detectChanges();
    this.tabs?.focus();
  }

  protected onExport(view: ActivationView): void {
    const table = serversCsv(view, listSeparator(), this.strings);
    downloadFile(csvFileName('activation', view.clusterName, new Date()), table, csvType);
  }

  protected openCommands(): void {
    this.pane = { kind: 'commands', openedFrom: document.activeElement };
  }

  protected closePane(): void {
    const openedFrom = this.pane?.openedFrom;
    this.pane = null;
    this.changes.detectChanges();
    // What opened the pane may be gone by then, as the first run is after the first key, or off, as the action is
    // without a selection.
    const isThere = openedFrom instanceof HTMLElement && openedFrom.isConnected;
    const isOn = isThere && !openedFrom.matches(':disabled, [aria-disabled=true]');
    (isOn ? openedFrom : this.section?.nativeElement)?.focus();
  }

  /** What was chosen may be gone with the next answer, and the focus with it. */
  private focusSection(): void {
    this.section ? this.section.nativeElement.focus() : this.tabs?.focus();
  }

  private select(servers: readonly Server[]): void {
    this.selected = new Set(servers.map(serverId));
    this.changes.detectChanges();
  }

  /** Keeps a session ready on each server of the pane, from when it can take a key. */
  private sessionsFor(pane: KeysPane): Observable<SessionState> {
    return this.store.view.pipe(
      mergeMap(view => this.inPane(view, pane).filter(status => canTakeKey(status).can)),
      map(({ server }) => server),
      distinct(server => serverId(server)),
      mergeMap(server => this.store.prepare(server))
    );
  }
}

/** The first at once, and what comes within a moment at its end. */
function drawnTogether<T>(source: Observable<T>): Observable<T> {
  return merge(source.pipe(take(1)), source.pipe(skip(1), auditTime(gatheredFor)));
}

/** The same function, which works out anew only what is asked of other things than the last time. */
function remembered<Asked extends readonly unknown[], T>(of: (...asked: Asked) => T): typeof of {
  let last: { readonly asked: Asked; readonly result: T } | null = null;
  return (...asked) => {
    if (!last || asked.some((one, index) => one !== last?.asked[index])) {
      last = { asked, result: of(...asked) };
    }
    return last.result;
  };
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
