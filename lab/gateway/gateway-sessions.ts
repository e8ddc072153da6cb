import { SessionHost } from '../servers/session';
import { GatewayClock } from './gateway-clock';
import { GatewaySession } from './gateway-session';

/** How often a gateway without visitors looks for sessions that nobody asks for any more. */
const sweepEvery = 15_000;

/** Which process was given to which server, and how it was asked for. */
export interface OpenedSession {
  server: string;
  processId: number;
  automatic: boolean;
}

/** The sessions that the gateway keeps; what nobody asked for during the expiry is closed. */
export class GatewaySessions {
  /** How long a session is kept after it was last asked for. */
  expiryMs = 5 * 60_000;
  /** All that were ever opened, so that a test can tell in whose process something ran. */
  readonly opened: OpenedSession[] = [];
  private kept = new Map<string, GatewaySession>();
  private timer: NodeJS.Timeout;

  constructor(private host: SessionHost, private clock: GatewayClock) {
    clock.onAdvance(() => this.sweep());
    this.timer = setInterval(() => this.sweep(), sweepEvery);
    this.timer.unref();
  }

  get count(): number {
    return this.kept.size;
  }

  /** Opens a session on that server. Rejects as the host does. */
  async open(server: string, automatic: boolean): Promise<GatewaySession> {
    const process = await this.host.open(server);
    const session = new GatewaySession(process, automatic, this.clock.now());
    this.opened.push({ server: process.server, processId: process.processId, automatic });
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

  /** Closes a session that nobody will ask for again, once what runs in it has ended. */
  async closeAfterRun(session: GatewaySession): Promise<void> {
    await session.idle();
    await this.closeQuietly(session);
  }

  /** Closes all of them, as a gateway does that is started anew. */
  async closeAll(): Promise<void> {
    await Promise.allSettled([...this.kept.values()].map(session => this.close(session)));
  }

  /** Ends the watch for expired sessions. */
  dispose(): void {
    clearInterval(this.timer);
  }

  private sweep(): void {
    const oldest = this.clock.now() - this.expiryMs;
    for (const session of this.kept.values()) {
      if (session.lastAsked < oldest && !session.isWaitedFor) {
        void this.closeQuietly(session);
      }
    }
  }

  private async closeQuietly(session: GatewaySession): Promise<void> {
    try {
      await this.close(session);
    } catch {
      // Nobody waits for this end, and a process that cannot be closed is the host's to report.
    }
  }
}
