/** Processes that are started in advance, because starting one takes seconds. */
import * as os from 'os';
import { HostProcess } from './host-process';
import { ServerProcess } from './server-process';
import { within } from './time-limit';

const surplusLingersMs = 60_000;
const startTimeoutMs = 120_000;

interface Waiter {
  resolve: (process: ServerProcess) => void;
  reject: (reason: Error) => void;
}

/**
 * Gives processes to callers, the one that has waited longest first, and takes them back. It keeps a number of started
 * processes, starts more if more are requested, and ends processes that haven't been used for a while.
 */
export class ProcessPool {
  private readonly idle: ServerProcess[] = [];
  private readonly waiters: Waiter[] = [];
  private readonly surplusTimers = new Set<NodeJS.Timeout>();
  private starting = 0;
  private total = 0;
  private failures = 0;
  private closed = false;

  constructor(
    private readonly host: HostProcess,
    private readonly size: number,
    private readonly keeps = size,
    private readonly startsAtOnce = Math.max(2, os.cpus().length)
  ) {
    void host.ended.then(() => this.close());
    this.startWhereNeeded();
  }

  /** Takes a process that nothing else uses. */
  take(withinMs: number): Promise<ServerProcess> {
    if (this.closed) {
      return Promise.reject(endedError());
    }
    const ready = this.idle.pop();
    if (ready) {
      return Promise.resolve(ready);
    }
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        resolve: process => {
          clearTimeout(late);
          resolve(process);
        },
        reject: reason => {
          clearTimeout(late);
          reject(reason);
        }
      };
      const late = setTimeout(() => {
        this.waiters.splice(this.waiters.indexOf(waiter), 1);
        reject(new Error(`No PowerShell process was ready within ${withinMs / 1000} seconds.`));
      }, withinMs);
      this.waiters.push(waiter);
      this.startWhereNeeded();
    });
  }

  /** Takes back a process that was cleared. */
  giveBack(process: ServerProcess): void {
    if (!process.alive || this.closed) {
      return;
    }
    const waiter = this.waiters.shift();
    if (waiter) {
      waiter.resolve(process);
      return;
    }
    this.idle.push(process);
    if (this.total > this.keeps) {
      this.endSurplusLater();
    }
  }

  /** Rejects the callers that still wait, and starts no more processes. */
  close(): void {
    this.closed = true;
    this.surplusTimers.forEach(timer => clearTimeout(timer));
    this.rejectWaiters(endedError());
  }

  private startWhereNeeded(): void {
    const wanted = Math.max(this.waiters.length, this.size - (this.total - this.starting));
    while (!this.closed && this.starting < Math.min(wanted, this.startsAtOnce)) {
      void this.startOne();
    }
  }

  private async startOne(): Promise<void> {
    this.starting++;
    this.total++;
    const process = new ServerProcess(this.host);
    void process.gone.then(() => this.forget(process));
    try {
      await within(startTimeoutMs, process.started);
      this.failures = 0;
      this.starting--;
      this.giveBack(process);
    } catch (fault) {
      // Try again a few times, because the machine may be short of memory for a moment. If it keeps failing, the
      // waiting callers get the reason.
      this.starting--;
      void process.kill();
      if (++this.failures >= 3) {
        this.rejectWaiters(fault instanceof Error ? fault : new Error(String(fault)));
        return;
      }
    }
    this.startWhereNeeded();
  }

  private forget(process: ServerProcess): void {
    this.total--;
    const at = this.idle.indexOf(process);
    if (at >= 0) {
      this.idle.splice(at, 1);
    }
    if (this.failures === 0) {
      this.startWhereNeeded();
    }
  }

  private endSurplusLater(): void {
    const timer = setTimeout(() => {
      this.surplusTimers.delete(timer);
      if (this.total > this.keeps) {
        void this.idle.shift()?.kill();
      }
    }, surplusLingersMs);
    timer.unref();
    this.surplusTimers.add(timer);
  }

  private rejectWaiters(reason: Error): void {
    this.waiters.splice(0).forEach(waiter => waiter.reject(reason));
  }
}

function endedError(): Error {
  return new Error('The session host has ended.');
}
