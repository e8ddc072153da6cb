import { Session, SessionHost } from '../servers/session';
import { GatewayClock } from './gateway-clock';
import { GatewaySession, Opening } from './gateway-session';
import { RunHolds } from './run-holds';

/** How often an idle gateway looks for expired sessions, in milliseconds. */
const sweepEvery = 15_000;

/** A session that was opened, with its process. */
export interface OpenedSession {
  readonly server: string;
  /** 0 until the session needs a process. */
  readonly processId: number;
  readonly automatic: boolean;
}

/** A session that no page uses, kept for the same caller's next call to the same server. */
interface PooledSession {
  session: Session;
  since: number;
}

/**
 * The sessions that the gateway keeps. It closes sessions that were not used for the expiry time. Automatic sessions go
 * to a pool when their command ends; the SDK calls them recycled. It is a guess that they are reused as they are, with
 * everything that the last command left in them.
 */
export class GatewaySessions {
  /** How long a session is kept after its last use, in milliseconds. */
  expiryMs: number;
  /** All sessions that were ever opened, so that a test can tell which process ran something. */
  readonly opened: OpenedSession[] = [];
  /** Holds single runs at the point where a test needs something to happen. */
  readonly holds = new RunHolds();
  private kept = new Map<string, GatewaySession>();
  private pooled = new Map<string, PooledSession[]>();
  /** Busy automatic sessions that no later call may reuse. */
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

  /** The number of sessions that pages use, without those in the pool. */
  get count(): number {
    return this.kept.size;
  }

  /** Opens a session, or takes one from the pool. Rejects with the host's errors. */
  async open(opening: Opening): Promise<GatewaySession> {
    const { server, entry, automatic } = opening;
    const pooled = automatic ? this.takePooled(opening) : undefined;
    const opened = pooled ?? (await this.host.open(server, entry.role ?? undefined));
    const session = new GatewaySession(opened, opening, this.clock.now(), this.holds);
    if (!pooled) {
      // The process might be started only when it is needed.
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
      // If a run crashed with the process, its end still has to be reported.
      if (!session.isBusy) {
        this.kept.delete(session.id);
      }
    });
    return session;
  }

  /** Finds a session by its ID and server. Returns null if it is unknown, closed, or expired. */
  find(id: string, server: string): GatewaySession | null {
    this.sweep();
    const session = this.kept.get(id.toLowerCase());
    if (!session || session.server.toLowerCase() !== server.toLowerCase()) {
      return null;
    }
    session.lastAsked = this.clock.now();
    return session;
  }

  /** Restarts the expiry time of a session, because its page just got an answer. */
  touch(session: GatewaySession): void {
    session.lastAsked = this.clock.now();
  }

  /** Closes one session. */
  async close(session: GatewaySession): Promise<void> {
    this.kept.delete(session.id);
    await session.close();
  }

  /** Moves an automatic session to the pool after its command has ended. */
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

  /** Moves a session that no page will use again to the pool, as soon as its run has ended. */
  async releaseAfterRun(session: GatewaySession): Promise<void> {
    await session.idle();
    this.release(session);
  }

  /** Makes every later call to a server open a new session. */
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

  /** Forgets the sessions of a server that has ended their processes. */
  forget(server: string): void {
    for (const session of this.kept.values()) {
      if (session.server === server) {
        this.kept.delete(session.id);
      }
    }
  }

  /** Closes all sessions, as when the gateway restarts. */
  async closeAll(): Promise<void> {
    const pooled = [...this.pooled.values()].flat();
    this.pooled.clear();
    await Promise.allSettled([
      ...[...this.kept.values()].map(session => this.close(session)),
      ...pooled.map(({ session }) => session.close())
    ]);
  }

  /** Stops looking for expired sessions. */
  dispose(): void {
    clearInterval(this.timer);
  }

  private takePooled(opening: Opening): Session | undefined {
    // The session that was released last.
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

/** Nobody waits for this session to close, and the host reports processes that can't be ended. */
function ignoreFault(): void {
  return undefined;
}
