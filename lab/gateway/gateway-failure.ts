/**
 * What a gateway, or something in front of it, can answer to every call instead of an answer: an error of its own, a
 * page for people, as of a sign-in or a maintenance, or a proxy's request for a password.
 */
export const gatewayFailures = ['error', 'page', 'proxy'] as const;
export type GatewayFailure = (typeof gatewayFailures)[number];

/** An answer as it's sent. */
export interface RawAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

const html = { 'Content-Type': 'text/html; charset=utf-8' };

/** The answer of each failure. */
export const failedAnswers: Readonly<Record<GatewayFailure, RawAnswer>> = {
  error: {
    status: 500,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ error: { code: 'GatewayFailure', message: 'The gateway failed.' } })
  },
  page: { status: 200, headers: html, body: '<!DOCTYPE html><title>Sign in</title><p>Sign in to continue.</p>' },
  proxy: {
    status: 407,
    headers: { ...html, 'Proxy-Authenticate': 'Basic realm="proxy"' },
    body: '<!DOCTYPE html><title>Proxy</title><p>The proxy needs a user name and password.</p>'
  }
};
