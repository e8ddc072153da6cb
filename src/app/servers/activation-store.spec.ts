import {
  FakeClusterConnection,
  answered,
  failed,
  reportWithKey,
  reportWithoutKey
} from '../cluster/testing/fake-cluster-connection';
import { Attempt } from '../domain/servers/attempt';
import { serverId } from '../domain/servers/server';
import { ActivationStore } from './activation-store';
import { StoreForSpecs, key, one, two } from './testing/store-for-specs';

describe('The activation store', () => {
  let all: StoreForSpecs;
  let cluster: FakeClusterConnection;
  let store: ActivationStore;

  beforeEach(() => {
    all = new StoreForSpecs();
    ({ cluster, store } = all);
  });

  afterEach(() => all.leave());

  function load(): void {
    all.load([one, two]);
  }

  function states(): string[] {
    return all.states();
  }

  it('asks nothing before the first refresh', () => {
    expect(cluster.serversCalls.length).toBe(0);
    expect(all.view.list.kind).toBe('asking');
  });

  it('loads N servers with N + 1 calls', () => {
    load();
    expect(cluster.serversCalls.length).toBe(1);
    expect(cluster.reportCalls.map(call => call.server.name)).toEqual(['node01', 'node02']);
  });

  it('adds each answer when it arrives', () => {
    load();
    expect(states()).toEqual(['checking', 'checking']);
    cluster.answerReport(two, answered(reportWithKey()));
    expect(states()).toEqual(['checking', 'activated']);
    expect(all.view.isReading).toBeTrue();
    cluster.answerReport(one, failed('unreachable'));
    expect(states()).toEqual(['couldNotCheck', 'activated']);
    expect(all.view.isReading).toBeFalse();
  });

  it('shows a partial answer until the full one arrives', () => {
    load();
    cluster.answerReport(one, answered(reportWithoutKey()));
    const call = cluster.reportCalls[1];
    call.answers.next(answered({ ...reportWithKey(), azure: 'awaited' }));
    expect(states()).toEqual(['noKey', 'activated']);
    expect(all.view.isReading).toBeTrue();
    call.answer(answered(reportWithoutKey()));
    expect(states()).toEqual(['noKey', 'noKey']);
    expect(all.view.isReading).toBeFalse();
  });

  it('keeps showing what’s known while it reads again', () => {
    load();
    cluster.answerReport(one, answered(reportWithKey()));
    store.refresh();
    expect(states()[0]).toBe('activated');
    expect(all.view.isReading).toBeTrue();
    cluster.serversCalls[1].answer(answered([one, two]));
    expect(states()[0]).toBe('activated');
    expect(all.view.isReading).toBeTrue();
  });

  it('ignores answers to an earlier refresh', () => {
    load();
    const late = cluster.reportCalls[0];
    store.refresh();
    late.answer(answered(reportWithKey()));
    expect(states()[0]).toBe('checking');
  });

  it('says why the cluster didn’t answer, and asks again at the next refresh', () => {
    store.refresh();
    cluster.serversCalls[0].answer(failed('denied', 'no'));
    expect(all.view.list).toEqual({ kind: 'failed', failure: { reason: 'denied', message: 'no' } });
    expect(all.view.isReading).toBeFalse();
    store.refresh();
    expect(all.view.list.kind).toBe('asking');
  });

  it('keeps the servers it knows if the cluster stops answering', () => {
    load();
    store.refresh();
    cluster.serversCalls[1].answer(failed('timedOut'));
    expect(all.view.list).toEqual(
      jasmine.objectContaining({
        kind: 'known',
        couldNotRefresh: { reason: 'timedOut', message: '' }
      })
    );
    expect(cluster.reportCalls.length).toBe(4);
  });

  it('uses the remembered servers if the cluster never answered', () => {
    cluster.remembered = [{ name: 'node02', fqdn: 'NODE02', state: 'unknown' }];
    store.refresh();
    cluster.serversCalls[0].answer(failed('unreachable', 'gone'));
    expect(all.view.list).toEqual({
      kind: 'known',
      servers: cluster.remembered,
      couldNotRefresh: { reason: 'unreachable', message: 'gone' }
    });
    cluster.answerReport(two, answered(reportWithKey()));
    expect(states()).toEqual(['activated']);
  });

  it('keeps what it knows about a server when the cluster reports its full name', () => {
    cluster.remembered = [{ name: 'node02', fqdn: 'NODE02', state: 'unknown' }];
    store.refresh();
    cluster.serversCalls[0].answer(failed('unreachable'));
    cluster.answerReport(two, answered(reportWithKey()));
    store.refresh();
    cluster.serversCalls[1].answer(answered([one, two]));
    expect(all.view.statuses.map(({ server }) => server.fqdn)).toEqual([one.fqdn, two.fqdn]);
    expect(states()).toEqual(['checking', 'activated']);
  });

  it('asks for credentials again only when the admin signs in or applies keys', () => {
    load();
    store.refresh();
    expect([cluster.askedForCredentials, cluster.allowedForActions]).toEqual([0, 0]);
    store.signIn();
    expect(cluster.serversCalls.length).toBe(3);
    store.apply([one, two].map(server => ({ server, key })));
    expect([cluster.askedForCredentials, cluster.allowedForActions]).toEqual([1, 1]);
    [one, two].forEach(server => cluster.answerApply(server, { kind: 'stopped' }));
    expect(cluster.allowedForActions).toBe(0);
  });

  it('drops a server that left the cluster', () => {
    load();
    store.refresh();
    cluster.serversCalls[1].answer(answered([two]));
    expect(all.view.statuses.map(({ server }) => server.name)).toEqual(['node02']);
  });

  describe('applying a key under application control', () => {
    const constrained = { ...reportWithoutKey(), languageMode: 'ConstrainedLanguage' };
    const left = { thumbprint: 'AB', kind: 'certificate', message: 'no' } as const;

    beforeEach(() => {
      load();
      cluster.answerReport(one, answered(constrained));
      cluster.answerReport(two, answered(reportWithoutKey()));
    });

    it('encrypts it for a certificate, and prepares no session for that', () => {
      const preparing = [one, two].map(server => store.prepare(server).subscribe());
      expect(cluster.prepareCalls).toEqual(['node02']);
      preparing.forEach(one => one.unsubscribe());
      store.apply([one, two].map(server => ({ server, key })));
      expect(cluster.applyCalls.map(({ protection }) => protection)).toEqual(['certificate', 'sessionKey']);
    });

    it('keeps saying what it left, also after the next keys', () => {
      const failure: Attempt = { kind: 'failed', reason: 'refused', code: null, message: '' };
      for (const attempt of [{ ...failure, left }, failure, { kind: 'applied' } as const]) {
        store.apply([{ server: one, key }]);
        cluster.answerApply(one, attempt);
        expect(all.view.statuses[0].certificatesLeft).toEqual([left]);
      }
      const other = { ...left, thumbprint: 'CD' };
      store.apply([{ server: one, key }]);
      cluster.answerApply(one, { kind: 'applied', left: other });
      expect(all.view.statuses[0].certificatesLeft).toEqual([left, other]);
    });
  });

  describe('applying keys', () => {
    function attempts(): (string | undefined)[] {
      return [one, two].map(server => all.view.attempts.get(serverId(server))?.attempt.kind);
    }

    beforeEach(() => {
      load();
      cluster.answerReport(one, answered(reportWithoutKey()));
      cluster.answerReport(two, answered(reportWithoutKey()));
      store.apply([
        { server: one, key },
        { server: two, key }
      ]);
    });

    it('starts all rows at once, and notifies the shell', () => {
      expect(attempts()).toEqual(['waiting', 'waiting']);
      cluster.sendApply(one);
      expect(attempts()).toEqual(['applying', 'waiting']);
      expect(cluster.applyCalls.map(call => call.server.name)).toEqual(['node01', 'node02']);
      expect(all.begun).toEqual([{ clusterName: 'cluster01.contoso.com', total: 2 }]);
    });

    it('continues the others when one fails', () => {
      const refused: Attempt = { kind: 'failed', reason: 'refused', code: null, message: '' };
      cluster.sendApply(two);
      cluster.answerApply(one, refused);
      expect(attempts()).toEqual(['failed', 'applying']);
      cluster.answerApply(two, { kind: 'applied' });
      expect(attempts()).toEqual(['failed', 'applied']);
      expect(all.settled).toEqual([refused, { kind: 'applied' }]);
    });

    it('reads a server again as soon as its key is done, so no refresh is needed', () => {
      cluster.answerApply(one, { kind: 'applied' });
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      expect(states()).toEqual(['activated', 'applying']);
      expect(all.done).toBe(0);
      cluster.answerApply(two, { kind: 'applied' });
      cluster.answerReport(two, answered(reportWithKey('6789N')));
      expect(all.done).toBe(1);
    });

    it('ignores an answer to a question from before the key was applied', () => {
      store.refresh();
      cluster.serversCalls[1].answer(answered([one, two]));
      const [early, ...others] = cluster.reportCalls.slice(2);
      cluster.answerApply(one, { kind: 'applied' });
      early.answer(answered(reportWithKey('OLDER')));
      expect(all.view.statuses[0].lastFive).toBeNull();
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      expect(all.view.statuses[0].lastFive).toBe('6789N');
      others.forEach(other => other.answer(answered(reportWithoutKey())));
      expect(all.view.isReading).toBeFalse();
    });

    it('keeps the newest of several answers, in whatever order they arrive', () => {
      cluster.answerApply(one, { kind: 'applied' });
      const first = cluster.reportCalls[cluster.reportCalls.length - 1];
      store.refresh();
      cluster.serversCalls[1].answer(answered([one, two]));
      cluster.answerReport(one, answered(reportWithKey('NEWER')));
      first.answer(answered(reportWithKey('6789N')));
      expect(all.view.statuses[0].lastFive).toBe('NEWER');
    });

    it('sends a server no second key while one is being applied', () => {
      cluster.sendApply(one);
      store.apply([{ server: one, key }]);
      expect(cluster.applyCalls.length).toBe(2);
      expect(attempts()[0]).toBe('applying');
      expect(all.begun.length).toBe(1);
    });

    it('knows the previous key even if the server couldn’t be read since', () => {
      cluster.answerApply(one, { kind: 'applied' });
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      store.refresh();
      cluster.serversCalls[1].answer(answered([one, two]));
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      store.apply([{ server: one, key }]);
      cluster.answerApply(one, { kind: 'failed', reason: 'unreachable', code: null, message: '' });
      cluster.answerReport(one, failed('unreachable'));
      store.apply([{ server: one, key }]);
      expect(all.view.attempts.get('node01')?.lastFiveBefore).toBe('6789N');
    });

    it('takes back unsent keys when it’s stopped, and continues the rest', () => {
      cluster.sendApply(one);
      store.stop();
      expect(attempts()).toEqual(['applying', 'stopped']);
      expect(cluster.applyCalls[1].answers.observed).toBeFalse();
      expect(all.done).toBe(0);
      cluster.answerApply(one, { kind: 'applied' });
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      expect(attempts()).toEqual(['applied', 'stopped']);
      expect(all.settled).toEqual([{ kind: 'stopped' }, { kind: 'applied' }]);
      expect(all.done).toBe(1);
    });

    it('stores pending attempts for a reloaded page, without any key', () => {
      cluster.sendApply(one);
      expect(all.kept).toEqual({
        clusterName: 'cluster01.contoso.com',
        keys: [
          { id: 'node02', isSent: false, lastFiveBefore: null, isBeforeKnown: true, since: jasmine.any(Number) },
          { id: 'node01', isSent: true, lastFiveBefore: null, isBeforeKnown: true, since: jasmine.any(Number) }
        ]
      });
      expect(JSON.stringify(all.kept)).not.toContain('XY234');
      cluster.answerApply(one, { kind: 'applied' });
      store.stop();
      expect(all.kept).toBeNull();
    });

    it('continues if a refresh comes in between', () => {
      store.refresh();
      cluster.answerApply(one, { kind: 'applied' });
      expect(attempts()[0]).toBe('applied');
    });

    describe('when an answer is lost', () => {
      const lost: Attempt = {
        kind: 'notKnown',
        failure: { reason: 'unreachable', message: '' }
      };

      beforeEach(() => {
        cluster.sendApply(one);
        cluster.answerApply(one, lost);
      });

      it('asks the server which key it has, and sends nothing again', () => {
        expect(cluster.reportCalls[cluster.reportCalls.length - 1].server).toBe(one);
        expect(cluster.applyCalls.length).toBe(2);
        expect(attempts()[0]).toBe('applying');
      });

      it('counts the key as applied if the server has it now', () => {
        cluster.answerReport(one, answered(reportWithKey('6789N')));
        expect(attempts()[0]).toBe('applied');
        expect(all.settled).toEqual([{ kind: 'applied' }]);
      });

      it('still reports it as unknown if the server can’t be asked either', () => {
        cluster.answerReport(one, failed('unreachable'));
        expect(attempts()[0]).toBe('notKnown');
        expect(all.settled).toEqual([lost]);
      });
    });
  });

  it('never exposes a product key in its view', () => {
    load();
    store.apply([{ server: one, key }]);
    cluster.answerApply(one, { kind: 'applied' });
    cluster.answerReport(one, answered(reportWithKey('6789N')));
    expect(JSON.stringify(all.view)).not.toContain('XY234');
  });
});
