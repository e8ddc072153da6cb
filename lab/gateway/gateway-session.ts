import { randomUUID } from 'node:crypto';
import { Run, RunResult, Session } from '../servers/session';
import { RunProgress } from './gateway-answer';
import type { Opening } from './gateway-sessions';
import { RunHolds } from './run-holds';

/** What a page asks to be run: a script, which at a restricted endpoint is called by its name. */
export interface Command {
  script: string;
  name: string | null;
  parameters: Record<string, unknown>;
}

/** A run, and what is known of its end. */
interface ActiveRun {
  run: Run;
  result: RunResult | null;
  /** Whether something came that was not taken yet. */
  hasNews: boolean;
}

/** How long an answer waits, and for what. */
export interface Patience {
  holdMs: number;
  /** Whether the first output is worth an answer, or only the end is. */
  until: 'news' | 'end';
}

/** A session that the gateway keeps for a page: one runspace, which runs one command at a time. */
export class GatewaySession {
  readonly id = randomUUID();
  /** When a page last asked for this session. */
  lastAsked: number;
  private active: ActiveRun | null = null;
  private waiting = 0;
  private isGone = false;

  constructor(
    private session: Session,
    readonly opening: Opening,
    now: number,
    private holds: RunHolds
  ) {
    this.lastAsked = now;
    void session.ended.then(() => (this.isGone = true));
  }

  /** The server whose process this is. */
  get server(): string {
    return this.session.server;
  }

  /** Whether it is one that the SDK keeps no hold of. */
  get automatic(): boolean {
    return this.opening.automatic;
  }

  /** Whether the process behind it is there. */
  get isAlive(): boolean {
    return !this.isGone;
  }

  /** Whether a command was started whose end was not yet told. */
  get isBusy(): boolean {
    return this.active !== null;
  }

  /** Whether a request is being held for this session right now. */
  get isWaitedFor(): boolean {
    return this.waiting > 0;
  }

  /** Settles when the process behind this session is gone. */
  get ended(): Promise<void> {
    return this.session.ended;
  }

  /** Settles when nothing runs here any more. */
  async idle(): Promise<void> {
    await this.active?.run.finished;
  }

  /** Starts a command; the caller has seen to it that none is on its way. */
  start(command: Command): void {
    const run = this.holds.begin(this.session, command.name, () => this.runOf(command));
    const active: ActiveRun = { run, result: null, hasNews: false };
    this.active = active;
    active.run.onNews(() => (active.hasNews = true));
    void active.run.finished.then(result => {
      active.result = result;
      this.isGone ||= result.state === 'crashed';
    });
  }

  /** Waits as long as the patience lasts, then takes what the run has brought. */
  async progress(patience: Patience): Promise<RunProgress> {
    const active = this.active;
    if (!active) {
      return { sessionId: this.id, state: 'completed', results: [], errors: [] };
    }
    this.waiting += 1;
    try {
      await held(active, patience);
    } finally {
      this.waiting -= 1;
    }
    return this.take(active);
  }

  /** Stops what is running; what it had put out until then is its answer. */
  async cancel(): Promise<RunProgress> {
    const active = this.active;
    if (active) {
      await active.run.stop();
      await active.run.finished;
    }
    return this.progress({ holdMs: 0, until: 'end' });
  }

  /** Gives the process back, whatever runs in it; of one that is gone there is nothing to give. */
  async close(): Promise<void> {
    if (this.isGone) {
      return;
    }
    const active = this.active;
    if (active && !active.result) {
      await active.run.stop();
    }
    await this.session.close();
  }

  /** Gives up the server's session, as it is, to whoever comes next. */
  handOver(): Session {
    return this.session;
  }

  /** What has no name is tried as a script everywhere: to refuse it is the endpoint's own. */
  private runOf({ script, name, parameters }: Command): Run {
    return this.opening.entry.role && name
      ? this.session.runFunction(name, parameters)
      : this.session.run(script, name);
  }

  private take(active: ActiveRun): RunProgress {
    const { run, result } = active;
    active.hasNews = false;
    const progress: RunProgress = {
      sessionId: this.id,
      state: result?.state ?? 'running',
      results: run.takeOutput(),
      errors: run.takeErrors()
    };
    if (result && this.active?.run === run) {
      this.active = null;
    }
    return progress;
  }
}

/** Resolves at the run's end, when the hold is over, or, if that is enough, at its first news. */
function held({ run, hasNews }: ActiveRun, { holdMs, until }: Patience): Promise<void> {
  if (until === 'news' && hasNews) {
    return Promise.resolve();
  }
  return new Promise(resolve => {
    const quitNews = until === 'news' ? run.onNews(() => done()) : () => undefined;
    const timer = setTimeout(() => done(), holdMs);
    const done = () => {
      clearTimeout(timer);
      quitNews();
      resolve();
    };
    void run.finished.then(done);
  });
}
