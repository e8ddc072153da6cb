import { discardPeriodicTasks, fakeAsync, flushMicrotasks, tick } from '@angular/core/testing';
import { AuthorizationToken } from '@microsoft/windows-admin-center-sdk/core/security/authorization-manager';
import { Observable, Subscription, firstValueFrom, of } from 'rxjs';
import { Outcome } from '../domain/answers/failure';
import { ProductKey } from '../domain/keys/product-key';
import { ActiveCluster } from './active-cluster';
import { CredentialPrompts } from './credential-prompts';
import { ClusterCredentials } from './cluster-credentials';
import { SessionState } from './cluster-connection';
import { FakeAppContext, FakeRun, publicKeyCommand } from './testing/fake-app-context';
import { KeyPairForSpecs, makeKeyPair } from './testing/key-pair-for-specs';
import { timeLimits } from './time-limits';
import { KeyedSessions } from './keyed-sessions';

const node = 'node01.contoso.com';
const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N' as ProductKey;
const twoMinutes = 120_000;

describe('Keyed sessions', () => {
  let context: FakeAppContext;
  let sessions: KeyedSessions;
  let listening: Subscription;

  beforeEach(() => {
    context = new FakeAppContext();
    const credentials = new ClusterCredentials(
      context.asAppContext(),
      new ActiveCluster(context.asAppContext()),
      new CredentialPrompts()
    );
    sessions = new KeyedSessions(context.asAppContext(), credentials);
    listening = new Subscription();
  });

  afterEach(() => listening.unsubscribe());

  /** Answers with errors on every session but the one with that index. */
  function wellFrom(index: number, error: unknown = { status: 500, message: 'gone' }) {
    return (run: FakeRun): void =>
      context.sessions.indexOf(run.session) < index ? run.fail(error) : run.end({ results: 'key' });
  }

  function disposed(): boolean[] {
    return context.sessions.map(session => session.isDisposed);
  }

  describe('kept ready', () => {
    let states: SessionState[];

    beforeEach(() => (states = []));

    function keep(): Subscription {
      const keeping = sessions.keepReady(node).subscribe(state => states.push(state));
      listening.add(keeping);
      return keeping;
    }

    it('open nothing until someone subscribes', () => {
      sessions.keepReady(node);
      expect(context.sessions.length).toBe(0);
    });

    it('are preparing until the server has its key pair', fakeAsync(() => {
      keep();
      tick();
      expect(context.commands()).toEqual([publicKeyCommand]);
      expect(context.sessions[0].nodeName).toBe(node);
      expect(states).toEqual(['preparing']);
      context.lastRun().end({ results: 'key' });
      expect(states).toEqual(['preparing', 'ready']);
      listening.unsubscribe();
    }));

    it('use the cluster’s credentials on every server', fakeAsync(() => {
      const token = { username: 'admin' } as unknown as AuthorizationToken;
      context.tokens.set('cluster01.contoso.com', token);
      keep();
      tick();
      expect(context.sessions[0].options).toEqual({ authToken: token });
      listening.unsubscribe();
    }));

    it('are contacted every two minutes, before the SDK forgets them', fakeAsync(() => {
      context.answer = wellFrom(0);
      keep();
      tick(twoMinutes - 1);
      expect(context.runs.length).toBe(1);
      tick(1);
      expect(context.runs.length).toBe(2);
      tick(twoMinutes);
      expect(context.runs.length).toBe(3);
      expect(context.sessions.length).toBe(1);
      expect(states).toEqual(['preparing', 'ready']);
      listening.unsubscribe();
    }));

    it('are reopened at once if one dies, and stay ready', fakeAsync(() => {
      context.answer = wellFrom(0);
      keep();
      tick();
      context.answer = wellFrom(1);
      tick(twoMinutes);
      expect(disposed()).toEqual([true, false]);
      expect(context.runs.map(run => context.sessions.indexOf(run.session))).toEqual([0, 0, 1]);
      expect(states).toEqual(['preparing', 'ready']);
      listening.unsubscribe();
    }));

    it('fail until the next check if a new one doesn’t answer either', fakeAsync(() => {
      context.answer = wellFrom(2);
      keep();
      tick();
      expect(states).toEqual(['preparing', 'failed']);
      expect(context.runs.length).toBe(2);
      tick(twoMinutes);
      expect(states).toEqual(['preparing', 'failed', 'ready']);
      expect(disposed()).toEqual([true, true, false]);
      listening.unsubscribe();
    }));

    it('aren’t reopened after a refusal if the admin gives no other credentials', fakeAsync(() => {
      context.givesNoCredentials = true;
      context.answer = wellFrom(1, { status: 401, message: 'no' });
      keep();
      tick();
      expect(states).toEqual(['preparing', 'failed']);
      expect(context.sessions.length).toBe(1);
      listening.unsubscribe();
    }));

    it('are reopened with the credentials that the admin gives after a refusal', fakeAsync(() => {
      context.answer = wellFrom(1, { status: 401, message: 'no' });
      keep();
      tick();
      expect(states).toEqual(['preparing']);
      const token = { username: 'admin' } as unknown as AuthorizationToken;
      context.giveCredentials(token);
      expect(states).toEqual(['preparing', 'ready']);
      expect(context.sessions.map(({ options }) => options)).toEqual([{ noAuth: true }, { authToken: token }]);
      listening.unsubscribe();
    }));

    it('ask for no credentials when they’re only kept alive', fakeAsync(() => {
      context.answer = wellFrom(0);
      keep();
      tick();
      context.answer = run => run.fail({ status: 401, message: 'no' });
      tick(twoMinutes);
      expect(states).toEqual(['preparing', 'ready', 'failed']);
      expect(context.prompts.length).toBe(0);
      listening.unsubscribe();
    }));

    it('are prepared on three servers at a time, so that the rest of the page can go on', fakeAsync(() => {
      const nodes = ['a', 'b', 'c', 'd'];
      nodes.forEach(name => listening.add(sessions.keepReady(name).subscribe()));
      tick();
      const asked = (): string[] => context.runs.map(run => run.session.nodeName);
      expect(asked()).toEqual(['a', 'b', 'c']);
      context.runs[1].end({ results: 'key' });
      flushMicrotasks();
      expect(asked()).toEqual(['a', 'b', 'c', 'd']);
      listening.unsubscribe();
    }));

    it('are kept alive while preparations of others hang', fakeAsync(() => {
      context.answer = wellFrom(0);
      keep();
      tick();
      context.answer = () => undefined;
      ['a', 'b', 'c', 'd'].forEach(name => listening.add(sessions.keepReady(name).subscribe()));
      tick(twoMinutes);
      expect(context.runs.filter(run => run.session.nodeName === node).length).toBe(2);
      listening.unsubscribe();
      discardPeriodicTasks();
    }));

    it('take a turn for a new key pair if they died meanwhile', fakeAsync(() => {
      context.answer = wellFrom(0);
      keep();
      tick();
      context.answer = () => undefined;
      ['a', 'b', 'c'].forEach(name => listening.add(sessions.keepReady(name).subscribe()));
      tick(1);
      context.answer = run => (run.session === context.sessions[0] ? run.fail({ status: 404, message: 'gone' }) : null);
      tick(twoMinutes - 2);
      const asked = (): number => context.runs.filter(run => run.session.nodeName === node).length;
      expect(asked()).toBe(1);
      tick(1);
      expect(asked()).toBe(2);
      tick(90_000);
      expect(asked()).toBe(3);
      listening.unsubscribe();
      discardPeriodicTasks();
    }));

    it('don’t fail because a prompt holds back their answer', fakeAsync(() => {
      keep();
      listening.add(sessions.keepReady('node02.contoso.com').subscribe());
      tick();
      tick(60_000);
      context.lastRun().fail({ status: 401, message: 'no' });
      expect(context.prompts.length).toBe(1);
      tick(60_000);
      expect(context.sessions.length).toBe(2);
      context.cancelCredentials();
      tick(29_999);
      expect(context.sessions.length).toBe(2);
      context.runs[0].end({ results: 'key' });
      expect(states).toEqual(['preparing', 'ready']);
      listening.unsubscribe();
      discardPeriodicTasks();
    }));

    it('fail if the server answers without a key', fakeAsync(() => {
      for (const results of [undefined, null, '', []]) {
        context.answer = run => run.end({ results, errors: [{ message: 'Not allowed.' }] });
        const keeping = keep();
        tick();
        expect(states.splice(0)).toEqual(['preparing', 'failed']);
        keeping.unsubscribe();
      }
    }));

    it('fail if there’s no answer in time', fakeAsync(() => {
      keep();
      tick(90_000);
      expect(context.sessions.length).toBe(2);
      tick(90_000);
      expect(states).toEqual(['preparing', 'failed']);
      expect(context.runs.every(run => !run.isListenedTo)).toBeTrue();
      listening.unsubscribe();
      discardPeriodicTasks();
    }));

    it('aren’t asked again if they didn’t answer in time: the next check gets a new one', fakeAsync(() => {
      keep();
      tick(timeLimits.sessionKey);
      expect(context.sessions.length).toBe(2);
      tick(timeLimits.sessionKey);
      expect(states).toEqual(['preparing', 'failed']);
      // The SDK queues what comes after a call that never ends.
      expect(disposed()).toEqual([true, true, false]);
      context.answer = run => (run.session === context.sessions[2] ? run.end({ results: 'key' }) : undefined);
      tick(twoMinutes);
      expect(states).toEqual(['preparing', 'failed', 'ready']);
      expect(context.sessions.length).toBe(3);
      listening.unsubscribe();
    }));

    it('are closed, and no longer contacted, after the last unsubscribe', fakeAsync(() => {
      context.answer = wellFrom(0);
      keep().unsubscribe();
      tick(twoMinutes);
      expect(disposed()).toEqual([true]);
      expect(context.runs.length).toBe(0);
    }));

    it('are shared by all subscribers, and closed by the last', fakeAsync(() => {
      context.answer = wellFrom(0);
      const [first, second] = [keep(), keep()];
      tick();
      expect(context.sessions.length).toBe(1);
      first.unsubscribe();
      expect(disposed()).toEqual([false]);
      second.unsubscribe();
      expect(disposed()).toEqual([true]);
      keep();
      expect(disposed()).toEqual([true, false]);
      listening.unsubscribe();
    }));

    it('are renewed once if two callers find the same one dead', fakeAsync(() => {
      keep();
      keep();
      tick();
      const [first, second] = context.runs;
      first.fail({ status: 500, message: 'gone' });
      second.fail({ status: 500, message: 'gone' });
      expect(disposed()).toEqual([true, false]);
      expect(context.runs.slice(2).map(run => run.session)).toEqual([context.sessions[1], context.sessions[1]]);
      listening.unsubscribe();
    }));
  });

  describe('with an encrypted key', () => {
    let server: KeyPairForSpecs;
    let handedOn: { session: unknown; encrypted: Outcome<string> }[];

    beforeAll(async () => (server = await makeKeyPair()));

    beforeEach(() => {
      handedOn = [];
      context.answer = run => run.end({ results: server.publicKey });
    });

    function encrypting(): Observable<string> {
      return sessions.withEncrypted(node, key, (session, encrypted) => {
        handedOn.push({ session, encrypted });
        return of(encrypted.kind);
      });
    }

    it('ask for the public key right before encrypting, and return what only the server can read', async () => {
      expect(await firstValueFrom(encrypting())).toBe('answer');
      expect(context.commands()).toEqual([publicKeyCommand]);
      const [{ session, encrypted }] = handedOn;
      expect(session).toBe(context.sessions[0]);
      const sent = encrypted.kind === 'answer' ? encrypted.value : '';
      expect(sent).not.toContain('XY234');
      expect(await server.decrypt(sent)).toBe(key);
    });

    it('are opened if no pane has prepared one, and closed afterwards', async () => {
      await firstValueFrom(encrypting());
      expect(disposed()).toEqual([true]);
    });

    it('reuse the session that the pane keeps ready, and leave it open', async () => {
      listening.add(sessions.keepReady(node).subscribe());
      await firstValueFrom(encrypting());
      expect(disposed()).toEqual([false]);
      listening.unsubscribe();
      expect(disposed()).toEqual([true]);
    });

    it('stay open while the key is being applied, even if the pane closes', async () => {
      const keeping = sessions.keepReady(node).subscribe();
      const asked: FakeRun[] = [];
      context.answer = run => asked.push(run);
      const kind = firstValueFrom(encrypting());
      keeping.unsubscribe();
      expect(disposed()).toEqual([false]);
      asked[0].end({ results: server.publicKey });
      expect(await kind).toBe('answer');
      expect(disposed()).toEqual([true]);
    });

    it('are renewed once if one has died', async () => {
      context.answer = run =>
        run.session === context.sessions[0]
          ? run.fail({ status: 404, message: 'no such session' })
          : run.end({ results: server.publicKey });
      expect(await firstValueFrom(encrypting())).toBe('answer');
      expect(context.runs.length).toBe(2);
      expect(handedOn.map(({ session }) => session)).toEqual([context.sessions[1]]);
    });

    it('aren’t renewed a second time', async () => {
      context.answer = run => run.fail({ status: 500, message: 'gone' });
      expect(await firstValueFrom(encrypting())).toBe('failure');
      expect(context.runs.length).toBe(2);
      expect(disposed()).toEqual([true, true]);
    });

    it('ask for credentials if the new one is denied', async () => {
      context.answer = run =>
        run.session === context.sessions[0]
          ? run.fail({ status: 404, message: 'gone' })
          : run.session.options.authToken
            ? run.end({ results: server.publicKey })
            : run.fail({ status: 401, message: 'no' });
      const kind = firstValueFrom(encrypting());
      expect(context.prompts.length).toBe(1);
      const token = { username: 'admin' } as unknown as AuthorizationToken;
      context.giveCredentials(token);
      expect(await kind).toBe('answer');
      expect(context.sessions.map(({ options }) => options.authToken)).toEqual([undefined, undefined, token]);
      expect(handedOn.map(({ session }) => session)).toEqual([context.sessions[2]]);
    });

    it('treat a refusal as final if the admin gives no other credentials', async () => {
      context.givesNoCredentials = true;
      context.answer = run => run.fail({ status: 403, message: 'no' });
      await firstValueFrom(encrypting());
      expect(context.runs.length).toBe(1);
      expect(handedOn[0].encrypted).toEqual({
        kind: 'failure',
        failure: { reason: 'denied', message: 'no' }
      });
    });
  });
});
