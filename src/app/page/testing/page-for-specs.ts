import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, ChangeDetectorRef, Component } from '@angular/core';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { RouterTestingModule } from '@angular/router/testing';
import { SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { NEVER, concat, of } from 'rxjs';
import { ClusterConnection } from '../../cluster/cluster-connection';
import { FakeClusterConnection, answered, failed, serversNamed } from '../../cluster/testing/fake-cluster-connection';
import { Failure, Outcome } from '../../domain/answers/failure';
import { Report } from '../../domain/answers/report';
import { Server } from '../../domain/servers/server';
import { sdkServicesForSpecs } from '../../testing/sdk-services-for-specs';
import { Notifications } from '../../platform/notifications';
import { PageLocks } from '../../platform/page-locks';
import { PageStorage } from '../../platform/page-storage';
import { ActivationPageHarness } from './activation-page-harness';
import { ActivationPageComponent } from '../activation-page.component';
import { ActivationStore } from '../../servers/activation-store';
import { VirtualMachinesStore } from '../../virtual-machines/virtual-machines-store';
import { PendingApplies } from '../../servers/pending-applies';
import { ApplyNotifications } from '../../servers/apply-notifications';
import { HelpPaneHarness } from '../../help/testing/help-pane-harness';
import { KeysPaneHarness } from '../../keys/testing/keys-pane-harness';
import { FirstRunHarness } from '../../servers/testing/first-run-harness';
import { ServersTableHarness } from '../../servers/testing/servers-table-harness';

@Component({
  standalone: true,
  imports: [CommonModule, ActivationPageComponent, SmeUxModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <sme-ux>
      <div *ngIf="isShown" style="position: relative; inline-size: 1200px; block-size: 800px">
        <avma-activation-page></avma-activation-page>
      </div>
    </sme-ux>
  `
})
class HostComponent {
  isShown = true;

  constructor(private readonly changes: ChangeDetectorRef) {}

  leave(): void {
    this.isShown = false;
    this.changes.markForCheck();
  }
}

/** The page with a cluster that answers when a spec tells it to. For specs only. */
export class PageForSpecs {
  private constructor(
    private readonly fixture: ComponentFixture<HostComponent>,
    readonly cluster: FakeClusterConnection,
    readonly page: ActivationPageHarness,
    /** The shell's notifications so far. */
    readonly told: readonly string[]
  ) {}

  static async open(): Promise<PageForSpecs> {
    const cluster = new FakeClusterConnection();
    const silent = () => undefined;
    const told: string[] = [];
    const note = (kind: string) => (title: string, message: string) => told.push(`${kind}: ${title}, ${message}`);
    const begin = () => ({
      inProgress: note('in progress'),
      information: note('information'),
      success: note('success'),
      warning: note('warning'),
      error: note('error')
    });
    TestBed.configureTestingModule({
      imports: [RouterTestingModule],
      providers: [
        sdkServicesForSpecs,
        { provide: ClusterConnection, useValue: cluster },
        { provide: Notifications, useValue: { begin } },
        { provide: PageLocks, useValue: { hold: () => concat(of(true), NEVER) } },
        { provide: PageStorage, useValue: { read: () => null, write: silent } },
        PendingApplies,
        ApplyNotifications,
        ActivationStore,
        VirtualMachinesStore
      ]
    });
    const fixture = TestBed.createComponent(HostComponent);
    cluster.arriveIn = answer => fixture.ngZone?.run(answer);
    // As on a page: what answers trigger a moment later is drawn, too.
    fixture.autoDetectChanges();
    const loader = TestbedHarnessEnvironment.loader(fixture);
    return new PageForSpecs(fixture, cluster, await loader.getHarness(ActivationPageHarness), told);
  }

  /**
   * Removes the page while its host is still there: the SDK's tooltips need their host to outlive them, as on a page.
   */
  leave(): void {
    this.fixture.componentInstance.leave();
    this.fixture.detectChanges();
  }

  /** Answers the last refresh for node01 and so on, each with its report or failure. */
  load(...answers: (Report | Failure['reason'])[]): void {
    const servers = serversNamed(...answers.map((_, index) => `node${String(index + 1).padStart(2, '0')}`));
    this.cluster.serversCalls[this.cluster.serversCalls.length - 1].answer(answered(servers));
    answers.forEach((answer, index) =>
      this.cluster.answerReport(servers[index], typeof answer === 'string' ? failed(answer) : answered(answer))
    );
  }

  /** All of the page’s elements. */
  get element(): HTMLElement {
    return this.fixture.nativeElement as HTMLElement;
  }

  /** Until everything is drawn. */
  async settled(): Promise<void> {
    await this.fixture.whenStable();
    this.fixture.detectChanges();
  }

  /** Reads all servers again, each with its answer. */
  refresh(answers: readonly (readonly [Server, Outcome<Report>])[]): void {
    this.fixture.ngZone?.run(() => TestBed.inject(ActivationStore).refresh());
    this.cluster.serversCalls[this.cluster.serversCalls.length - 1].answer(answered(answers.map(([server]) => server)));
    answers.forEach(([server, outcome]) => this.cluster.answerReport(server, outcome));
  }

  /** All text in the one element that matches. */
  async text(selector: string): Promise<string> {
    await this.fixture.whenStable();
    const part = (this.fixture.nativeElement as HTMLElement).querySelector(selector);
    return there(part).textContent ?? '';
  }

  async table(): Promise<ServersTableHarness> {
    return there(await this.page.table());
  }

  async firstRun(): Promise<FirstRunHarness> {
    return there(await this.page.firstRun());
  }

  async pane(): Promise<KeysPaneHarness> {
    return there(await this.page.pane());
  }

  async help(): Promise<HelpPaneHarness> {
    return there(await this.page.help());
  }

  /** All text of each alert. */
  async alerts(): Promise<string[]> {
    return (await this.page.alerts()).texts();
  }
}

function there<T>(part: T | null): T {
  if (part === null) {
    throw new Error('The page does not show it.');
  }
  return part;
}

/** Opens the page before each spec of a suite, and leaves it afterwards. */
export function openForEach(use: (shown: PageForSpecs) => void): void {
  let shown: PageForSpecs;
  beforeEach(async () => {
    shown = await PageForSpecs.open();
    use(shown);
  });
  afterEach(() => shown.leave());
}
