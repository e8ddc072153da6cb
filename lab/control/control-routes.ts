import { ServerResponse } from 'node:http';
import { GatewaySettings } from '../gateway/gateway';
import { apiVersions } from '../gateway/gateway-call';
import { gatewayFailures } from '../gateway/gateway-failure';
import { sendJson, sendNotFound } from '../web/http-answers';
import { BadRequest } from './bad-request';
import { ControlledLab } from './controlled-lab';
import { EventStream } from './event-stream';
import { milliseconds, oneOf, parseBody, RequestBody, text } from './request-body';
import { readServerChange } from './server-change';

/** Answers a request under /lab. */
export async function answerControl(
  lab: ControlledLab,
  events: EventStream,
  method: string,
  pathname: string,
  body: string,
  response: ServerResponse
): Promise<void> {
  if (method === 'GET') {
    answerQuestion(lab, events, pathname, response);
    return;
  }
  try {
    const isKnown = await carryOut(lab, `${method} ${pathname}`, parseBody(body));
    isKnown ? sendJson(response, 200, lab.state()) : sendNotFound(response, pathname);
  } catch (error) {
    if (!(error instanceof BadRequest)) {
      throw error;
    }
    sendJson(response, 400, { error: { code: 'BadRequest', message: error.message } });
  }
}

function answerQuestion(lab: ControlledLab, events: EventStream, pathname: string, response: ServerResponse): void {
  switch (pathname) {
    case '/lab/state':
      return sendJson(response, 200, lab.state());
    case '/lab/audit':
      return sendJson(response, 200, lab.audit());
    case '/lab/record':
      return sendJson(response, 200, lab.record());
    case '/lab/events':
      return events.add(response);
    default:
      return sendNotFound(response, pathname);
  }
}

/** Carries out a request. Returns false if the lab has no such request. */
async function carryOut(lab: ControlledLab, request: string, body: RequestBody): Promise<boolean> {
  const [, method, server, rest] = /^(\w+) \/lab\/servers\/([^/]+)(.*)$/.exec(request) ?? [];
  if (server) {
    return carryOutForServer(lab, method + rest, decodeURIComponent(server), body);
  }
  switch (request) {
    case 'POST /lab/servers':
      lab.addServer(text(body, 'name'), 'like' in body ? text(body, 'like') : undefined);
      return true;
    case 'POST /lab/guests/migrate':
      lab.migrateGuest(text(body, 'name'), text(body, 'to'));
      return true;
    case 'PUT /lab/scenario':
      await lab.setScenario(text(body, 'name'));
      return true;
    case 'PATCH /lab/gateway':
      lab.configureGateway(gatewayChange(body));
      return true;
    case 'PATCH /lab/cluster':
      lab.changeCluster({ answers: oneOf(body, 'answers', [true, false]) });
      return true;
    case 'PATCH /lab/accounts':
      lab.changePassword(text(body, 'userName'), text(body, 'password'));
      return true;
    case 'DELETE /lab/audit':
      lab.clearAudit();
      return true;
    case 'POST /lab/clock':
      lab.advanceClock(milliseconds(body, 'advanceMs') ?? 0);
      return true;
    case 'POST /lab/streams/cut':
      lab.cutStreams();
      return true;
    case 'POST /lab/reload':
      lab.reloadExtension();
      return true;
    default:
      return false;
  }
}

/** Carries out a request for one server. Returns false if the lab has no such request. */
async function carryOutForServer(
  lab: ControlledLab,
  request: string,
  server: string,
  body: RequestBody
): Promise<boolean> {
  switch (request) {
    case 'PATCH':
      await lab.changeServer(server, readServerChange(body));
      return true;
    case 'DELETE':
      await lab.removeServer(server);
      return true;
    case 'PUT/name':
      await lab.renameServer(server, text(body, 'name'));
      return true;
    case 'POST/restart':
      await lab.restartServer(server);
      return true;
    case 'POST/reinstall':
      await lab.reinstallServer(server);
      return true;
    default:
      return false;
  }
}

function gatewayChange(body: RequestBody): Partial<GatewaySettings> {
  return {
    apiVersion: oneOf(body, 'apiVersion', apiVersions),
    isRunning: oneOf(body, 'isRunning', [true, false]),
    failure: oneOf(body, 'failure', [null, ...gatewayFailures]),
    stream: oneOf(body, 'stream', [true, false]),
    takesWaitTime: oneOf(body, 'takesWaitTime', [true, false]),
    sessionExpiryMs: milliseconds(body, 'sessionExpiryMs'),
    firstAnswerHoldMs: milliseconds(body, 'firstAnswerHoldMs'),
    pollHoldMs: milliseconds(body, 'pollHoldMs')
  };
}
