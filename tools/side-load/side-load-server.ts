import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { AddressInfo } from 'node:net';
import path from 'node:path';
import { allowPreflight, isPreflight } from '../../lab/web/cross-origin';
import { sendJson, sendNotFound } from '../../lab/web/http-answers';
import { sendFileOf } from '../../lab/web/static-files';
import { PortBusy } from '../../lab/web-server';
import { extension } from '../project';

/** A server of the build for side-loading. */
export interface SideLoadServer {
  /** What `MsftSme.sideLoad` takes. */
  readonly origin: string;
  close(): Promise<void>;
}

/** What to serve, and how. */
export interface SideLoadPlace {
  bundle: string;
  port: number;
  /** The folder that may have `localhost.key` and `localhost.cert`, as Microsoft's instructions name them. */
  certificates: string;
}

// A shell asks below the manifest's target, which is empty here, but an older one may have kept the target.
const targetPrefix = `/modules/${extension.name}/`;

/**
 * Pages of a gateway on this computer may frame the extension, on any port. Others may not: the SDK obeys whatever page
 * frames it, and could be told to call the gateway.
 */
const frameAncestors = ['http', 'https'].flatMap(scheme =>
  ['localhost', '127.0.0.1'].map(name => `${scheme}://${name}:*`)
);

const headers = {
  // A shell reads the manifest from its own origin. What is served is a public build and the same for everyone.
  'Access-Control-Allow-Origin': '*',
  'Content-Security-Policy': `frame-ancestors ${frameAncestors.join(' ')}`,
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store'
};

/** The private key and the certificate in a folder. Null if it hasn't both. */
export function certificateIn(folder: string): { key: Buffer; cert: Buffer } | null {
  const [key, cert] = ['localhost.key', 'localhost.cert'].map(name => path.join(folder, name));
  return existsSync(key) && existsSync(cert) ? { key: readFileSync(key), cert: readFileSync(cert) } : null;
}

/**
 * Serves a bundle on the loopback address, with HTTPS if there is a certificate. Rejects with PortBusy.
 */
export async function serveForSideLoad({ bundle, port, certificates }: SideLoadPlace): Promise<SideLoadServer> {
  const certificate = certificateIn(certificates);
  const listener: http.RequestListener = (request, response) => void answer(bundle, request, response);
  const server = certificate ? https.createServer(certificate, listener) : http.createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortBusy(port) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    origin: `${certificate ? 'https' : 'http'}://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}

async function answer(bundle: string, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  if (isPreflight(request)) {
    response.setHeader('Access-Control-Allow-Origin', '*');
    allowPreflight(request, response);
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    sendJson(response, 405, { error: { code: 'MethodNotAllowed', message: 'Files are only read here.' } });
    return;
  }
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const name = pathname.replace(targetPrefix, '/').slice(1) || 'index.html';
  if (!(await sendFileOf(response, bundle, name, headers))) {
    sendNotFound(response, pathname);
  }
}
