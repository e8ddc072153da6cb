/** One caller's session on a server. */
import { randomUUID } from 'crypto';
import { ProcessPool } from './process-pool';
import { ServerProcess } from './server-process';
import { readServer } from './server-state';
import { HeardRun, HeardSession } from './session';
import { within } from './time-limit';

const resetTimeoutMs = 60_000;

/**
 * A session in a process from the pool, which returns there. Without a pool, the session has its own process, which
 * ends with it.
 */
export class ServerSession implements HeardSession {
  readonly id = randomUUID();
  readonly ended: Promise<void>;

  private current: HeardRun | undefined;
  private closing: Promise<void> | undefined;
  private end: () => void = () => undefined;

  constructor(
    private readonly process: ServerProcess,
    readonly server: string,
    private readonly stateFolder: string,
    private readonly pool?: ProcessPool
  ) {
    this.ended = new Promise(resolve => (this.end = resolve));
    void process.gone.then(() => this.end());
  }

  get processId(): number {
    return this.process.processId;
  }

  run(script: string): HeardRun {
    return this.begin(delayMs => this.process.run(script, delayMs));
  }

  runFunction(name: string, parameters: Record<string, unknown>): HeardRun {
    return this.begin(delayMs => this.process.call(name, parameters, delayMs));
  }

  close(): Promise<void> {
    this.closing ??= this.giveBack();
    return this.closing;
  }

  kill(): Promise<void> {
    return this.process.kill();
  }

  private begin(start: (delayMs: number) => HeardRun): HeardRun {
    if (this.closing) {
      throw new Error('This session has been closed.');
    }
    if (this.current) {
      throw new Error('This session already runs a script.');
    }
    const run = start(readServer(this.stateFolder, this.server).latencyMs);
    this.current = run;
    void run.finished.then(() => (this.current = undefined));
    return run;
  }

  private async giveBack(): Promise<void> {
    if (!this.pool || this.current || !this.process.alive) {
      await this.process.kill();
      return;
    }
    try {
      await within(resetTimeoutMs, this.process.reset());
      this.pool.giveBack(this.process);
    } catch {
      // A process that can't be cleared isn't used again. The pool starts another one.
      await this.process.kill();
    }
    this.end();
  }
}
