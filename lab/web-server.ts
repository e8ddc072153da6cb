import * as http from 'node:http';
import { AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { AuditTrail } from './gateway/audit-trail';
import { Gateway } from './gateway/gateway';
import { isStreamPath } from './gateway/gateway-call';
import { failedAnswers } from './gateway/gateway-failure';
import { GatewayStream } from './gateway/gateway-stream';
import { passesXsrfCheck, xsrfCookie } from './gateway/xsrf';
import { answerControl } from './control/control-routes';
import { ControlledLab } from './control/controlled-lab';
import { EventStream } from './control/event-stream';
import { ShellRoutes } from './shell/shell-routes';
import { BodyTooLong, readBody, sendJson, sendNotFound } from './web/http-answers';
import { allowPreflight, isPreflight, letRead } from './web/cross-origin';
import { isOwnRequest, siteAmong } from './web/same-origin';

/** The parts of the lab that the web server makes available. */
export interface WebParts {
  gateway: Gateway;
  audit: AuditTrail;
  shell: ShellRoutes;
  control: ControlledLab;
  events: EventStream;
}

/** Another program uses the port. */
export class PortBusy extends Error {
  constructor(port: number) {
    super(`Port ${port} is in use by another program; name another with --port.`);
    this.name = 'PortBusy';
  }
}

/** Makes the shell, the extension, the gateway, and the lab's control available on one port of the loopback address. */
export class WebServer {
  private server: http.Server;
  private streams = new WebSocketServer({ noServer: true });
  /** The connections of gateway calls that have no answer yet. */
  private waiting = new Set<Duplex>();

  constructor(private parts: WebParts) {
    this.server = http.createServer((request, response) => {
      this.noteCall(request, response);
      answer(parts, request, response).catch((error: unknown) => {
        failed(response, error);
      });
    });
    this.server.on('upgrade', (request: http.IncomingMessage, socket: Duplex, head: Buffer) => {
      this.openStream(request, socket, head);
    });
  }

  /** Starts listening, and returns the address. Rejects with PortBusy. */
  listen(port: number): Promise<string> {
    return new Promise((resolve, reject) => {
      this.server.once('error', (error: NodeJS.ErrnoException) => {
        reject(error.code === 'EADDRINUSE' ? new PortBusy(port) : error);
      });
      this.server.listen(port, '127.0.0.1', () => {
        resolve(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`);
      });
    });
  }

  /** Closes every stream, as when the gateway goes away. */
  cutStreams(): void {
    this.streams.clients.forEach(client => client.terminate());
  }

  /** Closes every stream and the connection of every unanswered call, as when the gateway is killed. */
  dropCalls(): void {
    this.cutStreams();
    this.waiting.forEach(connection => connection.destroy());
  }

  /** Stops listening, and closes every connection, including those of unanswered calls. */
  close(): Promise<void> {
    return new Promise(resolve => {
      this.cutStreams();
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private noteCall({ url = '/', socket }: http.IncomingMessage, response: http.ServerResponse): void {
    if (url.startsWith('/api/')) {
      this.waiting.add(socket);
      response.on('close', () => this.waiting.delete(socket));
    }
  }

  private openStream(request: http.IncomingMessage, socket: Duplex, head: Buffer): void {
    // A page can close the connection at any time. This is not an error of the lab.
    socket.on('error', () => socket.destroy());
    const { gateway, audit } = this.parts;
    const url = request.url ?? '/';
    const { apiVersion, stream, isRunning, failure, corsSites } = gateway.settings;
    if (!isRunning || failure) {
      socket.destroy();
      return;
    }
    const { pathname } = new URL(url, 'http://lab');
    const mayAsk = isOwnRequest(request) || siteAmong(corsSites, request) !== null;
    const isThere = stream && isStreamPath(apiVersion, pathname) && mayAsk;
    const status = isThere ? 101 : 404;
    const entry = audit.add({ method: 'GET', url, headers: request.headers, body: '' });
    entry.status = status;
    if (!isThere) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    this.streams.handleUpgrade(request, socket, head, opened => {
      new GatewayStream(opened, gateway, audit, url);
    });
  }
}

async function answer(parts: WebParts, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const method = request.method ?? 'GET';
  const url = request.url ?? '/';
  const { pathname } = new URL(url, 'http://lab');
  const site = siteAmong(parts.gateway.settings.corsSites, request);
  const isControl = pathname.startsWith('/lab/');
  if (!isOwnRequest(request) && (site === null || isControl)) {
    sendJson(response, 403, { error: { code: 'ForeignOrigin', message: 'Not from this lab.' } });
    return;
  }
  if (site !== null) {
    letRead(response, site);
    if (isPreflight(request)) {
      allowPreflight(request, response);
      return;
    }
  }
  const body = await readBody(request);
  if (isControl) {
    return answerControl(parts.control, parts.events, method, pathname, body, response);
  }
  const entry = parts.audit.add({ method, url, headers: request.headers, body });
  response.on('finish', () => (entry.status = response.statusCode));
  if (pathname.startsWith('/api/')) {
    return answerGateway(parts.gateway, request, body, response);
  }
  return answerPage(parts, request, pathname, response);
}

async function answerGateway(
  gateway: Gateway,
  request: http.IncomingMessage,
  body: string,
  response: http.ServerResponse
): Promise<void> {
  if (!gateway.settings.isRunning) {
    request.socket.destroy();
    return;
  }
  const { failure } = gateway.settings;
  if (failure) {
    const { status, headers, body: said } = failedAnswers[failure];
    response.writeHead(status, { ...headers, 'Cache-Control': 'no-store' }).end(said);
    return;
  }
  if (!passesXsrfCheck(gateway.settings.apiVersion, request)) {
    const message = 'The x-xsrf-token header does not match the cookie.';
    sendJson(response, 403, { error: { code: 'XsrfTokenMismatch', message } });
    return;
  }
  const { pathname } = new URL(request.url ?? '/', 'http://lab');
  const asker = { headers: request.headers, isGone: () => request.socket.destroyed };
  const answered = await gateway.answer(request.method ?? 'GET', pathname, body, asker);
  sendJson(response, answered.status, answered.body, answered.headers);
}

async function answerPage(
  { shell, gateway }: WebParts,
  request: http.IncomingMessage,
  pathname: string,
  response: http.ServerResponse
): Promise<void> {
  const { apiVersion, corsSites } = gateway.settings;
  const cookie = xsrfCookie(apiVersion, request);
  if (cookie && pathname === '/') {
    response.setHeader('Set-Cookie', cookie);
  }
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!reads || !(await shell.answer(pathname, response, corsSites))) {
    sendNotFound(response, pathname);
  }
}

/** Answers with the error that a request ended in. The lab keeps running. */
function failed(response: http.ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  const status = error instanceof BodyTooLong ? 413 : 500;
  sendJson(response, status, { error: { code: 'LabFailure', message } });
}
