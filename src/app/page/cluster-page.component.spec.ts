import { TestBed, ComponentFixture } from '@angular/core/testing';
import { RouterTestingModule } from '@angular/router/testing';
import { AppContextService, SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { ChangeDetectionStrategy, ChangeDetectorRef, Component } from '@angular/core';
import { CommonModule } from '@angular/common';
import { EMPTY, NEVER, concat, of } from 'rxjs';
import { CredentialPrompts } from '../cluster/credential-prompts';
import { FakeAppContext, FakeRun } from '../cluster/testing/fake-app-context';
import { answerOf } from '../domain/testing/report-fixture';
import { Notifications } from '../platform/notifications';
import { PageLocks } from '../platform/page-locks';
import { PageStorage } from '../platform/page-storage';
import { ClusterPageComponent } from './cluster-page.component';
import { OpenedClusters } from './opened-clusters';

@Component({
  standalone: true,
  imports: [ClusterPageComponent, CommonModule, SmeUxModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <sme-ux>
      <div *ngIf="isShown" style="position: relative; inline-size: 1200px; block-size: 800px">
        <avma-cluster-page></avma-cluster-page>
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

describe('If the admin opens another cluster in the same frame, the page', () => {
  let context: FakeAppContext;
  let fixture: ComponentFixture<HostComponent>;

  beforeEach(() => {
    context = new FakeAppContext();
    const frame = { navigateDirectiveEventObservable: NEVER };
    const silent = () => undefined;
    TestBed.configureTestingModule({
      imports: [RouterTestingModule],
      providers: [
        {
          provide: AppContextService,
          useValue: Object.assign(context, { frame, rpc: { updateThemeRequest: () => EMPTY }, navigation: {} })
        },
        { provide: Notifications, useValue: { begin: () => ({}) } },
        { provide: PageLocks, useValue: { hold: () => concat(of(true), NEVER) } },
        { provide: PageStorage, useValue: { read: () => null, write: silent } },
        CredentialPrompts,
        OpenedClusters
      ]
    });
    fixture = TestBed.createComponent(HostComponent);
    fixture.autoDetectChanges();
  });

  // The SDK's tooltips need their host to outlive them, as on a page.
  afterEach(() => {
    fixture.componentInstance.leave();
    fixture.detectChanges();
  });

  /** Opens a cluster, as the shell tells a frame of it. */
  function open(name: string | null, isCluster = true): void {
    fixture.ngZone?.run(() => context.open(name, isCluster));
  }

  /** The last script of that name that went to that node. */
  function runOn(nodeName: string, command: string): FakeRun {
    const runs = context.runs.filter(run => run.session.nodeName === nodeName && run.command.command === command);
    return runs[runs.length - 1];
  }

  function answer(run: FakeRun, results: unknown): void {
    fixture.ngZone?.run(() => run.end({ results }));
  }

  function listed(name: string): object {
    return { schema: 1, name, fqdn: `${name}.contoso.com`, state: 0 };
  }

  const withKey = answerOf({
    activation: null,
    licensing: JSON.stringify([
      {
        name: 'Windows Server 2022 Datacenter',
        licenseFamily: 'ServerDatacenter',
        licenseStatus: 1,
        partialProductKey: 'ABCDE'
      }
    ])
  });

  /** The rows of servers. Time limits of calls keep the page from ever being stable, so this looks again. */
  async function expectRows(...names: readonly string[]): Promise<void> {
    const shown = (): string[] =>
      [...(fixture.nativeElement as HTMLElement).querySelectorAll('avma-servers-table [role=row]')]
        .map(row => /node\d+/.exec(row.textContent ?? '')?.[0] ?? '')
        .filter(Boolean);
    for (let frame = 0; frame < 300 && shown().join() !== names.join(); frame += 1) {
      await new Promise(resolve => requestAnimationFrame(resolve));
    }
    expect(shown()).toEqual([...names]);
  }

  it('takes the place of what index.html showed', () => {
    document.body.insertAdjacentHTML('beforeend', '<div class="starting"></div>');
    open('cluster02.contoso.com');
    expect(document.querySelector('.starting')).toBeNull();
  });

  it('shows that cluster’s servers, and no late answer of the first one', async () => {
    const first = runOn('cluster01.contoso.com', 'Get-ClusterServer');
    open('cluster02.contoso.com');
    answer(runOn('cluster02.contoso.com', 'Get-ClusterServer'), [listed('node21')]);
    answer(first, [listed('node01')]);
    answer(runOn('node21.contoso.com', 'Get-ServerActivation'), [withKey]);
    await expectRows('node21');
  });

  it('asks each cluster’s servers with the credentials of that cluster', () => {
    const token = { value: 'secret', username: 'admin', useLaps: false, lapsLocalAdminName: '' };
    context.tokens.set('cluster02.contoso.com', token);
    answer(runOn('cluster01.contoso.com', 'Get-ClusterServer'), [listed('node01')]);
    open('cluster02.contoso.com');
    expect(runOn('cluster02.contoso.com', 'Get-ClusterServer').session.options).toEqual({ authToken: token });
    expect(runOn('node01.contoso.com', 'Get-ServerActivation').session.options).toEqual({ noAuth: true });
  });

  it('shows again what was known of the first one when the admin comes back, and reads it anew', async () => {
    answer(runOn('cluster01.contoso.com', 'Get-ClusterServer'), [listed('node01')]);
    answer(runOn('node01.contoso.com', 'Get-ServerActivation'), [withKey]);
    open('cluster02.contoso.com');
    await expectRows();
    open('cluster01.contoso.com');
    await expectRows('node01');
    const lists = context.runs.filter(run => run.command.command === 'Get-ClusterServer');
    expect(lists.map(run => run.session.nodeName)).toEqual([
      'cluster01.contoso.com',
      'cluster02.contoso.com',
      'cluster01.contoso.com'
    ]);
  });

  it('opens no credentials dialog of the first one', () => {
    const first = runOn('cluster01.contoso.com', 'Get-ClusterServer');
    open('cluster02.contoso.com');
    fixture.ngZone?.run(() => first.fail({ status: 401, message: 'Access is denied.' }));
    expect(context.prompts).toEqual([]);
    const second = runOn('cluster02.contoso.com', 'Get-ClusterServer');
    fixture.ngZone?.run(() => second.fail({ status: 401, message: 'Access is denied.' }));
    expect(context.prompts.map(({ nodes }) => nodes)).toEqual([['cluster02.contoso.com']]);
  });

  it('stays as it is if the connection is removed, or another is none to a cluster', () => {
    const before = context.runs.length;
    open(null);
    open('server.contoso.com', false);
    expect(context.runs.length).toBe(before);
  });

  it('stays as it is if only something else about the connection changes', () => {
    const before = context.runs.length;
    open('cluster01.contoso.com');
    expect(context.runs.length).toBe(before);
  });
});
