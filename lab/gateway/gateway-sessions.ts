import { Session, SessionHost } from '../servers/session';
import { Entry } from './gateway-access';
import { GatewayClock } from './gateway-clock';
import { GatewaySession } from './gateway-session';
import { RunHolds } from './run-holds';

/** How often a gateway without visitors looks for sessions that nobody asks for any more. */
const sweepEvery = 15_000;

/** Which process was given to which server, and how it was asked for. */
export interface OpenedSession {
  readonly server: string;
  /** 0 while it has needed none. */
  readonly processId: number;
  readonly automatic: boolean;
}

/** What a session is opened for. */
export interface Opening {
  server: string;
  entry: Entry;
  /** Who asks: no session is handed from one caller to another. */
  identity: string;
  automatic: boolean;
}

/** A session without a page, kept for the same caller's next call to the same server. */
interface PooledSession {
  session: Session;
  since: number;
}

/**
 * The sessions that the gateway keeps. What nobody asked for during the expiry is closed. Automatic
 * ones are given back to a pool when their command ends: the SDK calls them recycled; that they are
 * handed on as they are, with what their last command left in them, is a guess.
 */
export class GatewaySessions {
  /** How long a session is kept after it was last asked for. */
  expiryMs: number;
  /** All that were ever opened, so that a test can tell in whose process something ran. */
  readonly opened: OpenedSession[] = [];
  /** Stops single runs where a test wants something to happen. */
  readonly holds = new RunHolds();
  private kept = new Map<string, GatewaySession>();
  private pooled = new Map<string, PooledSession[]>();
  /** Automatic ones that are busy, and no later call may have. */
  private outdated = new WeakSet<GatewaySession>();
  private timer: NodeJS.Timeout;

  constructor(
    private host: SessionHost,
    private clock: GatewayClock,
    expiryMs: number
  ) {
    this.expiryMs = expiryMs;
    clock.onAdvance(() => this.sweep());
    this.timer = setInterval(() => this.sweep(), sweepEvery);
    this.timer.unref();
  }

  /** The sessions that pages hold; those that wait for another call are not among them. */
  get count(): number {
    return this.kept.size;
  }

  /** Opens a session, or takes one that was left to the pool. Rejects as the host does. */
  async open(opening: Opening): Promise<GatewaySession> {
    const { server, entry, automatic } = opening;
    const pooled = automatic ? this.takePooled(opening) : undefined;
    const opened = pooled ?? (await this.host.open(server, entry.role ?? undefined));
    const session = new GatewaySession(opened, opening, this.clock.now(), this.holds);
    if (!pooled) {
      // Its process may be there only once it is needed.
      const { server: name } = opened;
      this.opened.push({
        server: name,
        get processId() {
          return opened.processId;
        },
        automatic
      });
    }
    this.kept.set(session.id, session);
    void session.ended.then(() => {
      // A run that died with its process has an end that is still to be told.
      if (!session.isBusy) {
        this.kept.delete(session.id);
      }
    });
    return session;
  }

  /** The session of that id on that server, or null: never known, closed, or expired. */
  find(id: string, server: string): GatewaySession | null {
    this.sweep();
    const session = this.kept.get(id.toLowerCase());
    if (!session || session.server.toLowerCase() !== server.toLowerCase()) {
      return null;
    }
    session.lastAsked = this.clock.now();
    return session;
  }

  /** Notes that a page was just answered, which is when its next question is due from. */
  touch(session: GatewaySession): void {
    session.lastAsked = this.clock.now();
  }

  /** Closes one session. */
  async close(session: GatewaySession): Promise<void> {
    this.kept.delete(session.id);
    await session.close();
  }

  /** Leaves an automatic session whose command has ended to the next call. */
  release(session: GatewaySession): void {
    if (!this.kept.delete(session.id) || !session.isAlive) {
      return;
    }
    if (this.outdated.has(session)) {
      void this.closeQuietly(session);
      return;
    }
    const key = poolKey(session.opening);
    const pooled = { session: session.handOver(), since: this.clock.now() };
    this.pooled.set(key, [...(this.pooled.get(key) ?? []), pooled]);
    void pooled.session.ended.then(() => this.forgetPooled(key, pooled));
  }

  /** Leaves a session that nobody will ask for again to the next call, once its run has ended. */
  async releaseAfterRun(session: GatewaySession): Promise<void> {
    await session.idle();
    this.release(session);
  }

  /** Sees to it that every later call to a server gets a session that is opened from now on. */
  async renew(server: string): Promise<void> {
    for (const session of this.kept.values()) {
      if (session.server === server && session.opening.automatic) {
        this.outdated.add(session);
      }
    }
    const idle = [...this.pooled.values()].flat().filter(({ session }) => session.server === server);
    for (const [key, pooled] of this.pooled) {
      this.pooled.set(
        key,
        pooled.filter(one => !idle.includes(one))
      );
    }
    await Promise.allSettled(idle.map(({ session }) => session.close()));
  }

  /** Forgets those of a server that nobody can ask for any more. */
  forget(server: string): void {
    for (const session of this.kept.values()) {
      if (session.server === server) {
        this.kept.delete(session.id);
      }
    }
  }

  /** Closes all of them, as a gateway does that is started anew. */
  async closeAll(): Promise<void> {
    const pooled = [...this.pooled.values()].flat();
    this.pooled.clear();
    await Promise.allSettled([
      ...[...this.kept.values()].map(session => this.close(session)),
      ...pooled.map(({ session }) => session.close())
    ]);
  }

  /** Ends the watch for expired sessions. */
  dispose(): void {
    clearInterval(this.timer);
  }

  private takePooled(opening: Opening): Session | undefined {
    // The last one left is the one whose modules are loaded the longest.
    return this.pooled.get(poolKey(opening))?.pop()?.session;
  }

  private forgetPooled(key: string, gone: PooledSession): void {
    this.pooled.set(
      key,
      (this.pooled.get(key) ?? []).filter(pooled => pooled !== gone)
    );
  }

  private sweep(): void {
    const oldest = this.clock.now() - this.expiryMs;
    for (const session of this.kept.values()) {
      if (session.lastAsked < oldest && !session.isWaitedFor) {
        void this.closeQuietly(session);
      }
    }
    for (const [key, pooled] of this.pooled) {
      const expired = pooled.filter(({ since }) => since < oldest);
      this.pooled.set(
        key,
        pooled.filter(one => !expired.includes(one))
      );
      expired.forEach(({ session }) => void session.close().catch(ignoreFault));
    }
  }

  private async closeQuietly(session: GatewaySession): Promise<void> {
    await this.close(session).catch(ignoreFault);
  }
}

function poolKey({ server, entry, identity }: Opening): string {
  return `${server} ${entry.role ?? ''} ${identity}`;
}

/** Nobody waits for this end, and a process that cannot be closed is the host's to report. */
function ignoreFault(): void {
  return undefined;
}
