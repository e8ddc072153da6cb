import * as http from 'node:http';
import { AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { AuditTrail } from './gateway/audit-trail';
import { Gateway } from './gateway/gateway';
import { isStreamPath } from './gateway/gateway-call';
import { GatewayStream } from './gateway/gateway-stream';
import { passesXsrfCheck, xsrfCookie } from './gateway/xsrf';
import { answerControl, Controlled } from './control/control-routes';
import { ShellRoutes } from './shell/shell-routes';
import { BodyTooLong, readBody, sendJson, sendNotFound } from './web/http-answers';
import { isOwnRequest } from './web/same-origin';

/** What the lab's one address leads to. */
export interface WebParts {
  gateway: Gateway;
  audit: AuditTrail;
  shell: ShellRoutes;
  control: Controlled;
}

/** The port is taken by another program. */
export class PortBusy extends Error {
  constructor(port: number) {
    super(`Port ${port} is in use by another program; name another with --port.`);
    this.name = 'PortBusy';
  }
}

/**
 * One port on loopback, with the shell, the extension, the gateway and the lab's control behind it.
 */
export class WebServer {
  private server: http.Server;
  private streams = new WebSocketServer({ noServer: true });
  /** The connections that calls of the gateway wait on. */
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

  /** Listens, and answers with the address. Rejects with PortBusy. */
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

  /** Cuts every stream, as a gateway does that goes away. */
  cutStreams(): void {
    this.streams.clients.forEach(client => client.terminate());
  }

  /** Drops every call of the gateway that has no answer yet, and every stream, as one does that is killed. */
  dropCalls(): void {
    this.cutStreams();
    this.waiting.forEach(connection => connection.destroy());
  }

  /** Ends every connection, held answers included. */
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
    // A page that leaves in the middle of this is no fault of the lab.
    socket.on('error', () => socket.destroy());
    const { gateway, audit } = this.parts;
    const url = request.url ?? '/';
    const { apiVersion, stream, isRunning } = gateway.settings;
    if (!isRunning) {
      socket.destroy();
      return;
    }
    const { pathname } = new URL(url, 'http://lab');
    const isThere = stream && isStreamPath(apiVersion, pathname) && isOwnRequest(request);
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
  if (!isOwnRequest(request)) {
    sendJson(response, 403, { error: { code: 'ForeignOrigin', message: 'Not from this lab.' } });
    return;
  }
  const body = await readBody(request);
  if (pathname.startsWith('/lab/')) {
    return answerControl(parts.control, method, pathname, body, response);
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
  const cookie = xsrfCookie(gateway.settings.apiVersion, request);
  if (cookie && pathname === '/') {
    response.setHeader('Set-Cookie', cookie);
  }
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!reads || !(await shell.answer(pathname, response))) {
    sendNotFound(response, pathname);
  }
}

/** A request that could not be answered says why; the lab goes on. */
function failed(response: http.ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  const status = error instanceof BodyTooLong ? 413 : 500;
  sendJson(response, status, { error: { code: 'LabFailure', message } });
}
