/**
 * Remembers servers' answers. When the same question comes on the same state, it returns the answer that PowerShell
 * gave before, because most tests over the lab aren't about PowerShell. The first question always goes to PowerShell,
 * and so does everything but the product's own reading scripts.
 */
import { createHash, randomUUID } from 'node:crypto';
import * as path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { FolderDigest } from './folder-digest';
import { RunMessage } from './host-process';
import { LateRun } from './late-run';
import { reachServer } from './reach-server';
import { readingFunctions } from './reading-functions';
import { ScriptRun } from './script-run';
import { changesSoFar, findServer, readServer } from './server-state';
import { EndpointRole, Hearer, HeardRun, HeardSession, Run, Session, SessionHost, SessionHostOptions } from './session';

/** A script or a call, without the state of its server. */
interface Question {
  name: string;
  /** The text of a script, or a function's parameters. */
  content: string;
  start(session: HeardSession): HeardRun;
}

/** The lines of the servers' answers, by question and state. */
export type RememberedAnswers = Map<string, readonly string[]>;

/** The servers of a lab, with a memory that can be switched off. */
export class RememberingSessions implements SessionHost {
  /** Whether to use remembered answers. If not, an open session always has a process. */
  remembers = false;
  private readonly memory: AnswerMemory;
  private readonly sessions = new Set<RememberingSession>();

  /** `answers` has the known answers, and receives new ones. */
  constructor(
    private readonly servers: SessionHost<HeardSession>,
    private readonly options: SessionHostOptions,
    answers: RememberedAnswers = new Map()
  ) {
    this.memory = new AnswerMemory(options, answers);
  }

  async open(server: string, role?: EndpointRole): Promise<Session> {
    const { name } = reachServer(this.options.stateFolder, server);
    const session = new RememberingSession(name, role, {
      memory: () => (this.remembers ? this.memory : null),
      open: () => {
        this.memory.isShared = true;
        return this.servers.open(name, role);
      },
      latencyMs: () => readServer(this.options.stateFolder, name).latencyMs
    });
    if (!this.remembers) {
      await session.opened();
    }
    this.sessions.add(session);
    void session.ended.then(() => this.sessions.delete(session));
    return session;
  }

  async powerOff(server: string): Promise<void> {
    await this.servers.powerOff(server);
    const state = findServer(this.options.stateFolder, server);
    [...this.sessions].filter(session => session.server === state?.name).forEach(session => session.cut());
  }

  async dispose(): Promise<void> {
    await this.servers.dispose();
    this.sessions.forEach(session => session.cut());
  }
}

/** The servers' answers, by question and state. */
class AnswerMemory {
  private readonly hear: Hearer;
  private readonly state: FolderDigest;
  private readonly windows = new FolderDigest(path.join(__dirname, '..', 'windows'));
  private readonly modules: FolderDigest | null;
  private taken: { at: number; digests: readonly string[] } | null = null;

  /** Whether a server's PowerShell has been opened, which may change the state at any time from then on. */
  isShared = false;

  constructor(
    private readonly options: SessionHostOptions,
    private readonly answers: RememberedAnswers
  ) {
    const { stateFolder, moduleFolder, hear = () => undefined } = options;
    // The cmdlets' records of their calls, the endpoints' configurations, and temporary files that are about to
    // replace others say nothing about a server. Neither does its latency, nor what PowerShell puts into a server's
    // home. Certificates do, as long as they're there.
    this.state = new FolderDigest(stateFolder, {
      folders: /^(endpoints|transcripts)$/,
      files: /^record\.jsonl$|^homes\/(?!.*\.pfx$)|\.new$/,
      texts: /"latencyMs": \d+/
    });
    this.modules = moduleFolder === undefined ? null : new FolderDigest(moduleFolder);
    this.hear = hear;
  }

  /** Whether a question with this name never changes anything. */
  mayKeep(name: string): boolean {
    const { moduleFolder } = this.options;
    return moduleFolder !== undefined && readingFunctions(moduleFolder).has(name);
  }

  /** The key of a question's answer on the current state. The answer can depend on any server's state. */
  keyOf(server: string, role: EndpointRole | undefined, { name, content }: Question): string {
    const whole = JSON.stringify([server, role, name, content, this.digests()]);
    return createHash('sha256').update(whole).digest('hex');
  }

  /** As long as no PowerShell was opened, only this process changes anything, so nothing is looked at twice. */
  private digests(): readonly string[] {
    const at = changesSoFar();
    if (this.isShared || this.taken?.at !== at) {
      const folders = [this.state, this.windows, ...(this.modules ? [this.modules] : [])];
      this.taken = { at, digests: folders.map(folder => folder.now()) };
    }
    return this.taken.digests;
  }

  knows(key: string): boolean {
    return this.answers.has(key);
  }

  /** Replays an answer as soon as there can be a listener, and also sends it to `hear`. */
  replay(key: string): Run {
    const run = new ScriptRun(() => undefined);
    setImmediate(() => this.answers.get(key)?.forEach(line => this.tell(line, run)));
    return run;
  }

  /** Keeps a run's answer if the run completes and `keyNow` hasn't changed. */
  async keep(key: string, keyNow: () => string, run: HeardRun): Promise<void> {
    const { state } = await run.finished;
    if (state === 'completed' && keyNow() === key) {
      this.answers.set(key, run.lines);
    }
  }

  private tell(line: string, run: ScriptRun): void {
    this.hear(line);
    const message = JSON.parse(line) as Partial<RunMessage>;
    // The first line is the request, not a message.
    if (message.about) {
      run.take(message as RunMessage, line);
    }
  }
}

/** What a session needs from the lab. */
interface SessionNeeds {
  /** Null while remembering is off. */
  memory(): AnswerMemory | null;
  open(): Promise<HeardSession>;
  latencyMs(): number;
}

/** A session that gets a process only when it needs one. */
class RememberingSession implements Session {
  readonly id = randomUUID();
  readonly ended: Promise<void>;
  private real: Promise<HeardSession> | null = null;
  private realProcessId = 0;
  /** Whether something ran here that may have left traces. From then on, every question goes to PowerShell. */
  private isUsed = false;
  private current: Run | null = null;
  private isOver = false;
  private end: () => void = () => undefined;

  constructor(
    readonly server: string,
    private readonly role: EndpointRole | undefined,
    private readonly needs: SessionNeeds
  ) {
    this.ended = new Promise(resolve => (this.end = resolve));
  }

  get processId(): number {
    return this.realProcessId;
  }

  run(script: string, name: string | null = null): Run {
    return this.ask({ name: name ?? '', content: script, start: session => session.run(script) });
  }

  runFunction(name: string, parameters: Record<string, unknown>): Run {
    return this.ask({
      name,
      content: JSON.stringify(parameters),
      start: session => session.runFunction(name, parameters)
    });
  }

  /** Opens the server's own session, unless it's already open. */
  opened(): Promise<HeardSession> {
    this.real ??= this.openReal();
    return this.real;
  }

  async close(): Promise<void> {
    this.isOver = true;
    const session = await this.real?.catch(() => null);
    await session?.close();
    this.end();
  }

  /** Ends the session with its server. */
  cut(): void {
    this.isOver = true;
    this.end();
  }

  private async openReal(): Promise<HeardSession> {
    try {
      const session = await this.needs.open();
      this.realProcessId = session.processId;
      void session.ended.then(() => this.cut());
      return session;
    } catch (fault) {
      this.cut();
      throw fault;
    }
  }

  private ask(question: Question): Run {
    if (this.isOver) {
      throw new Error('This session has been closed.');
    }
    if (this.current) {
      throw new Error('This session already runs a script.');
    }
    const memory = this.needs.memory();
    const kept = memory?.mayKeep(question.name) && !this.isUsed ? memory : null;
    this.isUsed ||= !kept;
    const run = new LateRun(kept ? this.answer(kept, question) : this.realRun(question), this.ended);
    this.current = run;
    void run.finished.then(() => (this.current = null));
    return run;
  }

  /** Returns how to answer: from the memory or, if it has no answer, by asking and keeping the answer. */
  private async answer(memory: AnswerMemory, question: Question): Promise<() => Run> {
    const keyNow = (): string => memory.keyOf(this.server, this.role, question);
    const key = keyNow();
    if (memory.knows(key)) {
      // Nothing waits for a run that was stopped, or whose server is gone.
      await wait(this.needs.latencyMs(), undefined, { ref: false });
      // A script that had waited there would have seen changes to the server meanwhile.
      if (keyNow() === key) {
        return () => memory.replay(key);
      }
    }
    const session = await this.opened();
    return () => {
      const before = keyNow();
      const run = question.start(session);
      void memory.keep(before, keyNow, run);
      return run;
    };
  }

  private async realRun({ start }: Question): Promise<() => Run> {
    const session = await this.opened();
    return () => start(session);
  }
}
