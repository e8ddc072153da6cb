import { EndpointRole, Run, RunError, RunResult, ServerUnreachable, Session, SessionHost } from '../../servers/session';

/** A run that a test controls. */
export class InMemoryRun implements Run {
  readonly finished: Promise<RunResult>;
  private output: unknown[] = [];
  private errors: RunError[] = [];
  private listeners = new Set<() => void>();
  private finish!: (result: RunResult) => void;

  constructor(
    readonly script: string,
    readonly parameters?: Record<string, unknown>
  ) {
    this.finished = new Promise(resolve => (this.finish = resolve));
  }

  /** Adds output, as a script does while it runs. */
  put(...values: unknown[]): void {
    this.output.push(...values);
    this.listeners.forEach(listener => listener());
  }

  /** Writes an error record. */
  fail(message: string): void {
    this.errors.push({
      errorType: 'System.Exception',
      message,
      hResult: -2146233088,
      remoteExceptionMessage: message
    });
    this.listeners.forEach(listener => listener());
  }

  end(state: RunResult['state'] = 'completed'): void {
    this.finish({ state });
  }

  takeOutput(): unknown[] {
    return this.output.splice(0);
  }

  takeErrors(): RunError[] {
    return this.errors.splice(0);
  }

  onNews(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  stop(): Promise<void> {
    this.end('stopped');
    return Promise.resolve();
  }
}

/** A session without a process. */
class InMemorySession implements Session {
  readonly processId = 0;
  readonly ended: Promise<void>;
  lastRun: InMemoryRun | null = null;
  end!: () => void;

  constructor(
    readonly id: string,
    readonly server: string,
    readonly role: EndpointRole | undefined,
    private onRun: (run: InMemoryRun) => void
  ) {
    this.ended = new Promise(resolve => (this.end = resolve));
  }

  run(script: string): Run {
    return this.begin(new InMemoryRun(script));
  }

  runFunction(name: string, parameters: Record<string, unknown>): Run {
    return this.begin(new InMemoryRun(name, parameters));
  }

  private begin(run: InMemoryRun): Run {
    this.lastRun = run;
    this.onRun(run);
    return run;
  }

  close(): Promise<void> {
    this.end();
    return Promise.resolve();
  }
}

/** Servers without processes, for tests of the gateway and the shell alone. */
export class InMemorySessionHost implements SessionHost {
  readonly sessions = new Set<InMemorySession>();
  private off = new Set<string>();
  private started: InMemoryRun[] = [];
  private waiting: ((run: InMemoryRun) => void)[] = [];

  /** Turns every server on, ends every session, and forgets the runs that no test has taken. */
  startOver(): void {
    this.off.clear();
    this.sessions.forEach(session => session.end());
    this.started = [];
    this.waiting = [];
  }

  /** The number of open sessions. */
  get openSessions(): number {
    return this.sessions.size;
  }

  open(server: string, role?: EndpointRole): Promise<Session> {
    if (this.off.has(server)) {
      return Promise.reject(new ServerUnreachable(server, 'it is switched off.'));
    }
    const id = String(this.sessions.size + 1);
    const session = new InMemorySession(id, server, role, run => this.announce(run));
    this.sessions.add(session);
    void session.ended.then(() => this.sessions.delete(session));
    return Promise.resolve(session);
  }

  powerOff(server: string): Promise<void> {
    this.off.add(server);
    for (const session of this.sessions) {
      if (session.server === server) {
        session.lastRun?.end('crashed');
        session.end();
      }
    }
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    this.sessions.forEach(session => session.end());
    return Promise.resolve();
  }

  /** Waits for the next run that was started and not taken yet. */
  nextRun(): Promise<InMemoryRun> {
    const run = this.started.shift();
    return run ? Promise.resolve(run) : new Promise(resolve => this.waiting.push(resolve));
  }

  private announce(run: InMemoryRun): void {
    const taker = this.waiting.shift();
    taker ? taker(run) : this.started.push(run);
  }
}
