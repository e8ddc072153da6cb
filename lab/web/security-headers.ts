/**
 * The lab's policy for its pages. A page that works with this policy works with any that a gateway can set and the SDK
 * supports.
 */
const shared = {
  'default-src': "'none'",
  'script-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'frame-ancestors': "'self'",
  'form-action': "'none'",
  'object-src': "'none'"
};

/** The policy of the shell. Its only exceptions are the sites that an extension can be side-loaded from. */
function shellPolicy(sites: readonly string[]): Record<string, string> {
  const sources = ["'self'", ...sites].join(' ');
  return {
    ...shared,
    'style-src': "'self'",
    'img-src': [shared['img-src'], ...sites].join(' '),
    'connect-src': sources,
    'frame-src': sources,
    'base-uri': "'none'"
  };
}

/**
 * The policy of the extension. It has only two exceptions: the SDK and Angular add styles to the page, and the page
 * sets its base.
 */
const modulePolicy = {
  ...shared,
  'style-src': "'self' 'unsafe-inline'",
  'base-uri': "'self'"
};

function headersOf(policy: Record<string, string>): Record<string, string> {
  return {
    'Content-Security-Policy': Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store'
  };
}

/** The headers of the shell's page and its own files, if it may also frame and read these sites. */
export function shellHeaders(sites: readonly string[]): Record<string, string> {
  return headersOf(shellPolicy(sites));
}

/** The headers of everything in the extension's bundle. */
export const moduleHeaders = headersOf(modulePolicy);
