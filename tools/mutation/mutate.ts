import path from 'node:path';
import { packageProgram, runProgram } from '../run-program';
import { AlreadySaid } from '../task';

/**
 * Changes the domain's rules one at a time, and runs the specs that reach each change. If all of them pass, no spec
 * checks that rule. Options of Stryker may follow, such as `--mutate <file>`.
 */
export async function mutate(options: readonly string[]): Promise<void> {
  const { code } = await runProgram(process.execPath, [
    packageProgram('@stryker-mutator', 'core', 'bin', 'stryker.js'),
    'run',
    path.join(__dirname, 'stryker.config.cjs'),
    ...options
  ]);
  if (code !== 0) {
    throw new AlreadySaid();
  }
}
