/**
 * The program of the browser to test in: CHROME_BIN where it is set, else Chrome, Chromium or Edge
 * of this machine. Undefined when there is none.
 */
export function findBrowser(environment?: Record<string, string | undefined>, platform?: string): string | undefined;

/** What a browser is started with to test in. */
export const testArguments: string[];
