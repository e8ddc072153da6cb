/**
 * Finds the program file of the browser to test in: CHROME_BIN if it is set, or else Chrome, Chromium, or Edge on this
 * machine. Returns undefined if there is none.
 */
export function findBrowser(environment?: Record<string, string | undefined>, platform?: string): string | undefined;

/** The arguments to start a browser for tests. */
export const testArguments: string[];
