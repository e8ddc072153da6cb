import { IncomingMessage } from 'node:http';

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether a request was made to this lab by its own address. Listening on loopback alone does not
 * keep out a web page that is open in the same browser: a foreign name that leads to loopback shows
 * in Host, a foreign page in Origin.
 */
export function isOwnRequest(request: IncomingMessage): boolean {
  const host = request.headers.host ?? '';
  const name = host.replace(/:\d+$/, '');
  const origin = request.headers.origin;
  return loopbackNames.includes(name) && (!origin || origin === `http://${host}`);
}
