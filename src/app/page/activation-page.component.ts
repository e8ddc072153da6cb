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
import { Subscription, map, tap } from 'rxjs';
import { Opening } from '../domain/servers/first-run';
import { Server, serverId } from '../domain/servers/server';
import { appStrings } from '../platform/strings';
import { ActivationView, ApplyProgress } from '../servers/activation-state';
import { ActivationStore } from '../servers/activation-store';
import { FooterComponent } from './footer.component';
import { HelpTopicsComponent } from '../help/help-topics.component';
import { HelpTopicId } from '../domain/servers/help-topic-id';
import { downloadServers } from './csv-files';
import { ListFailureComponent, failureIn } from './list-failure.component';
import { PageMachinesComponent } from './page-machines.component';
import { PagePanesComponent } from './page-panes.component';
import { AlertRow, alertRowsOf } from '../servers/alert-row';
import { ChosenAction } from '../servers/alert-bar.component';
import { AlertsComponent } from '../servers/alerts.component';
import { FirstRunComponent } from '../servers/first-run.component';
import { ServerDetailsComponent } from '../servers/server-details.component';
import { summaryOf } from '../servers/summary';
import { ServersTableComponent } from '../servers/servers-table.component';
import { drawnTogether } from '../ui/drawn-together';
import { memoize } from '../ui/memoize';
import { StateIconComponent } from '../ui/state-icon.component';
import { TabId, TabsComponent } from './tabs.component';
import { machineCounts } from '../virtual-machines/virtual-machines-state';
import { VirtualMachinesStore } from '../virtual-machines/virtual-machines-store';
import { noVirtualMachineChoices } from '../virtual-machines/virtual-machines-view';

/** The selected servers, and the findings of the whole cluster. */
type SelectedServers = Pick<ActivationView, 'statuses' | 'findings'>;

/** The page: connects the stores to the display, and the user's choices to the stores and panes. */
@Component({
  selector: 'avma-activation-page',
  standalone: true,
  imports: [
    CommonModule,
    AlertsComponent,
    FirstRunComponent,
    FooterComponent,
    HelpTopicsComponent,
    ListFailureComponent,
    PageMachinesComponent,
    PagePanesComponent,
    ServerDetailsComponent,
    ServersTableComponent,
    StateIconComponent,
    TabsComponent
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './activation-page.component.html',
  styleUrls: ['./activation-page.component.css']
})
export class ActivationPageComponent implements OnInit, OnDestroy {
  @ViewChild('section') private section?: ElementRef<HTMLElement>;
  @ViewChild(TabsComponent) private tabs?: TabsComponent;
  @ViewChild(PagePanesComponent) private panes?: PagePanesComponent;
  @ViewChild(ServerDetailsComponent) protected details?: ServerDetailsComponent;

  protected readonly strings = appStrings();
  protected readonly view = drawnTogether(this.store.view).pipe(tap(view => this.changeOpening(view)));
  /** The state of the virtual machines. */
  protected readonly machinesState = drawnTogether(this.guests.view);
  /** The questions that the page answers before anything is set up. */
  protected readonly questions: readonly HelpTopicId[] = ['whereToGetKeys', 'whichKeys', 'subscription'];
  protected tab: TabId = 'servers';
  protected machineChoices = noVirtualMachineChoices;
  /** The IDs of the servers that are selected in the table. */
  protected selected: ReadonlySet<string> = new Set();

  private opening: Opening = 'table';
  private readingMachines = Subscription.EMPTY;
  private readonly selectedOf = memoize(
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
    this.readingMachines.unsubscribe();
    this.store.pageShown(false);
    this.guests.forget();
  }

  protected summary(view: ActivationView): string {
    return summaryOf(view, this.strings);
  }

  protected readonly alerts = memoize((view: ActivationView): readonly AlertRow[] =>
    alertRowsOf(view, failureIn(view.list)?.reason === 'denied', this.strings)
  );

  protected selectedIn(view: ActivationView): SelectedServers {
    return this.selectedOf(view, this.selected);
  }

  protected readonly counts = memoize(machineCounts);

  protected onTab(tab: TabId): void {
    this.tab = tab;
    if (tab === 'virtualMachines') {
      this.loadMachines();
    }
  }

  /** Reads the virtual machines of all servers, and from then on of each server that's added. */
  protected loadMachines(): void {
    this.readingMachines.unsubscribe();
    this.readingMachines = this.store.view
      .pipe(map(({ statuses }) => statuses.map(({ server }) => server)))
      .subscribe(servers => this.guests.read(servers));
  }

  /** The button disappears once it's used, and the focus with it. */
  protected onLoadMachines(): void {
    this.loadMachines();
    this.focusSection();
  }

  /** Leads to the virtual machines of one server. */
  protected onMachinesOf(server: Server): void {
    const search = { ...noVirtualMachineChoices.search, serverId: serverId(server) };
    this.machineChoices = { ...noVirtualMachineChoices, search };
    this.showMachines();
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
      case 'signIn':
        this.store.signIn();
        return this.focusSection();
      case 'commands':
        return this.panes?.openCommands(servers);
      case 'details':
        this.select(new Set(servers.map(serverId)));
        return this.details?.focus(servers[0]);
      case 'manageKeys':
        this.select(new Set(servers.map(serverId)));
        return this.panes?.openKeys('manage', this.selectedIn(view).statuses);
    }
  }

  /** Opens the pane for the servers whose keys are being applied. */
  protected onShowProgress({ statuses }: ActivationView, { serverIds }: ApplyProgress): void {
    this.panes?.openKeys(
      'progress',
      statuses.filter(({ server }) => serverIds.has(serverId(server)))
    );
  }

  /** Leads from the keys that were just applied to what they're for. */
  protected showMachines(): void {
    this.onTab('virtualMachines');
    this.changes.detectChanges();
    this.tabs?.focus();
  }

  protected onExport(view: ActivationView): void {
    downloadServers(view, this.strings);
  }

  /** The chosen control may disappear with the next answer, and the focus with it. */
  protected focusSection(): void {
    this.section ? this.section.nativeElement.focus() : this.tabs?.focus();
  }

  /** Selects servers and shows the selection at once, because an action on them follows. */
  protected select(ids: ReadonlySet<string>): void {
    this.selected = ids;
    this.changes.detectChanges();
  }

  /**
   * Saves the focus from the table when the first run takes its place, and the other way around. Nothing stays selected
   * without a table to change it.
   */
  private changeOpening({ findings: { opening } }: ActivationView): void {
    if (opening === this.opening) {
      return;
    }
    this.opening = opening;
    const leaving = opening === 'firstRun' ? 'avma-servers-table' : 'avma-first-run';
    if (document.activeElement?.closest(leaving)) {
      this.focusSection();
    }
    if (opening === 'firstRun') {
      this.selected = new Set();
    }
  }
}
