import { randomUUID } from 'node:crypto';
import { Run, RunResult, Session } from '../servers/session';
import { BadOutput } from '../servers/server-state';
import { Entry } from './gateway-access';
import { RunProgress } from './gateway-answer';
import { RunHolds } from './run-holds';
import { spoiled } from './spoiled-output';

/** Why a session is opened. */
export interface Opening {
  server: string;
  entry: Entry;
  /** The caller. A session is never reused for another caller. */
  identity: string;
  automatic: boolean;
  /** What arrives in place of a script's output now; null if the output itself does. */
  badOutput?: () => BadOutput | null;
}

/** A script that a page asks to run. At a restricted endpoint it is called by its name. */
export interface Command {
  script: string;
  name: string | null;
  parameters: Record<string, unknown>;
}

/** A run and its result. */
interface ActiveRun {
  run: Run;
  /** The page's name for the script, if it has one. */
  name: string | null;
  result: RunResult | null;
  /** Whether there is output that was not taken yet. */
  hasNews: boolean;
}

/** How long an answer waits, and what for. */
export interface Patience {
  holdMs: number;
  /** Whether to answer at the first output, or only at the end. */
  until: 'news' | 'end';
}

/** A session that the gateway keeps for a page: one runspace, which runs one command at a time. */
export class GatewaySession {
  readonly id = randomUUID();
  /** The time when a page last used this session. */
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

  /** The server that the process of this session belongs to. */
  get server(): string {
    return this.session.server;
  }

  /** Whether the SDK does not keep this session for later commands. */
  get automatic(): boolean {
    return this.opening.automatic;
  }

  /** Whether the process of this session is running. */
  get isAlive(): boolean {
    return !this.isGone;
  }

  /** Whether a command was started whose end was not reported yet. */
  get isBusy(): boolean {
    return this.active !== null;
  }

  /** Whether a request is waiting for this session. */
  get isWaitedFor(): boolean {
    return this.waiting > 0;
  }

  /** Resolves when the process of this session has ended. */
  get ended(): Promise<void> {
    return this.session.ended;
  }

  /** Resolves when no command runs in this session. */
  async idle(): Promise<void> {
    await this.active?.run.finished;
  }

  /** Starts a command. The caller makes sure that no other command is running. */
  start(command: Command): void {
    const run = this.holds.begin(this.session, command.name, () => this.runOf(command));
    const active: ActiveRun = { run, name: command.name, result: null, hasNews: false };
    this.active = active;
    active.run.onNews(() => (active.hasNews = true));
    void active.run.finished.then(result => {
      active.result = result;
      this.isGone ||= result.state === 'crashed';
    });
  }

  /** Waits as `patience` says, and then returns the output of the run so far. */
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

  /** Stops the running command, and returns its output so far. */
  async cancel(): Promise<RunProgress> {
    const active = this.active;
    if (active) {
      await active.run.stop();
      await active.run.finished;
    }
    return this.progress({ holdMs: 0, until: 'end' });
  }

  /** Stops the running command and gives the process back, unless the process has ended. */
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

  /** Returns the server's session as it is, for the next call to use. */
  handOver(): Session {
    return this.session;
  }

  /** A command without a name always runs as a script. A restricted endpoint refuses it. */
  private runOf({ script, name, parameters }: Command): Run {
    return this.opening.entry.role && name
      ? this.session.runFunction(name, parameters)
      : this.session.run(script, name);
  }

  private take(active: ActiveRun): RunProgress {
    const { run, name, result } = active;
    active.hasNews = false;
    const bad = this.opening.badOutput?.() ?? null;
    const progress = spoiled(bad, name, {
      sessionId: this.id,
      state: result?.state ?? 'running',
      results: run.takeOutput(),
      errors: run.takeErrors()
    });
    if (result && this.active?.run === run) {
      this.active = null;
    }
    return progress;
  }
}

/** Resolves when the run ends, when the hold is over, or, if `until` is 'news', at the first news. */
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
