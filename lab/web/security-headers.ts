/**
 * How strict the lab's pages are. What works under these works under any policy that a gateway may
 * set and the SDK can live with.
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

/** The shell needs no relaxation at all. */
const shellPolicy = {
  ...shared,
  'style-src': "'self'",
  'frame-src': "'self'",
  'base-uri': "'none'"
};

/**
 * The SDK and Angular put styles into the page, and the page says where its base is: the only two
 * relaxations.
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

/** For the shell's page and its own files. */
export const shellHeaders = headersOf(shellPolicy);

/** For everything of the extension's bundle. */
export const moduleHeaders = headersOf(modulePolicy);
