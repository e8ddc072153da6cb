import { defineConfig } from '@playwright/test';
import wholeChain from '../../playwright.config';

/** Soaks on the same chain as the tests. */
export default defineConfig({
  ...wholeChain,
  testDir: __dirname,
  testMatch: 'walk.ts',
  outputDir: '../../out/soak',
  workers: 1,
  reporter: [['list']],
  projects: [{ name: 'soak' }]
});
