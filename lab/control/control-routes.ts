import { ServerResponse } from 'node:http';
import { GatewaySettings } from '../gateway/gateway';
import { apiVersions } from '../gateway/gateway-call';
import { Access } from '../servers/server-state';
import { AuditEntry } from '../gateway/audit-trail';
import { sendJson, sendNotFound } from '../web/http-answers';
import { EventStream } from './event-stream';
import { LabClusterChange, LabServerChange, LabState } from './lab-state';

const accesses: readonly Access[] = ['administrator', 'hyperVAdministrator', 'reader', 'none'];

/** What the control panel and the tests can do with a lab. */
export interface Controlled {
  readonly events: EventStream;
  state(): LabState;
  setScenario(name: string): Promise<void>;
  changeServer(name: string, change: LabServerChange): Promise<void>;
  configureGateway(change: Partial<GatewaySettings>): void;
  changeCluster(change: LabClusterChange): void;
  changePassword(userName: string, password: string): void;
  audit(): AuditEntry[];
  clearAudit(): void;
  record(): unknown[];
  advanceClock(milliseconds: number): void;
  reloadExtension(): void;
}

/** A wish that the lab cannot fulfil, in words for whoever had it. */
export class BadWish extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadWish';
  }
}

/** Answers the requests under /lab. */
export async function answerControl(
  lab: Controlled,
  method: string,
  pathname: string,
  body: string,
  response: ServerResponse
): Promise<void> {
  if (method === 'GET') {
    answerQuestion(lab, pathname, response);
    return;
  }
  try {
    const fulfilled = await fulfil(lab, `${method} ${pathname}`, wishOf(body));
    fulfilled ? sendJson(response, 200, lab.state()) : sendNotFound(response, pathname);
  } catch (error) {
    if (!(error instanceof BadWish)) {
      throw error;
    }
    sendJson(response, 400, { error: { code: 'BadRequest', message: error.message } });
  }
}

function answerQuestion(lab: Controlled, pathname: string, response: ServerResponse): void {
  switch (pathname) {
    case '/lab/state':
      return sendJson(response, 200, lab.state());
    case '/lab/audit':
      return sendJson(response, 200, lab.audit());
    case '/lab/record':
      return sendJson(response, 200, lab.record());
    case '/lab/events':
      return lab.events.add(response);
    default:
      return sendNotFound(response, pathname);
  }
}

/** Does what was asked for; false where the lab has no such thing. */
async function fulfil(
  lab: Controlled,
  request: string,
  wish: Record<string, unknown>
): Promise<boolean> {
  const [, server] = /^PATCH \/lab\/servers\/([^/]+)$/.exec(request) ?? [];
  if (server) {
    await lab.changeServer(decodeURIComponent(server), serverChange(wish));
    return true;
  }
  switch (request) {
    case 'PUT /lab/scenario':
      await lab.setScenario(String(wish['name']));
      return true;
    case 'PATCH /lab/gateway':
      lab.configureGateway(gatewayChange(wish));
      return true;
    case 'PATCH /lab/cluster':
      lab.changeCluster({ answers: choice(wish, 'answers', [true, false]) });
      return true;
    case 'PATCH /lab/accounts':
      lab.changePassword(String(wish['userName']), String(wish['password']));
      return true;
    case 'DELETE /lab/audit':
      lab.clearAudit();
      return true;
    case 'POST /lab/clock':
      lab.advanceClock(amount(wish, 'advanceMs') ?? 0);
      return true;
    case 'POST /lab/reload':
      lab.reloadExtension();
      return true;
    default:
      return false;
  }
}

function wishOf(body: string): Record<string, unknown> {
  let wish: unknown;
  try {
    wish = body === '' ? {} : JSON.parse(body);
  } catch {
    throw new BadWish('The body is not JSON.');
  }
  if (typeof wish !== 'object' || wish === null || Array.isArray(wish)) {
    throw new BadWish('The body is not a JSON object.');
  }
  return wish as Record<string, unknown>;
}

function serverChange(wish: Record<string, unknown>): LabServerChange {
  return {
    power: choice(wish, 'power', ['on', 'off']),
    latencyMs: amount(wish, 'latencyMs'),
    access: choice(wish, 'access', accesses)
  };
}

function gatewayChange(wish: Record<string, unknown>): Partial<GatewaySettings> {
  return {
    apiVersion: choice(wish, 'apiVersion', apiVersions),
    stream: choice(wish, 'stream', [true, false]),
    takesWaitTime: choice(wish, 'takesWaitTime', [true, false]),
    sessionExpiryMs: amount(wish, 'sessionExpiryMs'),
    firstAnswerHoldMs: amount(wish, 'firstAnswerHoldMs'),
    pollHoldMs: amount(wish, 'pollHoldMs')
  };
}

function choice<T>(
  wish: Record<string, unknown>,
  name: string,
  known: readonly T[]
): T | undefined {
  const value = wish[name];
  if (value !== undefined && !known.includes(value as T)) {
    const names = known.map(one => JSON.stringify(one)).join(' or ');
    throw new BadWish(`"${name}" is ${names}.`);
  }
  return value as T | undefined;
}

function amount(wish: Record<string, unknown>, name: string): number | undefined {
  const value = wish[name];
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    throw new BadWish(`"${name}" is a number of milliseconds, 0 or more.`);
  }
  return value;
}
