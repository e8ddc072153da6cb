/** A request to the gateway. */
export type GatewayCall =
  | { kind: 'status' }
  | { kind: 'runOnce'; node: string }
  | { kind: 'openSession'; node: string; name: string }
  | { kind: 'runInSession'; node: string; sessionId: string }
  | { kind: 'poll'; node: string; sessionId: string }
  | { kind: 'cancel'; node: string; sessionId: string }
  | { kind: 'closeSession'; node: string; sessionId: string };

/** The versions of the gateway's API that the lab can play. */
export const apiVersions = ['1.0.0', '2.0.0'] as const;

/** One of these versions. */
export type ApiVersion = (typeof apiVersions)[number];

/** The addresses of PowerShell calls in each version. Group 1 is the node, group 2 the call. */
const powerShellPaths: Record<ApiVersion, RegExp> = {
  '1.0.0': /^\/api\/nodes\/([^/]+)\/features\/powershellApi\/(.+)$/i,
  '2.0.0': /^\/api\/services\/WinREST\/PowerShell\/nodes\/([^/]+)\/(.+)$/i
};

/** The address of the stream in each version. The module's name follows. */
const streamPaths: Record<ApiVersion, RegExp> = {
  '1.0.0': /^\/api\/streams\/socket\/[^/]+$/i,
  '2.0.0': /^\/api\/services\/WinStream\/Stream\/socket\/[^/]+$/i
};

/** Whether a path leads to the stream of that version. */
export function isStreamPath(version: ApiVersion, pathname: string): boolean {
  return streamPaths[version].test(pathname);
}

/** Reads the call from a request's method and path. Returns null if the gateway has no such call. */
export function readGatewayCall(version: ApiVersion, method: string, pathname: string): GatewayCall | null {
  if (method === 'GET' && /^\/api\/gateway\/status\/?$/i.test(pathname)) {
    return { kind: 'status' };
  }
  const [, node, rest] = powerShellPaths[version].exec(pathname) ?? [];
  return node && rest ? powerShellCall(method, decoded(node), decoded(rest)) : null;
}

function powerShellCall(method: string, node: string, rest: string): GatewayCall | null {
  if (method === 'POST' && /^invokeCommand$/i.test(rest)) {
    return { kind: 'runOnce', node };
  }
  const [, session, action] = /^pssessions\/([^/]+)(?:\/([^/]+))?$/i.exec(rest) ?? [];
  if (!session) {
    return null;
  }
  switch (`${method} ${action?.toLowerCase() ?? ''}`) {
    case 'PUT ':
      return { kind: 'openSession', node, name: session };
    case 'POST invokecommand':
      return { kind: 'runInSession', node, sessionId: session };
    case 'GET ':
      return { kind: 'poll', node, sessionId: session };
    case 'POST cancel':
      return { kind: 'cancel', node, sessionId: session };
    case 'DELETE ':
      return { kind: 'closeSession', node, sessionId: session };
    default:
      return null;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A malformed escape is no node's or session's name. Left unchanged, it won't be found.
    return part;
  }
}
