import { ServerResponse } from 'node:http';
import { GatewaySettings } from '../gateway/gateway';
import { apiVersions } from '../gateway/gateway-call';
import { AuditEntry } from '../gateway/audit-trail';
import { sendJson, sendNotFound } from '../web/http-answers';
import { EventStream } from './event-stream';
import { LabClusterChange, LabServerChange, LabState } from './lab-state';
import { readServerChange } from './server-wish';
import { amount, BadWish, choice, readWish, text, Wish } from './wish';

/** What the control panel and the tests can do with a lab. */
export interface Controlled {
  readonly events: EventStream;
  state(): LabState;
  setScenario(name: string): Promise<void>;
  changeServer(name: string, change: LabServerChange): Promise<void>;
  addServer(name: string, like?: string): void;
  removeServer(name: string): Promise<void>;
  renameServer(name: string, newName: string): Promise<void>;
  reinstallServer(name: string): Promise<void>;
  migrateGuest(name: string, to: string): void;
  configureGateway(change: Partial<GatewaySettings>): void;
  changeCluster(change: LabClusterChange): void;
  changePassword(userName: string, password: string): void;
  audit(): AuditEntry[];
  clearAudit(): void;
  record(): unknown[];
  advanceClock(milliseconds: number): void;
  reloadExtension(): void;
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
    const fulfilled = await fulfil(lab, `${method} ${pathname}`, readWish(body));
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
async function fulfil(lab: Controlled, request: string, wish: Wish): Promise<boolean> {
  const [, method, server, rest] = /^(\w+) \/lab\/servers\/([^/]+)(.*)$/.exec(request) ?? [];
  if (server) {
    return fulfilOfServer(lab, method + rest, decodeURIComponent(server), wish);
  }
  switch (request) {
    case 'POST /lab/servers':
      lab.addServer(text(wish, 'name'), 'like' in wish ? text(wish, 'like') : undefined);
      return true;
    case 'POST /lab/guests/migrate':
      lab.migrateGuest(text(wish, 'name'), text(wish, 'to'));
      return true;
    case 'PUT /lab/scenario':
      await lab.setScenario(text(wish, 'name'));
      return true;
    case 'PATCH /lab/gateway':
      lab.configureGateway(gatewayChange(wish));
      return true;
    case 'PATCH /lab/cluster':
      lab.changeCluster({ answers: choice(wish, 'answers', [true, false]) });
      return true;
    case 'PATCH /lab/accounts':
      lab.changePassword(text(wish, 'userName'), text(wish, 'password'));
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

/** Does what was asked for of one server. */
async function fulfilOfServer(lab: Controlled, request: string, server: string, wish: Wish): Promise<boolean> {
  switch (request) {
    case 'PATCH':
      await lab.changeServer(server, readServerChange(wish));
      return true;
    case 'DELETE':
      await lab.removeServer(server);
      return true;
    case 'PUT/name':
      await lab.renameServer(server, text(wish, 'name'));
      return true;
    case 'POST/reinstall':
      await lab.reinstallServer(server);
      return true;
    default:
      return false;
  }
}

function gatewayChange(wish: Wish): Partial<GatewaySettings> {
  return {
    apiVersion: choice(wish, 'apiVersion', apiVersions),
    isRunning: choice(wish, 'isRunning', [true, false]),
    stream: choice(wish, 'stream', [true, false]),
    takesWaitTime: choice(wish, 'takesWaitTime', [true, false]),
    sessionExpiryMs: amount(wish, 'sessionExpiryMs'),
    firstAnswerHoldMs: amount(wish, 'firstAnswerHoldMs'),
    pollHoldMs: amount(wish, 'pollHoldMs')
  };
}
