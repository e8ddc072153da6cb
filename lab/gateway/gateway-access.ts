import { IncomingHttpHeaders } from 'node:http';
import { Access } from '../servers/server-state';
import { EndpointRole } from '../servers/session';
import { GatewayAnswer, refused } from './gateway-answer';
import { ApiVersion } from './gateway-call';

/** Where whoever may not do everything is sent; the SDK knows it by this header and this name. */
const endpointHeader = 'x-ms-sme-jea-endpoint';
const restrictedEndpoint = 'http://schemas.microsoft.com/powershell/microsoft.sme.powershell';

/** Credentials as the shell's dialog gave them. */
export interface Credentials {
  /** As in CONTOSO\\Admin; without a domain where the name has its own, as in admin@contoso.com. */
  userName: string;
  password: string;
}

/** Who asks, from a request's headers or from those that the stream carries. */
export interface Caller {
  /** Null for whoever is signed in to the gateway. */
  credentials: Credentials | null;
  /** Whether the restricted endpoint is asked for, instead of everything. */
  wantsRestricted: boolean;
}

/** How a caller is let in: null is without restriction. */
export type Entry = { role: EndpointRole | null };

/** A server lets nobody of that name in, or only by another door. */
export class AccessDenied extends Error {
  constructor(
    readonly server: string,
    readonly hasRestrictedEndpoint: boolean
  ) {
    super(`Connecting to remote server ${server} failed with the following error message: ` + 'Access is denied.');
    this.name = 'AccessDenied';
  }
}

const roles: Partial<Record<Access, EndpointRole>> = {
  hyperVAdministrator: 'Hyper-V-Administrators',
  reader: 'Readers'
};

/** Reads who asks. Headers that are no credentials are credentials of nobody. */
export function readCaller(headers: IncomingHttpHeaders): Caller {
  const authorization = headers['x-ms-sme-authorization'];
  const endpoint = headers[endpointHeader];
  return {
    credentials: typeof authorization === 'string' ? readCredentials(authorization) : null,
    wantsRestricted: endpoint === restrictedEndpoint
  };
}

/** What tells one caller's sessions from another's. */
export function identityOf({ credentials, wantsRestricted }: Caller): string {
  return `${credentials ? JSON.stringify(credentials) : ''} ${String(wantsRestricted)}`;
}

/**
 * Lets a caller in. Throws AccessDenied. That a restricted endpoint is offered with a 400 is a
 * guess: it is one of the two statuses at which the SDK looks for the offer.
 */
export function enter(server: string, access: Access, caller: Caller): Entry {
  if (access === 'administrator') {
    return { role: null };
  }
  const role = roles[access];
  if (!role || !caller.wantsRestricted) {
    throw new AccessDenied(server, role !== undefined);
  }
  return { role };
}

/** The answer to whoever was not let in. */
export function denial(version: ApiVersion, denied: AccessDenied): GatewayAnswer {
  if (denied.hasRestrictedEndpoint) {
    const headers = { [endpointHeader]: restrictedEndpoint };
    return { ...refused(400, 'RestrictedEndpoint', denied.message), headers };
  }
  const error = { code: 'Unauthorized', message: denied.message };
  return version === '1.0.0'
    ? { status: 401, body: { error } }
    : { status: 403, body: { error: { ...error, forbidden: 'Unauthorized' } } };
}

function readCredentials(header: string): Credentials {
  try {
    const text = Buffer.from(header, 'base64').toString('utf8');
    const { domain, username, password } = JSON.parse(text) as Record<string, string>;
    const userName = domain ? `${domain}\\${username}` : String(username);
    return { userName, password: String(password) };
  } catch {
    // Not as the SDK makes it: nobody's credentials, so that access is denied and not granted.
    return { userName: '', password: '' };
  }
}
