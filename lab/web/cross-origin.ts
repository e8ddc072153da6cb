import { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Lets a page of another site read an answer, and send its cookies along. Source: the Fetch standard, CORS protocol.
 */
export function letRead(response: ServerResponse, site: string): void {
  response.setHeader('Access-Control-Allow-Origin', site);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Vary', 'Origin');
}

/** Whether a request only asks if another may be sent. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/**
 * Allows what a preflight asks for. Some browsers also ask whether a page from a more public network may reach this
 * one. Source: the Fetch standard, and Private Network Access, a draft of the WICG.
 */
export function allowPreflight({ headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE');
  const asked = headers['access-control-request-headers'];
  if (asked !== undefined) {
    response.setHeader('Access-Control-Allow-Headers', asked);
  }
  if (headers['access-control-request-private-network'] === 'true') {
    response.setHeader('Access-Control-Allow-Private-Network', 'true');
  }
  response.writeHead(204).end();
}
