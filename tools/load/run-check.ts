/** Runs one check, prints what it found as a table, and fails if something isn't as expected. */
import { answers } from './answers';
import { isAsExpected, LoadCheck, tableOf } from './finding';
import { machines } from './machines';
import { refreshes } from './refreshes';
import { scripts } from './scripts';
import { manyServers } from './servers';
import { visits } from './visits';

const checks: readonly LoadCheck[] = [manyServers, machines, refreshes, visits, answers, scripts];

async function runCheck(name: string): Promise<void> {
  const check = checks.find(one => one.name === name);
  if (check === undefined) {
    throw new Error(`There is no check "${name}".`);
  }
  console.log(`── ${name}: ${check.about} ──`);
  const findings = await check.run();
  console.log(`\n${tableOf(findings)}`);
  process.exitCode = isAsExpected(findings) ? 0 : 1;
}

runCheck(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
