import { IncomingMessage } from 'node:http';

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether a request was made to the lab's own address. Listening only on loopback doesn't keep out a web page that is
 * open in the same browser. Host shows a foreign name that leads to loopback, and Origin shows a foreign page.
 */
export function isOwnRequest(request: IncomingMessage): boolean {
  const host = request.headers.host ?? '';
  const name = host.replace(/:\d+$/, '');
  const origin = request.headers.origin;
  return loopbackNames.includes(name) && (!origin || origin === `http://${host}`);
}
