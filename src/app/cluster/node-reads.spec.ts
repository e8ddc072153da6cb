import { fakeAsync, tick } from '@angular/core/testing';
import { PowerShellCommand } from '@microsoft/windows-admin-center-sdk/core/data/powershell';
import { AuthorizationToken } from '@microsoft/windows-admin-center-sdk/core/security/authorization-manager';
import { WebsocketStreamConnectionState } from '@microsoft/windows-admin-center-sdk/core/data/websocket-stream';
import { Subscription } from 'rxjs';
import { Outcome } from '../domain/answers/failure';
import { ActiveCluster } from './active-cluster';
import { CredentialPrompts } from './credential-prompts';
import { ClusterCredentials } from './cluster-credentials';
import { FakeAppContext, FakeRun, streamed } from './testing/fake-app-context';
import { NodeReads } from './node-reads';

const cluster = 'cluster01.contoso.com';
const node = 'node01.contoso.com';
const command: PowerShellCommand = { command: 'Get-Something', script: '', state: 'ready' };
const token = { value: 'secret', username: 'admin' } as unknown as AuthorizationToken;
const denial = { status: 403, message: 'no', xhr: { response: null } };
const denialOnStream = { xhr: { response: { statusCode: 401, error: { message: 'no' } } } };

describe('Node reads', () => {
  let context: FakeAppContext;
  let reads: NodeReads;
  let credentials: ClusterCredentials;
  let outcomes: Outcome<unknown[]>[];

  beforeEach(() => {
    context = new FakeAppContext();
    context.streamState = WebsocketStreamConnectionState.Connected;
    const cluster = new ActiveCluster(context.asAppContext());
    credentials = new ClusterCredentials(context.asAppContext(), cluster, new CredentialPrompts());
    reads = new NodeReads(context.asAppContext(), cluster, credentials);
    outcomes = [];
  });

  function read(nodeName = node): Subscription {
    return reads.read(nodeName, command, 1000).subscribe(outcome => outcomes.push(outcome));
  }

  /** The transport that each run used. */
  function ways(): string[] {
    return context.runs.map(({ session }) => (session.name === streamed ? 'stream' : 'REST'));
  }

  function reasons(): string[] {
    return outcomes.map(outcome => (outcome.kind === 'failure' ? outcome.failure.reason : outcome.kind));
  }

  /** Answers runs by their transport. */
  function answerBy(stream: (run: FakeRun) => void, rest: (run: FakeRun) => void): void {
    context.answer = run => (run.session.name === streamed ? stream(run) : rest(run));
  }

  const well = (run: FakeRun): void => run.end({ results: [1] });

  describe('use the stream', () => {
    it('when its socket is connected', () => {
      context.answer = well;
      read();
      expect(ways()).toEqual(['stream']);
      expect(context.runs[0].session.nodeName).toBe(node);
      expect(outcomes).toEqual([{ kind: 'answer', value: [1] }]);
    });

    it('when the SDK has the cluster’s credentials for that node, too', () => {
      context.tokens.set(cluster, token);
      context.tokens.set(node, { ...token });
      read();
      expect(ways()).toEqual(['stream']);
    });
  });

  describe('use REST', () => {
    afterEach(() => expect(ways()).toEqual(['REST']));

    for (const state of ['Initializing', 'Disconnected', 'Failed', 'NotConfigured'] as const) {
      it(`while the stream’s socket is "${state}"`, () => {
        context.streamState = WebsocketStreamConnectionState[state];
        read();
      });
    }

    it('when the cluster’s credentials aren’t those that the SDK has for the node', () => {
      context.tokens.set(cluster, token);
      read();
      expect(context.runs[0].session.options).toEqual(jasmine.objectContaining({ authToken: token }));
      expect(context.runs[0].options.authToken).toBe(token);
    });

    it('when the SDK has credentials for the node, and none for the cluster', () => {
      context.tokens.set(node, token);
      read();
      expect(context.runs[0].options.authToken).toEqual(jasmine.objectContaining({ value: '', username: '' }));
    });

    it('when the node is known to use a restricted endpoint', () => {
      context.endpoints.set(node, 'restricted');
      read();
    });

    it('when the cluster let the admin in by a restricted endpoint', () => {
      context.endpoints.set(cluster, 'restricted');
      read();
    });
  });

  describe('fall back to REST when the stream', () => {
    it('denies access: a restricted endpoint may let the admin in', () => {
      answerBy(run => run.fail(denialOnStream), well);
      read();
      expect(ways()).toEqual(['stream', 'REST']);
      expect(reasons()).toEqual(['answer']);
      expect(context.prompts.length).toBe(0);
    });

    it('breaks, and don’t use that node’s stream again', () => {
      answerBy(run => run.fail(new Error('WebsocketStream: socket is not ready.')), well);
      read();
      read();
      read('node02.contoso.com');
      expect(ways()).toEqual(['stream', 'REST', 'REST', 'stream', 'REST']);
      expect(reasons()).toEqual(['answer', 'answer', 'answer']);
    });

    it('doesn’t reach the node: it may only be restricted', () => {
      const unreachable = { xhr: { response: { statusCode: 400, error: { message: 'no' } } } };
      answerBy(
        run => run.fail(unreachable),
        run => run.fail({ status: 400, message: 'no' })
      );
      read();
      expect(ways()).toEqual(['stream', 'REST']);
      expect(reasons()).toEqual(['unreachable']);
    });
  });

  it('don’t retry a run that timed out or failed with its own error', fakeAsync(() => {
    read();
    tick(1000);
    expect(reasons()).toEqual(['timedOut']);
    read('node02');
    context.lastRun().end({ errors: [{ message: 'broken' }] });
    expect(ways()).toEqual(['stream', 'stream']);
    expect(reasons()).toEqual(['timedOut', 'serverError']);
  }));

  it('share one time limit between both transports', fakeAsync(() => {
    answerBy(
      () => undefined,
      () => undefined
    );
    read();
    tick(600);
    context.lastRun().fail(denialOnStream);
    tick(399);
    expect(outcomes).toEqual([]);
    tick(1);
    expect(reasons()).toEqual(['timedOut']);
    expect(context.lastRun().isCancelled).toBeTrue();
  }));

  describe('when access is denied', () => {
    beforeEach(() => (context.streamState = WebsocketStreamConnectionState.NotConfigured));

    it('ask for no credentials, because the admin can ask for them', () => {
      context.answer = run => run.fail(denial);
      read();
      expect(reasons()).toEqual(['denied']);
      expect(context.prompts.length).toBe(0);
    });

    it('ask for credentials once for all nodes if the admin wants to, and try again with them', () => {
      credentials.allowPrompt('reading');
      context.answer = run => (run.options.authToken === token ? well(run) : run.fail(denial));
      const nodes = Array.from({ length: 16 }, (_, index) => `node${index}`);
      nodes.forEach(name => read(name));
      expect(context.prompts.length).toBe(1);
      expect(outcomes).toEqual([]);
      context.giveCredentials(token);
      expect(reasons()).toEqual(nodes.map(() => 'answer'));
      expect(context.prompts.length).toBe(1);
    });

    it('ask for credentials once the admin wants to if the cluster lets in, and only its nodes don’t', () => {
      context.answer = run =>
        run.session.nodeName === cluster || run.options.authToken === token ? well(run) : run.fail(denial);
      read(cluster);
      ['node01', 'node02'].forEach(name => read(name));
      expect(reasons()).toEqual(['answer', 'denied', 'denied']);
      expect(context.prompts.length).toBe(0);
      credentials.allowPrompt('reading');
      read(cluster);
      expect(context.prompts.length).toBe(0);
      ['node01', 'node02'].forEach(name => read(name));
      expect(context.prompts.length).toBe(1);
      context.giveCredentials(token);
      expect(reasons().slice(3)).toEqual(['answer', 'answer', 'answer']);
    });

    it('fail on all nodes if the admin gives none', () => {
      credentials.allowPrompt('reading');
      context.answer = run => run.fail(denial);
      read('node01');
      read('node02');
      context.cancelCredentials();
      expect(reasons()).toEqual(['denied', 'denied']);
      read('node03');
      expect(reasons()).toEqual(['denied', 'denied', 'denied']);
      expect(context.prompts.length).toBe(1);
    });

    it('fail if the admin’s credentials are refused', () => {
      credentials.allowPrompt('reading');
      context.answer = run => run.fail(denial);
      read();
      context.giveCredentials(token);
      expect(reasons()).toEqual(['denied']);
      expect(context.runs.length).toBe(2);
    });

    it('don’t count the time that the dialog is open', fakeAsync(() => {
      credentials.allowPrompt('reading');
      context.answer = run => (run.options.authToken === token ? well(run) : run.fail(denial));
      read();
      tick(60_000);
      context.giveCredentials(token);
      expect(reasons()).toEqual(['answer']);
    }));
  });

  it('know from a node’s answer which endpoint let the admin in', () => {
    expect(reads.endpointOf(node)).toBe('full');
    context.endpoints.set(node, 'restricted');
    expect(reads.endpointOf(node)).toBe('restricted');
  });
});
