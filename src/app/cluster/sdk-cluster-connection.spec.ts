import { TestBed, fakeAsync, tick } from '@angular/core/testing';
import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';
import { AuthorizationToken } from '@microsoft/windows-admin-center-sdk/core/security/authorization-manager';
import { Subscription, firstValueFrom, lastValueFrom } from 'rxjs';
import { Attempt } from '../domain/servers/attempt';
import { Outcome } from '../domain/answers/failure';
import { Report } from '../domain/answers/report';
import { ProductKey } from '../domain/keys/product-key';
import { answerInParts, answerOf, reportOf } from '../domain/testing/report-fixture';
import { FakeAppContext, FakeRun, publicKeyCommand } from './testing/fake-app-context';
import { failed, serversNamed } from './testing/fake-cluster-connection';
import { KeyPairForSpecs, makeKeyPair } from './testing/key-pair-for-specs';
import { ActiveCluster } from './active-cluster';
import { CredentialPrompts } from './credential-prompts';
import { CertificateKeys } from './certificate-keys';
import { ClusterCredentials } from './cluster-credentials';
import { KeyedSessions } from './keyed-sessions';
import { NodeReads } from './node-reads';
import { SdkClusterConnection } from './sdk-cluster-connection';
import { timeLimits } from './time-limits';

const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N' as ProductKey;
const token = { username: 'admin' } as unknown as AuthorizationToken;
const applyCommand = 'Set-ServerActivationKey';
const [server] = serversNamed('node01');

describe('The connection through the SDK', () => {
  let context: FakeAppContext;
  let cluster: SdkClusterConnection;

  beforeEach(() => {
    context = new FakeAppContext();
    context.activeConnection.clusterNodes = ['NODE01', 'node02.contoso.com', 'node01.contoso.com'];
    TestBed.configureTestingModule({
      providers: [
        { provide: AppContextService, useValue: context },
        ActiveCluster,
        CredentialPrompts,
        ClusterCredentials,
        NodeReads,
        KeyedSessions,
        CertificateKeys,
        SdkClusterConnection
      ]
    });
    cluster = TestBed.inject(SdkClusterConnection);
  });

  it('has the name that Windows Admin Center has for the cluster', () => {
    expect(cluster.clusterName).toBe('cluster01.contoso.com');
  });

  it('remembers the nodes that Windows Admin Center knows, under any kind of name', () => {
    expect(cluster.cachedServers()).toEqual([
      { name: 'node01', fqdn: 'node01.contoso.com', state: 'unknown' },
      { name: 'node02', fqdn: 'node02.contoso.com', state: 'unknown' }
    ]);
  });

  describe('when it reads the servers', () => {
    it('asks the cluster', async () => {
      const row = { schema: 1, name: 'NODE01', fqdn: 'NODE01.contoso.com', state: 2 };
      context.answer = run => run.end({ results: row });
      expect(await firstValueFrom(cluster.servers())).toEqual({
        kind: 'answer',
        value: [{ name: 'NODE01', fqdn: 'NODE01.contoso.com', state: 'paused' }]
      });
      expect(context.commands()).toEqual(['Get-ClusterServer']);
      expect(context.sessions[0].nodeName).toBe('cluster01.contoso.com');
    });

    it('rejects an answer that it can’t read', async () => {
      for (const results of [[], [{ schema: 1 }], ['no cluster here'], null]) {
        context.answer = run => run.end({ results });
        expect(await firstValueFrom(cluster.servers())).toEqual(failed('notUnderstood', JSON.stringify(results ?? [])));
      }
    });

    it('asks no server whose name is invalid, and reports the name', async () => {
      const row = { schema: 1, name: 'node02', fqdn: 'node02/../../../evil?x=\u202e', state: 0 };
      context.answer = run => run.end({ results: row });
      expect(await firstValueFrom(cluster.servers())).toEqual(failed('badServerName', 'node02/../../../evil?x=\ufffd'));
      const many = Array.from({ length: 129 }, (_, index) => ({ ...row, name: `n${index}`, fqdn: '' }));
      context.answer = run => run.end({ results: many });
      expect(await firstValueFrom(cluster.servers())).toEqual(failed('tooManyServers', '129'));
    });

    it('passes on why there’s no answer', async () => {
      context.givesNoCredentials = true;
      context.answer = run => run.fail({ status: 403, message: 'no' });
      expect(await firstValueFrom(cluster.servers())).toEqual(failed('denied', 'no'));
      expect(context.prompts.length).toBe(1);
      cluster.allowCredentialPrompt('reading');
      await firstValueFrom(cluster.servers());
      expect(context.prompts.length).toBe(2);
    });
  });

  describe('when it reads a report', () => {
    it('asks that server, by its full name', async () => {
      context.answer = run => run.end({ results: [answerOf({})] });
      const outcome = await firstValueFrom(cluster.report(server));
      expect(outcome).toEqual({ kind: 'answer', value: reportOf() });
      expect(context.commands()).toEqual(['Get-ServerActivation']);
      expect(context.sessions[0].nodeName).toBe('node01.contoso.com');
      expect(context.lastRun().options.logAudit).toBeUndefined();
    });

    it('reports which of the server’s endpoints answered', async () => {
      context.answer = run => {
        context.endpoints.set(run.session.nodeName, 'restricted');
        run.end({ results: [answerOf({})] });
      };
      const outcome = await firstValueFrom(cluster.report(server));
      expect(outcome).toEqual({ kind: 'answer', value: { ...reportOf(), endpoint: 'restricted' } });
    });

    it('emits a report without Azure while that is pending, and keeps it if Azure never answers', fakeAsync(() => {
      const parts = answerInParts();
      const told: (string | undefined)[] = [];
      const ask = (): Subscription =>
        cluster
          .report(server)
          .subscribe(outcome => told.push(outcome.kind === 'answer' ? outcome.value.azure : outcome.kind));
      const asking = [ask()];
      context.lastRun().say({ results: parts.slice(0, 3) });
      tick(200);
      expect(told).toEqual(['awaited']);
      context.lastRun().end({ results: parts.slice(3) });
      expect(told).toEqual(['awaited', 'read']);
      asking.push(ask());
      context.lastRun().say({ results: parts.slice(0, 3) });
      tick(timeLimits.report);
      expect(told.slice(2)).toEqual(['awaited', 'missing']);
      asking.push(ask());
      tick(timeLimits.report);
      expect(told.slice(4)).toEqual(['failure']);
      asking.forEach(one => one.unsubscribe());
    }));

    it('emits no part before the licensing products, and has no answer if they don’t come in time', fakeAsync(() => {
      const told: Outcome<Report>[] = [];
      const asking = cluster.report(server).subscribe(outcome => told.push(outcome));
      const [first, system] = answerInParts();
      context.lastRun().say({ results: [first] });
      tick(1000);
      context.lastRun().say({ results: [system] });
      tick(1000);
      expect(told).toEqual([]);
      tick(timeLimits.report);
      expect(told).toEqual([failed('timedOut')]);
      asking.unsubscribe();
    }));

    it('rejects a report that it can’t read', async () => {
      for (const results of [[], ['?'], [answerOf({}), answerOf({})], [{ schema: 2 }]]) {
        context.answer = run => run.end({ results });
        const read = await firstValueFrom(cluster.report(server));
        expect(read).toEqual(failed('notUnderstood', JSON.stringify(results).slice(0, 1000)));
      }
    });

    it('passes on why there’s no answer', async () => {
      context.answer = run => run.end({ errors: [{ message: 'kaputt' }] });
      expect(await firstValueFrom(cluster.report(server))).toEqual(failed('serverError', 'kaputt'));
    });
  });

  it('uses the cluster’s credentials for every node, and no others', async () => {
    context.tokens.set('cluster01.contoso.com', token);
    context.tokens.set('node01.contoso.com', { username: 'else' } as unknown as AuthorizationToken);
    context.answer = run => run.end({ results: [] });
    await firstValueFrom(cluster.servers());
    await firstValueFrom(cluster.report(server));
    await lastValueFrom(cluster.apply(server, key, 'sessionKey'));
    expect(context.sessions.length).toBeGreaterThanOrEqual(3);
    expect(context.sessions.every(({ options }) => options.authToken === token)).toBeTrue();
    const reads = context.runs.filter(run => /Server/.test(run.command.command));
    expect(reads.map(run => run.options.authToken)).toEqual([token, token]);
  });

  describe('when it applies a key', () => {
    let node: KeyPairForSpecs;

    beforeAll(async () => (node = await makeKeyPair()));

    /** Has servers return their public key, and answer each key with the next of these answers. */
    function answerKeysWith(...answers: ((run: FakeRun) => void)[]): void {
      context.answer = run =>
        run.command.command === publicKeyCommand ? run.end({ results: node.publicKey }) : answers.splice(0, 1)[0](run);
    }

    function outcome(name: string, more: object = {}): (run: FakeRun) => void {
      const row = { schema: 1, languageMode: 'FullLanguage', outcome: name, ...more };
      return run => run.end({ results: [row] });
    }

    function apply(): Promise<Attempt> {
      return lastValueFrom(cluster.apply(server, key, 'sessionKey'));
    }

    function keysSent(): FakeRun[] {
      return context.runs.filter(run => run.command.command === applyCommand);
    }

    it('sends it encrypted, so that only the server can read it', async () => {
      answerKeysWith(outcome('applied'));
      expect(await apply()).toEqual({ kind: 'notConfirmed', saysYes: false, message: '' });
      expect(context.commands()).toEqual([publicKeyCommand, applyCommand]);
      const { encryptedKey } = keysSent()[0].command.parameters as { encryptedKey: string };
      expect(await node.decrypt(encryptedKey)).toBe(key);
      expect(keysSent()[0].command.script).toContain(encryptedKey);
    });

    it('gives the SDK no clear key in anything that’s sent', async () => {
      answerKeysWith(outcome('notDecrypted'), outcome('applied'));
      await apply();
      const handed = context.runs.map(({ command, options }) => ({ command, options }));
      const opened = context.sessions.map(({ nodeName, name, options }) => [nodeName, name, options]);
      const all = JSON.stringify([handed, opened]);
      expect(all).not.toContain(key);
      expect(all).not.toContain(key.replace(/-/g, ''));
      for (const group of key.split('-')) {
        expect(all).not.toMatch(new RegExp(`\\b${group}\\b`));
      }
    });

    it('has the gateway log the change, and nothing but the change', async () => {
      answerKeysWith(outcome('applied'));
      await apply();
      expect(context.runs.map(run => run.options.logAudit)).toEqual([undefined, true]);
    });

    it('uses the session that was kept ready', async () => {
      answerKeysWith(outcome('applied'));
      const keeping: Subscription = cluster.prepare(server).subscribe();
      await apply();
      expect(context.sessions.length).toBe(1);
      expect(keysSent()[0].session).toBe(context.sessions[0]);
      keeping.unsubscribe();
      expect(context.sessions[0].isDisposed).toBeTrue();
    });

    it('reports what the server refused', async () => {
      answerKeysWith(outcome('failed', { error: `No: ${key}`, errorCode: '0xC004C003' }));
      expect(await apply()).toEqual({
        kind: 'failed',
        reason: 'refused',
        code: '0xC004C003',
        message: 'No: *****-*****-*****-*****-6789N'
      });
      expect(keysSent().length).toBe(1);
    });

    for (const reason of ['sessionKeyMissing', 'notDecrypted'] as const) {
      it(`tries once more if the answer is ${reason}, because nothing was tried`, async () => {
        answerKeysWith(outcome(reason), outcome('applied'));
        expect(await apply()).toEqual({ kind: 'notConfirmed', saysYes: false, message: '' });
        expect(context.commands()).toEqual([publicKeyCommand, applyCommand, publicKeyCommand, applyCommand]);
      });

      it(`doesn’t try a third time if the answer is ${reason} again`, async () => {
        answerKeysWith(outcome(reason), outcome(reason), outcome('applied'));
        expect(await apply()).toEqual(jasmine.objectContaining({ kind: 'failed', reason }));
        expect(keysSent().length).toBe(2);
      });
    }

    it('reports an unknown outcome if the answer is lost, and sends nothing again', async () => {
      answerKeysWith(run => run.fail({ status: 0 }));
      expect(await apply()).toEqual({
        kind: 'notKnown',
        failure: { reason: 'unreachable', message: '' }
      });
      expect(keysSent().length).toBe(1);
    });

    it('opens another session then, so that a retry doesn’t queue behind a run that may not end', async () => {
      answerKeysWith(run => run.fail({ status: 0 }), outcome('applied'));
      const ready = cluster.prepare(server).subscribe();
      await apply();
      const [first] = context.sessions;
      expect(first.isDisposed).toBeTrue();
      expect((await apply()).kind).toBe('notConfirmed');
      ready.unsubscribe();
    });

    it('opens another session if the server has no working module, because the next may find one', async () => {
      answerKeysWith(outcome('moduleMissing', { error: 'Could not load it.' }), outcome('applied'));
      const ready = cluster.prepare(server).subscribe();
      expect(await apply()).toEqual(jasmine.objectContaining({ kind: 'failed', reason: 'moduleMissing' }));
      expect(context.sessions[0].isDisposed).toBeTrue();
      expect((await apply()).kind).toBe('notConfirmed');
      expect(keysSent()[1].session).toBe(context.sessions[1]);
      ready.unsubscribe();
    });

    it('also reports an unknown outcome if the session is lost or the answer isn’t ours', async () => {
      answerKeysWith(
        run => run.end(null),
        run => run.end({ errors: [{ message: 'stopped' }] }),
        run => run.end({ results: [] })
      );
      const reasons = ['sessionLost', 'serverError', 'notUnderstood'] as const;
      for (const reason of reasons) {
        const attempt = await apply();
        expect(attempt.kind === 'notKnown' && attempt.failure.reason).toBe(reason);
      }
      expect(keysSent().length).toBe(3);
    });

    it('fails, and sends nothing, if the key can’t be encrypted', async () => {
      context.answer = run => run.end({ results: 'no key' });
      const attempt = await apply();
      expect(attempt.kind === 'failed' && attempt.reason).toBe('notUnderstood');
      context.givesNoCredentials = true;
      context.answer = run => run.fail({ status: 403, message: 'no' });
      expect(await apply()).toEqual({
        kind: 'failed',
        reason: 'denied',
        code: null,
        message: 'no'
      });
      expect(keysSent()).toEqual([]);
    });
  });
});
