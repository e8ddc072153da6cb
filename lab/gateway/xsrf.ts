import { randomUUID } from 'node:crypto';
import { IncomingMessage } from 'node:http';

const cookieName = 'WAC-XSRF';
const writes = ['POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * A write must carry in a header what the page's cookie says. They are compared with each other,
 * not with a value of this gateway: cookies do not tell ports apart, and two labs may be open in
 * one browser.
 */
export function passesXsrfCheck(request: IncomingMessage): boolean {
  if (!writes.includes(request.method ?? '')) {
    return true;
  }
  const token = tokenOf(request);
  return token !== null && request.headers['x-xsrf-token'] === token;
}

/** The cookie that a page needs for its writes, or null where it has one. */
export function xsrfCookie(request: IncomingMessage): string | null {
  return tokenOf(request) ? null : `${cookieName}=${randomUUID()}; Path=/; SameSite=Strict`;
}

function tokenOf(request: IncomingMessage): string | null {
  const cookies = (request.headers.cookie ?? '').split(';').map(cookie => cookie.trim());
  const found = cookies.find(cookie => cookie.startsWith(`${cookieName}=`));
  return found?.slice(cookieName.length + 1) || null;
}
