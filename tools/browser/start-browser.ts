import { Browser, chromium } from '@playwright/test';
import { findBrowser } from '../../machine/browser.cjs';

/** Starts the computer's own browser, without a window. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
}
