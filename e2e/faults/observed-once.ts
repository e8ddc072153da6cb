import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from '../fixtures/test';

/**
 * What was observed, from this run of the tests: after each test that fails, a new worker goes on with those that are
 * left, and shouldn't play it all again. Playwright empties the folder before each run.
 */
export async function observedOnce<Observed>(name: string, observe: () => Promise<Observed>): Promise<Observed> {
  const file = path.join(test.info().project.outputDir, 'observed', `${name.replace(/\W+/g, '-')}.json`);
  if (existsSync(file)) {
    return JSON.parse(readFileSync(file, 'utf8')) as Observed;
  }
  const observed = await observe();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(observed));
  return observed;
}
