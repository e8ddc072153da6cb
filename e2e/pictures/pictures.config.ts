import { defineConfig } from '@playwright/test';
import wholeChain from '../../playwright.config';

/** Takes the documents' pictures on the same chain as the tests. */
export default defineConfig({
  ...wholeChain,
  testDir: __dirname,
  testMatch: 'take-pictures.ts',
  outputDir: '../../out/pictures-failed',
  workers: 1,
  projects: [{ name: 'pictures' }]
});
