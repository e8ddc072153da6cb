import { IncomingHttpHeaders } from 'node:http';
import { Access } from '../servers/server-state';
import { EndpointRole } from '../servers/session';
import { GatewayAnswer, refused } from './gateway-answer';
import { ApiVersion } from './gateway-call';

/** The restricted endpoint's address for callers without full rights. The SDK knows it by this header and this name. */
const endpointHeader = 'x-ms-sme-jea-endpoint';
const restrictedEndpoint = 'http://schemas.microsoft.com/powershell/microsoft.sme.powershell';

/** Credentials as typed in the shell's dialog. */
export interface Credentials {
  /** As in CONTOSO\\Admin. The domain is left out if the name has its own, as in admin@contoso.com. */
  userName: string;
  password: string;
}

/** The caller, from a request's headers or from those that the stream carries. */
export interface Caller {
  /** Null for the account that is signed in to the gateway. */
  credentials: Credentials | null;
  /** Whether the caller asks for the restricted endpoint. */
  wantsRestricted: boolean;
}

/** How a caller gets in. A null role means no restriction. */
export type Entry = { role: EndpointRole | null };

/** A server doesn't let this caller in, or only through another endpoint. */
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
  administrator: 'Administrators',
  hyperVAdministrator: 'Hyper-V-Administrators',
  reader: 'Readers'
};

/** Reads the caller. Headers that aren't valid credentials become credentials that no account has. */
export function readCaller(headers: IncomingHttpHeaders): Caller {
  const authorization = headers['x-ms-sme-authorization'];
  const endpoint = headers[endpointHeader];
  return {
    credentials: typeof authorization === 'string' ? readCredentials(authorization) : null,
    wantsRestricted: endpoint === restrictedEndpoint
  };
}

/** Identifies the caller, to keep sessions of different callers apart. */
export function identityOf({ credentials, wantsRestricted }: Caller): string {
  return `${credentials ? JSON.stringify(credentials) : ''} ${String(wantsRestricted)}`;
}

/**
 * Lets a caller in. Throws AccessDenied. An administrator who asks for the restricted endpoint gets that one, because
 * an endpoint restricts everyone who connects to it. It's a guess that the gateway offers a restricted endpoint with a
 * 400: this is one of the two statuses at which the SDK looks for the offer.
 */
export function enter(server: string, access: Access, caller: Caller): Entry {
  if (access === 'administrator' && !caller.wantsRestricted) {
    return { role: null };
  }
  const role = roles[access];
  if (!role || !caller.wantsRestricted) {
    throw new AccessDenied(server, role !== undefined);
  }
  return { role };
}

/** The answer to a caller who wasn't let in. */
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
    // The SDK doesn't write it like this. No account has these credentials, so access is denied and not granted.
    return { userName: '', password: '' };
  }
}
