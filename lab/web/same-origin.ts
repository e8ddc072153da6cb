import { IncomingMessage } from 'node:http';

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether a request was made to the lab's own address. Listening only on loopback doesn't keep out a web page that is
 * open in the same browser. Host shows a foreign name that leads to loopback, and Origin shows a foreign page.
 */
export function isOwnRequest(request: IncomingMessage): boolean {
  const { host = '', origin } = request.headers;
  return isOwnName(host) && (!origin || origin === `http://${host}`);
}

/** The page of another site that made a request, if it's one of these sites. Otherwise null. */
export function siteAmong(sites: readonly string[], request: IncomingMessage): string | null {
  const { host = '', origin } = request.headers;
  return origin && isOwnName(host) && sites.includes(origin) ? origin : null;
}

function isOwnName(host: string): boolean {
  return loopbackNames.includes(host.replace(/:\d+$/, ''));
}
