import {
  FakeClusterConnection,
  answered,
  failed,
  reportWithKey,
  reportWithoutKey
} from '../cluster/testing/fake-cluster-connection';
import { Attempt } from '../domain/servers/attempt';
import { Server, serverId } from '../domain/servers/server';
import { ActivationStore } from './activation-store';
import { StoreForSpecs, key, one, two } from './testing/store-for-specs';

describe('A key that the cmdlet didn’t refuse', () => {
  let all: StoreForSpecs;
  let cluster: FakeClusterConnection;
  let store: ActivationStore;

  beforeEach(() => {
    all = new StoreForSpecs();
    ({ cluster, store } = all);
    all.load([one, two]);
    cluster.answerReport(one, answered(reportWithoutKey()));
    cluster.answerReport(two, answered(reportWithoutKey()));
    store.apply([
      { server: one, key },
      { server: two, key }
    ]);
  });

  afterEach(() => all.leave());

  function attempts(): (string | undefined)[] {
    return [one, two].map(server => all.view.attempts.get(serverId(server))?.attempt.kind);
  }

  describe('on a server without a key', () => {
    const ended: Attempt = { kind: 'notConfirmed', saysYes: false, message: '"Installing"' };

    function asked(): number {
      return cluster.reportCalls.filter(({ server }) => server === one).length;
    }

    beforeEach(() => {
      jasmine.clock().install().mockDate();
      cluster.sendApply(one);
      cluster.answerApply(one, ended);
      jasmine.clock().tick(0);
    });

    afterEach(() => jasmine.clock().uninstall());

    it('counts as applied when the server shows the key, and not before', () => {
      expect(attempts()[0]).toBe('applying');
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      expect(attempts()[0]).toBe('applied');
      expect(all.settled).toEqual([{ kind: 'applied' }]);
      expect(all.states()[0]).toBe('activated');
      jasmine.clock().tick(30_000);
      expect(asked()).toBe(2);
    });

    it('is checked a few times, at growing intervals, if the server shows it late', () => {
      const pauses = [1_000, 2_000, 4_000, 8_000];
      for (const [index, pause] of pauses.entries()) {
        cluster.answerReport(one, answered(reportWithoutKey()));
        jasmine.clock().tick(pause - 1);
        expect(asked()).toBe(index + 2);
        jasmine.clock().tick(1);
        expect(asked()).toBe(index + 3);
        expect(attempts()[0]).toBe('applying');
      }
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      expect(attempts()[0]).toBe('applied');
    });

    it('isn’t confirmed after half a minute, with the server’s answer, and isn’t sent again', () => {
      for (const pause of [0, 1_000, 2_000, 4_000, 8_000, 15_000]) {
        jasmine.clock().tick(pause);
        cluster.answerReport(one, answered(reportWithoutKey()));
      }
      expect(all.view.attempts.get('node01')?.attempt).toEqual(ended);
      expect(all.settled).toEqual([ended]);
      expect(all.states()[0]).toBe('notConfirmed');
      expect(all.view.findings.alerts.map(({ kind }) => kind)).toContain('keyNotConfirmed');
      expect(cluster.applyCalls.length).toBe(2);
      const count = asked();
      jasmine.clock().tick(600_000);
      expect(asked()).toBe(count);
    });

    it('is asked a last time at the end of the half minute, though each answer takes its time', () => {
      for (const pause of [0, 1_000, 2_000, 4_000, 8_000]) {
        jasmine.clock().tick(pause);
        jasmine.clock().tick(400);
        cluster.answerReport(one, answered(reportWithoutKey()));
      }
      const count = asked();
      jasmine.clock().tick(13_000);
      expect(asked()).toBe(count + 1);
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      expect(attempts()[0]).toBe('applied');
    });

    it('doesn’t lead to first run when it’s retried, and the retry is taken back or never sent', () => {
      jasmine.clock().tick(29_500);
      cluster.answerReport(one, answered(reportWithoutKey()));
      cluster.answerApply(two, { kind: 'stopped' });
      for (const attempt of [
        { kind: 'stopped' },
        { kind: 'failed', reason: 'unreachable', code: null, message: '' }
      ] as const) {
        store.apply([{ server: one, key }]);
        expect(all.view.findings.isFirstRun).toBeFalse();
        cluster.answerReport(one, answered(reportWithoutKey()));
        cluster.answerApply(one, attempt);
        // Nothing is known about what was sent before.
        expect(attempts()[0]).toBe('notConfirmed');
        expect(all.view.findings.isFirstRun).toBeFalse();
      }
    });

    it('is confirmed by a partial answer, and its server is asked for the rest', () => {
      const call = cluster.reportCalls[cluster.reportCalls.length - 1];
      call.answers.next(answered({ ...reportWithKey('6789N'), azure: 'awaited' }));
      expect(attempts()[0]).toBe('applied');
      expect(asked()).toBe(3);
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      expect(all.view.statuses[0].report?.azure).toBe('read');
      jasmine.clock().tick(30_000);
      expect(asked()).toBe(3);
    });

    it('waits for an answer that arrives late, and asks no more after half a minute', () => {
      jasmine.clock().tick(90_000);
      expect(attempts()[0]).toBe('applying');
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      expect(attempts()[0]).toBe('applied');
    });

    it('isn’t confirmed if the server no longer answers', () => {
      jasmine.clock().tick(29_500);
      cluster.answerReport(one, failed('timedOut'));
      expect(attempts()[0]).toBe('notConfirmed');
      expect(all.states()[0]).toBe('couldNotCheck');
      expect(all.view.findings.alerts.map(({ kind }) => kind)).toContain('keyNotConfirmed');
      jasmine.clock().tick(60_000);
      expect(asked()).toBe(2);
    });

    it('is settled by what the server shows later, and doesn’t lead to first run before', () => {
      jasmine.clock().tick(30_000);
      cluster.answerReport(one, answered(reportWithoutKey()));
      expect(all.states()).toEqual(['notConfirmed', 'applying']);
      expect(all.view.findings.isFirstRun).toBeFalse();
      store.refresh();
      cluster.serversCalls[1].answer(answered([one, two]));
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      expect(all.states()).toEqual(['activated', 'applying']);
      expect(all.view.findings.alerts.map(({ kind }) => kind)).not.toContain('keyNotConfirmed');
    });

    it('shows the server’s last answer in the meantime, as far as it’s known', () => {
      cluster.answerReport(one, answered(reportWithKey('3XJ7C')));
      expect(all.view.statuses[0].lastFive).toBe('3XJ7C');
      expect(attempts()[0]).toBe('applying');
    });
  });

  describe('on a server with a key that has the same last five', () => {
    beforeEach(() => {
      jasmine.clock().install().mockDate();
      cluster.answerApply(two, { kind: 'stopped' });
      cluster.answerApply(one, { kind: 'stopped' });
      store.refresh();
      cluster.serversCalls[1].answer(answered([one, two]));
      cluster.answerReport(one, answered(reportWithKey('6789N', '2022', 5)));
      cluster.answerReport(two, answered(reportWithKey('6789N')));
      store.apply([
        { server: one, key },
        { server: two, key }
      ]);
    });

    afterEach(() => jasmine.clock().uninstall());

    function end(server: Server, saysYes: boolean): void {
      cluster.sendApply(server);
      cluster.answerApply(server, { kind: 'notConfirmed', saysYes, message: '' });
      jasmine.clock().tick(0);
      cluster.answerReport(server, answered(reportWithKey('6789N')));
    }

    it('counts as applied if the server is activated since, or its cmdlet plainly said so', () => {
      end(one, false);
      end(two, true);
      expect(attempts()).toEqual(['applied', 'applied']);
    });

    it('isn’t confirmed if nothing has changed', () => {
      end(two, false);
      expect(attempts()[1]).toBe('applying');
      jasmine.clock().tick(30_000);
      cluster.answerReport(two, answered(reportWithKey('6789N')));
      expect(attempts()[1]).toBe('notConfirmed');
      expect(all.view.findings.activated).toBe(1);
      expect(all.settled.map(({ kind }) => kind)).toContain('notConfirmed');
      // It shows the key, so the page must not say that it doesn't.
      expect(all.states()[1]).toBe('activated');
      expect(all.view.findings.alerts.map(({ kind }) => kind)).not.toContain('keyNotConfirmed');
    });
  });
});
