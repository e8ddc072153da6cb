import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, ChangeDetectorRef, Component } from '@angular/core';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { RouterTestingModule } from '@angular/router/testing';
import { SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { ClusterConnection } from '../cluster/cluster-connection';
import {
  FakeClusterConnection,
  answered,
  failed,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/fake-cluster-connection';
import { Failure } from '../domain/failure';
import { ProductKey } from '../domain/product-key';
import { Report } from '../domain/report';
import { sdkServicesForSpecs } from '../sdk-services-for-specs';
import { Notifications } from '../shell/notifications';
import { ActivationPageHarness } from './activation-page-harness';
import { ActivationPageComponent } from './activation-page.component';
import { ActivationStore } from './activation-store';
import { ApplyNotifications } from './apply-notifications';
import { KeysPaneHarness } from './keys/keys-pane-harness';
import { FirstRunHarness } from './servers/first-run-harness';
import { ServersTableHarness } from './servers/servers-table-harness';

const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N' as ProductKey;
const [one, two, three] = serversNamed('node01', 'node02', 'node03');
const manage = 'Manage activation keys';

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

function there<T>(part: T | null): T {
  if (part === null) {
    throw new Error('The page does not show it.');
  }
  return part;
}

describe('The page', () => {
  let fixture: ComponentFixture<HostComponent>;
  let cluster: FakeClusterConnection;
  let page: ActivationPageHarness;

  beforeEach(async () => {
    cluster = new FakeClusterConnection();
    const silent = () => undefined;
    const begin = () => ({ inProgress: silent, success: silent, error: silent });
    TestBed.configureTestingModule({
      imports: [RouterTestingModule],
      providers: [
        sdkServicesForSpecs,
        { provide: ClusterConnection, useValue: cluster },
        { provide: Notifications, useValue: { begin } },
        ApplyNotifications,
        ActivationStore
      ]
    });
    fixture = TestBed.createComponent(HostComponent);
    cluster.arriveIn = answer => fixture.ngZone?.run(answer);
    // As on a page: what answers set off a moment later is drawn, too.
    fixture.autoDetectChanges();
    page = await TestbedHarnessEnvironment.loader(fixture).getHarness(ActivationPageHarness);
  });

  afterEach(() => leave());

  function leave(): void {
    // The SDK's tooltips want their host to outlive them, as it does on a page.
    fixture.componentInstance.leave();
    fixture.detectChanges();
  }

  /** Answers the last refresh: node01 and so on, each with its report or why there is none. */
  function load(...answers: (Report | Failure['reason'])[]): void {
    const servers = [one, two, three].slice(0, answers.length);
    cluster.serversCalls[cluster.serversCalls.length - 1].answer(answered(servers));
    answers.forEach((answer, index) =>
      cluster.answerReport(
        servers[index],
        typeof answer === 'string' ? failed(answer) : answered(answer)
      )
    );
  }

  async function table(): Promise<ServersTableHarness> {
    return there(await page.table());
  }

  async function firstRun(): Promise<FirstRunHarness> {
    return there(await page.firstRun());
  }

  async function pane(): Promise<KeysPaneHarness> {
    return there(await page.pane());
  }

  it('asks the cluster as soon as it is opened, and shows neither table nor first run', async () => {
    expect(cluster.serversCalls.length).toBe(1);
    expect(await page.sentence()).toBe('Asking cluster01.contoso.com which servers it has…');
    expect(await page.table()).toBeNull();
    expect(await page.firstRun()).toBeNull();
  });

  it('shows the servers as soon as they are known, and the sentence once they have answered', async () => {
    cluster.serversCalls[0].answer(answered([one, two]));
    expect(await page.sentence()).toBe('0 of 2 servers have answered…');
    expect((await (await table()).rows()).map(([name]) => name)).toEqual(['node01', 'node02']);
    cluster.answerReport(one, answered(reportWithKey()));
    cluster.answerReport(two, answered(reportWithoutKey()));
    expect(await page.sentence()).toBe(
      '1 of 2 servers can activate VMs, with Windows Server 2022 keys.'
    );
    expect(await page.firstRun()).toBeNull();
  });

  it('shows the first run in the table’s place where nothing is set up yet', async () => {
    load(reportWithoutKey(), 'unreachable');
    expect(await page.sentence()).toBe('Automatic activation is not set up on this cluster yet.');
    expect(await page.firstRun()).not.toBeNull();
    expect(await page.table()).toBeNull();
  });

  it('asks again when the table is refreshed', async () => {
    load(reportWithKey());
    await (await table()).press('Refresh');
    expect(cluster.serversCalls.length).toBe(2);
  });

  it('says why the cluster could not be asked, and asks it again', async () => {
    cluster.serversCalls[0].answer(failed('unreachable'));
    expect(await page.sentence()).toContain("Couldn't ask the cluster cluster01.contoso.com");
    expect(await page.alertText()).toBe("The server can't be reached.");
    expect(await page.table()).toBeNull();
    await page.retry();
    expect(await page.alertText()).toBeNull();
    load(reportWithKey());
    expect(await page.table()).not.toBeNull();
  });

  it('says what the cluster said, where it said something', async () => {
    cluster.serversCalls[0].answer(failed('serverError', 'The cluster service is not running.'));
    expect(await page.alertText()).toBe('The cluster service is not running.');
  });

  it('goes on to show the servers it knows where a refresh fails', async () => {
    load(reportWithKey());
    await (await table()).press('Refresh');
    cluster.serversCalls[1].answer(failed('timedOut'));
    expect(await page.alertText()).toContain('The servers below are those known before');
    expect(await page.alertText()).toContain('The server did not answer in time.');
    expect((await (await table()).rows()).length).toBe(1);
  });

  describe('for somebody who may look and not change', () => {
    const all =
      'Your role lets you see how these servers stand, but not apply keys. ' +
      'An administrator of the servers can.';

    function readOnly(report: Report): Report {
      return { ...report, endpoint: 'restricted' };
    }

    it('says why keys can not be set up', async () => {
      load(readOnly(reportWithoutKey()), readOnly(reportWithoutKey()));
      expect(await page.notices()).toEqual([all]);
      expect(await (await firstRun()).canSetUp()).toBeFalse();
    });

    it('says why keys can not be managed, and shows all the rest', async () => {
      load(readOnly(reportWithKey()), readOnly(reportWithoutKey()));
      expect(await page.notices()).toEqual([all]);
      expect((await (await table()).rows()).length).toBe(2);
      await (await table()).select('node01');
      expect(await (await table()).isEnabled(manage)).toBeFalse();
    });

    it('names the servers where it is so on some', async () => {
      load(readOnly(reportWithKey()), reportWithKey());
      expect(await page.notices()).toEqual([
        'Your role on node01 lets you look, but not apply keys. ' +
          'An administrator of the servers can.'
      ]);
    });
  });

  describe('for somebody without access', () => {
    it('offers to sign in, which asks for credentials and for all servers again', async () => {
      load('denied', 'denied');
      expect(await page.notices()).toEqual([
        "You don't have access to the servers of this cluster. " +
          'Sign in with an account that may manage them.'
      ]);
      await page.signIn();
      expect(cluster.askedForCredentials).toBe(1);
      expect(cluster.serversCalls.length).toBe(2);
      expect(await page.notices()).toEqual([]);
    });

    it('names the servers where it is so on some', async () => {
      load('denied', reportWithKey());
      expect((await page.notices())[0]).toContain("You don't have access to node01. Sign in");
    });

    it('names the cluster where that denied access and no server is known', async () => {
      cluster.serversCalls[0].answer(failed('denied'));
      expect((await page.notices())[0]).toContain('access to cluster01.contoso.com. Sign in');
      expect(await page.alertText()).toBe('Access was denied.');
    });
  });

  describe('with the pane for all servers', () => {
    beforeEach(async () => {
      load(reportWithoutKey(), reportWithoutKey(), 'unreachable');
      await (await firstRun()).setUp();
    });

    it('has a field for each server', async () => {
      expect(await (await pane()).title()).toBe('Apply activation keys to each server');
      for (const name of ['node01', 'node02', 'node03']) {
        expect(await (await (await pane()).field(name)).isDisabled()).toBe(name === 'node03');
      }
    });

    it('keeps sessions ready on the servers that can take a key, until it closes', async () => {
      expect([...cluster.prepared]).toEqual(['node01', 'node02']);
      await (await pane()).press('Close');
      expect(await page.pane()).toBeNull();
      expect([...cluster.prepared]).toEqual([]);
    });

    it('makes a session ready on a server as soon as it can take a key, and on none twice', () => {
      TestBed.inject(ActivationStore).refresh();
      load(reportWithoutKey(), reportWithoutKey(), reportWithoutKey());
      expect([...cluster.prepared]).toEqual(['node01', 'node02', 'node03']);
      expect(cluster.prepareCalls).toEqual(['node01', 'node02', 'node03']);
    });

    it('lets the sessions go when the page is left', () => {
      leave();
      expect([...cluster.prepared]).toEqual([]);
    });

    it('gives the focus back to what opened it', async () => {
      await (await pane()).press('Close');
      expect(await (await firstRun()).isSetUpFocused()).toBeTrue();
    });

    it('applies keys, says what came of them, and stays open though the page changes', async () => {
      await (await (await pane()).field('node01')).enter(key);
      await (await pane()).press('Apply');
      expect(cluster.applyCalls.map(call => [call.server, call.key])).toEqual([[one, key]]);
      cluster.answerApply(one, { kind: 'applied' });
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      expect(await (await pane()).rowText('node01')).toContain('Applied');
      expect(await page.sentence()).toContain('1 of 3 servers can activate VMs');
      expect(await page.table()).not.toBeNull();
    });

    it('puts the focus on the section where what opened it is gone', async () => {
      await (await (await pane()).field('node01')).enter(key);
      await (await pane()).press('Apply');
      cluster.answerApply(one, { kind: 'applied' });
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      await (await pane()).press('Close');
      expect(await page.isSectionFocused()).toBeTrue();
    });
  });

  describe('with the pane for selected servers', () => {
    beforeEach(async () => {
      load(reportWithKey(), reportWithoutKey(), 'denied');
      await (await table()).select('node02');
      await (await table()).select('node03');
      await (await table()).press(manage);
    });

    it('has a field for each of them, and for no other', async () => {
      expect(await (await pane()).title()).toBe(manage);
      await (await pane()).field('node02');
      await (await pane()).field('node03');
      await expectAsync((await pane()).field('node01')).toBeRejected();
    });

    it('keeps sessions ready only where a key can go', () => {
      expect([...cluster.prepared]).toEqual(['node02']);
    });

    it('gives the focus back to what opened it', async () => {
      await (await pane()).press('Close');
      expect(await (await table()).isFocused(manage)).toBeTrue();
    });
  });
});
