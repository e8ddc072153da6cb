import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProgram } from './run-program';
import { ProcessWatch } from './suites/left-behind';
import { MarkedProcess } from './set-up/marked-processes.cjs';

/** How a program ended, and what it left behind, one line each. */
export interface ConfinedEnd {
  readonly code: number;
  readonly left: readonly string[];
}

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program with a temporary folder of its own, and looks for processes and files that it leaves behind. They're
 * removed in any case. If this process is asked to end, everything that the program started ends, too. `env` is added
 * to the program's environment.
 */
export async function runConfined(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {}
): Promise<ConfinedEnd> {
  const folder = mkdtempSync(path.join(tmpdir(), 'confined-'));
  const watch = new ProcessWatch();
  const environment = { ...watch.environment, ...env, TMPDIR: folder, TMP: folder, TEMP: folder };
  const abandon = (): void => {
    endAll(watch.running());
    remove(folder);
    process.exit(1);
  };
  signals.forEach(signal => process.once(signal, abandon));
  try {
    const { code } = await runProgram(command, args, { env: environment });
    const processes = await watch.leftBehind();
    endAll(processes);
    return { code, left: [...processes.map(processLine), ...filesIn(folder)] };
  } finally {
    signals.forEach(signal => process.removeListener(signal, abandon));
    remove(folder);
  }
}

function processLine({ pid, command }: MarkedProcess): string {
  return `process ${pid} ${command.slice(0, 120)}`;
}

/** What tsx, Playwright, and Node keep in a temporary folder for the next program. */
const caches = [/^tsx-/, /^playwright-transform-cache-/, /^node-compile-cache$/, /^\.dotnet$/];

/**
 * The folders and files there, without caches. .NET leaves sockets and pipes for debuggers if it's killed. They aren't
 * counted.
 */
function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter(name => {
      const found = statSync(path.join(folder, name), { throwIfNoEntry: false });
      return found?.isDirectory() || found?.isFile();
    })
    .filter(name => !caches.some(cache => cache.test(name)))
    .map(name => `temporary ${name}`);
}

function endAll(processes: readonly MarkedProcess[]): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

function remove(folder: string): void {
  // A killed process may still be writing for a moment.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
