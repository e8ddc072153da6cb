import { defineConfig } from '@playwright/test';
import { findBrowser } from './tools/browser.cjs';

/** The whole chain: the built extension in the machine's own browser, on a lab that each worker starts for itself. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'out/e2e',
  // A walk takes seconds; a busy machine with two cores may take many times that.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  // Each test has its lab to itself, and two cores are kept busy by one lab's servers.
  workers: 1,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    // Spinners are drawn by the processor here, which the servers need.
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 60_000,
    // Pictures and copies of the page at each step would keep the browser from answering the shell in time.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run'
      ]
    }
  }
});
