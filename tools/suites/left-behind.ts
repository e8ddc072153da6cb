import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { findPowerShell } from '../powershell';

/** A process that outlived what started it. */
export interface LeftBehind {
  pid: number;
  command: string;
}

const mark = 'ACTIVATE_VMS_TEST_RUN';

// A browser writes its profile before it ends; what is still there after this was forgotten.
const patience = 5_000;

/**
 * Finds processes that a test run leaves behind. Everything the run starts carries a mark in its
 * environment, and hands it on to what it starts itself, also when its own parent is gone.
 */
export class ProcessWatch {
  private readonly run = randomUUID();
  // What the tools themselves have running beside them; told apart only on Windows.
  private readonly before = process.platform === 'win32' ? pidsBelow() : new Set<number>();

  /** The environment in which to start what is watched. */
  public get environment(): NodeJS.ProcessEnv {
    return { ...process.env, [mark]: this.run };
  }

  /** What is still running, after a while to end. */
  public async leftBehind(): Promise<LeftBehind[]> {
    const until = Date.now() + patience;
    let running = this.running();
    while (running.length > 0 && Date.now() < until) {
      await wait(100);
      running = this.running();
    }
    return running;
  }

  private running(): LeftBehind[] {
    const marked = `${mark}=${this.run}`;
    switch (process.platform) {
      case 'linux':
        return onLinux(marked);
      case 'win32':
        return onWindows().filter(({ pid }) => !this.before.has(pid));
      default:
        return onUnix(marked);
    }
  }
}

function onLinux(marked: string): LeftBehind[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0/g, ' ').trim();
        return environment.includes(marked) ? [{ pid: Number(pid), command }] : [];
      } catch {
        // It ended while we looked, or it is another user's: not one of ours either way.
        return [];
      }
    });
}

function onUnix(marked: string): LeftBehind[] {
  const { stdout } = spawnSync('ps', ['-axwwE', '-o', 'pid=,command='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line.includes(marked))
    .map((line) => ({ pid: parseInt(line, 10), command: line.trim().split(/\s+/)[1] }));
}

function pidsBelow(): Set<number> {
  return new Set(onWindows().map(({ pid }) => pid));
}

/** Windows shows no environments: here only what still hangs below this process is found. */
function onWindows(): LeftBehind[] {
  const { command, args } = findPowerShell();
  const list = 'Get-CimInstance Win32_Process | ForEach-Object '
    + '{ "$($_.ProcessId) $($_.ParentProcessId) $($_.Name)" }';
  const asked = spawnSync(command, [...args, '-NoProfile', '-Command', list], { encoding: 'utf8' });
  const processes = asked.stdout.split(/\r?\n/).filter(Boolean).map((line) => {
    const [pid, parent, ...name] = line.split(' ');
    return { pid: Number(pid), parent: Number(parent), command: name.join(' ') };
  });
  const below = (parent: number): LeftBehind[] =>
    processes
      .filter((one) => one.parent === parent && one.pid !== asked.pid && one.pid !== parent)
      .flatMap((one) => [{ pid: one.pid, command: one.command }, ...below(one.pid)]);
  return below(process.pid);
}
