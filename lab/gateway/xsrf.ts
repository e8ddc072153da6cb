import { randomUUID } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { ApiVersion } from './gateway-call';

/** Each version of the API has its own cookie. */
const cookieNames: Record<ApiVersion, string> = {
  '1.0.0': 'XSRF-TOKEN',
  '2.0.0': 'WAC-XSRF'
};
const writes = ['POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Checks that a write carries the value of the page's cookie in a header. The two are compared with each other, not
 * with a value of this gateway: cookies don't tell ports apart, and two labs can be open in one browser.
 */
export function passesXsrfCheck(version: ApiVersion, request: IncomingMessage): boolean {
  if (!writes.includes(request.method ?? '')) {
    return true;
  }
  const token = tokenOf(version, request);
  return token !== null && request.headers['x-xsrf-token'] === token;
}

/** The cookie that a page needs for its writes. Null if it has one. */
export function xsrfCookie(version: ApiVersion, request: IncomingMessage): string | null {
  const cookie = `${cookieNames[version]}=${randomUUID()}; Path=/; SameSite=Strict`;
  return tokenOf(version, request) ? null : cookie;
}

function tokenOf(version: ApiVersion, request: IncomingMessage): string | null {
  const cookieName = cookieNames[version];
  const cookies = (request.headers.cookie ?? '').split(';').map(cookie => cookie.trim());
  const found = cookies.find(cookie => cookie.startsWith(`${cookieName}=`));
  return found?.slice(cookieName.length + 1) || null;
}
