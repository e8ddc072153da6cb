import { defineConfig } from '@playwright/test';
import { findBrowser, testArguments } from './machine/browser.cjs';

const powershell = /@powershell/;

/** The whole chain: the built extension in the machine's own browser, on a lab that each worker starts for itself. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'out/e2e',
  // A walk takes seconds; a busy machine with two cores may take many times that.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  // Each worker has a lab to itself. One lab's PowerShell keeps two cores busy; answers that it remembers do not.
  workers: 2,
  projects: [
    // First, since it has one worker to itself, and the other has enough to do meanwhile.
    { name: 'PowerShell', grep: powershell, workers: 1 },
    { name: 'remembered answers', grepInvert: powershell }
  ],
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    // Spinners are drawn by the processor here, which the servers need.
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 60_000,
    // A trace of each test costs as much as the test: ask for one with --trace retain-on-failure.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findBrowser(),
      args: testArguments
    }
  }
});
