import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { findPowerShell } from '../../machine/powershell';
import { marked, MarkedProcess, processesWith } from '../set-up/marked-processes.cjs';

// In milliseconds. A browser writes its profile before it ends. Anything that still runs after this was left behind.
const patience = 5_000;

/** Finds processes that a test run leaves behind: everything that the run starts carries its mark. */
export class ProcessWatch {
  private readonly run = randomUUID();
  // The tools' own background processes. Only on Windows can they be mistaken for processes of the run.
  private readonly before = process.platform === 'win32' ? pidsBelow() : new Set<number>();

  /** The environment for the watched programs. */
  public get environment(): NodeJS.ProcessEnv {
    return marked(process.env, this.run);
  }

  /** The processes that are still running after some time to end. */
  public async leftBehind(): Promise<MarkedProcess[]> {
    const until = Date.now() + patience;
    let running = this.running();
    while (running.length > 0 && Date.now() < until) {
      await wait(100);
      running = this.running();
    }
    return running;
  }

  /** The processes that are running now. */
  public running(): MarkedProcess[] {
    return process.platform === 'win32'
      ? onWindows().filter(({ pid }) => !this.before.has(pid))
      : processesWith(this.run);
  }
}

function pidsBelow(): Set<number> {
  return new Set(onWindows().map(({ pid }) => pid));
}

/** Windows doesn't show environments, so this finds only processes that are still below this one. */
function onWindows(): MarkedProcess[] {
  const { command, args } = findPowerShell();
  const list =
    'Get-CimInstance Win32_Process | ForEach-Object ' + '{ "$($_.ProcessId) $($_.ParentProcessId) $($_.Name)" }';
  const asked = spawnSync(command, [...args, '-NoProfile', '-Command', list], { encoding: 'utf8' });
  const processes = asked.stdout
    .split(/\r?\n/)
    .filter(Boolean)
    .map(line => {
      const [pid, parent, ...name] = line.split(' ');
      return { pid: Number(pid), parent: Number(parent), command: name.join(' ') };
    });
  const below = (parent: number): MarkedProcess[] =>
    processes
      .filter(one => one.parent === parent && one.pid !== asked.pid && one.pid !== parent)
      .flatMap(one => [{ pid: one.pid, command: one.command }, ...below(one.pid)]);
  return below(process.pid);
}
