import { TestBed } from '@angular/core/testing';
import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';
import { GatewayConnection } from '@microsoft/windows-admin-center-sdk/core/data/gateway-connection';
import { NodeConnection } from '@microsoft/windows-admin-center-sdk/core/data/node-connection';
import { WebsocketStreamConnectionState } from '@microsoft/windows-admin-center-sdk/core/data/websocket-stream';
import { AuthorizationManager } from '@microsoft/windows-admin-center-sdk/core/security/authorization-manager';
import * as fc from 'fast-check';
import { EMPTY, Observable, lastValueFrom, toArray } from 'rxjs';
import { Outcome } from '../domain/answers/failure';
import { readServers } from '../domain/servers/server';
import {
  delivered,
  hostileText,
  hostileValue,
  likeAnswer,
  must,
  showsWholeKey,
  someRuns,
  withKeyIn,
  written
} from '../domain/testing/hostile-answers-fixture';
import { formOfKey } from '../domain/testing/product-key-fixture';
import { answerInParts, answerOf } from '../domain/testing/report-fixture';
import { machineRow, machinesAnswer } from '../domain/testing/virtual-machine-fixture';
import { CertificateKeys } from './certificate-keys';
import { ActiveCluster } from './active-cluster';
import { CredentialPrompts } from './credential-prompts';
import { ClusterCredentials } from './cluster-credentials';
import { failureOf } from './failure-of';
import { KeyedSessions } from './keyed-sessions';
import { NodeReads } from './node-reads';
import { SdkClusterConnection } from './sdk-cluster-connection';
import { FakeAppContext } from './testing/fake-app-context';
import { serversNamed } from './testing/fake-cluster-connection';

const [server] = serversNamed('node01');
const reasons = ['unreachable', 'denied', 'timedOut', 'sessionLost', 'notUnderstood', 'serverError', 'badServerName'];

/** What the SDK throws, with anything in it. */
const thrown = fc.oneof(
  hostileValue,
  likeAnswer({ name: 'AjaxError', message: 'no', status: 500, code: 'x', handlerError: { code: 'x' } }),
  fc
    .tuple(
      fc.constantFrom<unknown>(0, 400, 401, 403, 500, '401', null),
      likeAnswer({ error: { message: 'no' }, errors: [] })
    )
    .map(([status, response]) => ({ message: 'ajax error', status, xhr: { status, response, statusText: 'x' } })),
  fc.tuple(hostileValue, hostileValue).map(([message, forbidden]) => ({
    status: 400,
    xhr: { response: { error: { message, forbidden }, errors: [{ message }] } }
  }))
);

/** What one of our scripts, or anything else, might answer. */
const rows = fc.oneof(
  delivered(likeAnswer(answerOf({}))),
  fc.constant(answerInParts()),
  delivered(likeAnswer(machinesAnswer([machineRow]))),
  delivered(likeAnswer({ schema: 1, name: 'node01', fqdn: 'node01.contoso.com', state: 0 })),
  delivered(likeAnswer({ schema: 1, outcome: 'applied', answer: null, warning: null })),
  hostileValue
);
const answers = fc.oneof(
  rows.map(results => ({ results })),
  likeAnswer({ results: null, errors: [{ message: 'no' }] }),
  hostileValue
);

describe('Whatever the gateway answers', () => {
  let context: FakeAppContext;
  let cluster: SdkClusterConnection;

  beforeEach(() => {
    context = new FakeAppContext();
    context.givesNoCredentials = true;
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

  /** All that a call emits until it completes, while every script is answered in the same way. */
  function told<T>(call: () => Observable<T>, answer: unknown, error: unknown, isStream: boolean): Promise<T[]> {
    context.runs.splice(0);
    context.sessions.splice(0);
    context.streamState = isStream
      ? WebsocketStreamConnectionState.Connected
      : WebsocketStreamConnectionState.NotConfigured;
    context.answer = run => (error === undefined ? run.end(answer) : run.fail(error));
    return lastValueFrom(call().pipe(toArray()));
  }

  function mustBeOutcomes(outcomes: readonly Outcome<unknown>[]): void {
    must(outcomes.length > 0, 'nothing was told');
    for (const outcome of outcomes) {
      must(
        outcome.kind === 'answer' || reasons.concat('tooManyServers').includes(outcome.failure.reason),
        written(outcome)
      );
      must(!showsWholeKey(outcome), written(outcome));
    }
  }

  it('a failure has a known reason, and short text without a key', () => {
    fc.assert(
      fc.property(thrown, error => {
        const { reason, message } = failureOf(error);
        must(reasons.includes(reason), reason);
        must(typeof message === 'string', written(message));
        must(!showsWholeKey(failureOf(withKeyIn(error, () => true))), message);
      })
    );
  });

  it('every read ends with an answer or a known failure, and asks only the cluster and the server itself', async () => {
    const calls = [
      (): Observable<Outcome<unknown>> => cluster.servers(),
      () => cluster.report(server),
      () => cluster.virtualMachines(server)
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...calls),
        answers,
        fc.option(thrown, { nil: undefined }),
        fc.boolean(),
        async (call, answer, error, isStream) => {
          mustBeOutcomes(
            await told(
              call,
              withKeyIn(answer, index => index % 3 === 0),
              error,
              isStream
            )
          );
          const asked = context.runs.map(run => run.session.nodeName);
          must(
            asked.every(name => [cluster.clusterName, server.fqdn].includes(name)),
            asked.join()
          );
        }
      )
    );
  });

  it('a key is never known to be applied, or sent to another server', async () => {
    const kinds = ['applying', 'failed', 'notConfirmed', 'notKnown'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('sessionKey' as const, 'certificate' as const),
        answers,
        fc.option(thrown, { nil: undefined }),
        async (protection, answer, error) => {
          const attempts = await told(() => cluster.apply(server, formOfKey, protection), answer, error, false);
          attempts.forEach(({ kind }) => must(kinds.includes(kind), kind));
          must(!showsWholeKey(attempts), written(attempts));
          must(!showsWholeKey(context.runs.map(run => run.command.parameters)), 'a key in the clear');
          must(
            context.sessions.every(({ nodeName }) => nodeName === server.fqdn),
            'another server was asked'
          );
        }
      ),
      { numRuns: someRuns(0.5) }
    );
  });

  it('the servers that it remembers are names, or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(fc.oneof(hostileText, hostileValue)), hostileValue), remembered => {
        Object.assign(context.activeConnection, { clusterNodes: remembered });
        must(
          readServers(cluster.cachedServers().map(one => ({ ...one, schema: 1, state: 0 }))).kind === 'answer' ||
            cluster.cachedServers().length === 0,
          written(remembered)
        );
      })
    );
  });
});

describe('Whatever names the cluster’s servers have', () => {
  const self = MsftSme.self();
  const before = self.Environment;

  afterEach(() => (self.Environment = before));

  for (const gatewayApiVersion of ['1.0.0', '2.0.0']) {
    it(`a request goes to no other path than that node’s, on a gateway with API ${gatewayApiVersion}`, () => {
      self.Environment = { ...before, gatewayApiVersion };
      const urls: string[] = [];
      const gateway = { post: (url: string) => (urls.push(url), EMPTY) } as unknown as GatewayConnection;
      const authorization = { getJeaEndpoint: () => undefined } as unknown as AuthorizationManager;
      const connection = new NodeConnection(gateway, authorization);
      const name = fc.oneof(
        hostileText,
        fc.constantFrom('node01', 'knoten-ö.contoso.com', '10.0.0.5', 'fd00::1', '節点')
      );
      fc.assert(
        fc.property(name, name, (short, fqdn) => {
          const outcome = readServers([{ schema: 1, name: short, fqdn, state: 0 }]);
          for (const one of outcome.kind === 'answer' ? outcome.value : []) {
            urls.splice(0);
            connection.post(one.fqdn, 'features/powershellApi/pssessions/x/invokeCommand', {});
            const { origin, pathname, search, hash } = new URL(`https://gateway/api${urls[0].replace(/^\/?/, '/')}`);
            const segments = pathname.split('/').map(decodeURIComponent);
            must(origin === 'https://gateway' && hash === '' && !search.includes(one.fqdn), urls[0]);
            must(segments[segments.indexOf('nodes') + 1] === one.fqdn, urls[0]);
            must(segments.filter(segment => segment === one.fqdn).length === 1, urls[0]);
            must(/\/(?:pssessions\/x\/)?invokeCommand$/i.test(pathname), urls[0]);
          }
        })
      );
    });
  }
});
