import { LastAttempt } from '../servers/attempt';
import { Failure } from '../answers/failure';
import { Findings, findingsOf } from '../servers/findings';
import { ownProduct, product, reportOf, subscribed } from './report-fixture';
import { Endpoint } from '../answers/report';
import { NodeState } from '../servers/server';
import { Reading, ServerStatus, statusOf } from '../servers/status';

/** The servers that these specs use. */
export type ServerCase =
  | 'with2019'
  | 'with2022'
  | 'withKey'
  | 'without'
  | 'notActive'
  | 'refused'
  | 'refusedWith2022'
  | 'notConfirmed'
  | 'notConfirmedWith2022'
  | 'applying'
  | 'applyingWith2019'
  | 'silent'
  | 'down'
  | 'unreachable'
  | 'denied'
  | 'tooOld'
  | 'brokenModule'
  | 'windowsServer'
  | 'standardHost'
  | 'inactiveHost'
  | 'unreadHost'
  | 'controlled'
  | 'readOnly'
  | 'blocked'
  | 'paused'
  | 'covered'
  | 'coveredWith2019'
  | 'coveredNotActive'
  | 'lapsed'
  | 'lapsedWith2022'
  | 'unread'
  | 'checking';

const activated = { Status: 'Activated' };
const key2022 = { activation: activated, licensing: [ownProduct, product] };
const named2019 = { ...product, name: 'Windows Server 2019 Datacenter' };
const windowsServer = {
  moduleSource: null,
  osCaption: 'Windows Server 2022 Datacenter',
  osSku: 8,
  licensing: [product]
};

/** A key that the server refused. The server had no key before. */
export const refusal: LastAttempt = {
  attempt: { kind: 'failed', reason: 'refused', code: null, message: '' },
  lastFiveBefore: null,
  wasActivated: true
};

/** A key that was sent but that the server doesn’t show. The server had no key before. */
export const notConfirmed: LastAttempt = {
  attempt: { kind: 'notConfirmed', saysYes: false, message: '' },
  lastFiveBefore: null,
  wasActivated: false
};

/** A key that was sent and isn’t done yet. The server had no key before. */
const sent: LastAttempt = {
  attempt: { kind: 'applying', since: 0 },
  lastFiveBefore: null,
  wasActivated: false
};

const lapsed = {
  subscription: [{ SubscriptionName: 'Windows Server Subscription', Status: 'Disabled' }]
};

/** What the servers that answer say. */
export const said: Partial<Record<ServerCase, Record<string, unknown>>> = {
  with2019: { activation: activated, licensing: [named2019] },
  with2022: key2022,
  withKey: { activation: activated },
  without: { activation: { Status: 'NoKey' } },
  notActive: { licensing: [{ ...product, licenseStatus: 5 }] },
  refused: { activation: { Status: 'NoKey' } },
  refusedWith2022: key2022,
  notConfirmed: { activation: { Status: 'NoKey' } },
  notConfirmedWith2022: key2022,
  applying: { activation: { Status: 'NoKey' } },
  applyingWith2019: { activation: activated, licensing: [named2019] },
  silent: { licensing: null, licensingError: 'x' },
  tooOld: { moduleSource: null },
  brokenModule: { moduleError: 'broken' },
  windowsServer,
  standardHost: {
    ...windowsServer,
    licensing: [{ ...product, name: 'ServerStandard', licenseFamily: 'ServerStandard' }]
  },
  inactiveHost: { ...windowsServer, licensing: [{ ...product, licenseStatus: 5 }] },
  unreadHost: { ...windowsServer, licensing: null },
  controlled: { ...key2022, languageMode: 'ConstrainedLanguage' },
  readOnly: key2022,
  paused: key2022,
  covered: { activation: { Status: 'NoKey' }, ...subscribed },
  coveredWith2019: { activation: activated, licensing: [named2019], ...subscribed },
  coveredNotActive: { licensing: [{ ...named2019, licenseStatus: 5 }], ...subscribed },
  lapsed: { activation: { Status: 'NoKey' }, ...lapsed },
  lapsedWith2022: { ...key2022, ...lapsed },
  unread: { activation: { Status: 'NoKey' }, subscription: null, subscriptionError: 'x' }
};

const silence: Partial<Record<ServerCase, Failure['reason']>> = {
  down: 'unreachable',
  unreachable: 'unreachable',
  denied: 'denied',
  blocked: 'applicationControl'
};

/** All kinds of servers. */
export const serverCases = [...Object.keys(said), ...Object.keys(silence), 'checking'] as ServerCase[];

/** The status of a server of this kind, with this name. */
export function statusOfCase(way: ServerCase, name: string): ServerStatus {
  const state: NodeState = way === 'down' || way === 'paused' ? way : 'up';
  const server = { name, fqdn: `${name}.contoso.com`, state };
  const reason = silence[way];
  const reading: Reading =
    way === 'checking'
      ? { kind: 'checking' }
      : reason
        ? { kind: 'failure', failure: { reason, message: '' } }
        : { kind: 'answer', value: { ...reportOf(said[way]), endpoint: endpointOf(way) } };
  return statusOf(server, reading, attemptOf(way));
}

/** By how the names of their cases begin. */
const attempts: readonly [start: string, last: LastAttempt][] = [
  ['refused', refusal],
  ['notConfirmed', notConfirmed],
  ['applying', sent]
];

function attemptOf(way: ServerCase): LastAttempt | null {
  const before = way.endsWith('With2022') ? { lastFiveBefore: '6789N', wasActivated: true } : {};
  const last = attempts.find(([start]) => way.startsWith(start))?.[1] ?? null;
  return last && { ...last, ...before };
}

function endpointOf(way: ServerCase): Endpoint {
  return way === 'readOnly' ? 'restricted' : 'full';
}

/** A cluster of these servers, named node01 and so on. */
export function cluster(...each: ServerCase[]): ServerStatus[] {
  return each.map((way, index) => statusOfCase(way, `node0${index + 1}`));
}

/** The findings about a cluster of these servers. */
export function findings(...each: ServerCase[]): Findings {
  return findingsOf(cluster(...each));
}

/** The alerts, each with the names of its servers. */
export function alertsIn({ alerts }: Findings): string[] {
  return alerts.map(({ kind, servers }) => `${kind}: ${servers.map(({ name }) => name).join(' ')}`);
}
