import { SessionHost, ServerUnreachable } from '../servers/session';
import { GatewayAnswer, refused, runAnswer, RunProgress } from './gateway-answer';
import { ApiVersion, GatewayCall, readGatewayCall } from './gateway-call';
import { GatewayClock } from './gateway-clock';
import { GatewaySession, Patience } from './gateway-session';
import { GatewaySessions } from './gateway-sessions';
import { gatewayStatus } from './gateway-status';

/** Finds servers by the names that a page uses. */
export interface ServerDirectory {
  /** The server that answers to that name, a cluster's name included; null where there is none. */
  find(name: string): string | null;
}

/** What can be set of a gateway, since it is not known of the real one. */
export interface GatewaySettings {
  /** How long the first answer to a command waits for the command's end. */
  firstAnswerHoldMs: number;
  /** How long an answer to a poll waits for news. */
  pollHoldMs: number;
  /** How long a session is kept after it was last asked for. */
  sessionExpiryMs: number;
}

/** The part of a command's body that the gateway acts on. */
interface Command {
  script: string;
  waitTimeMs?: number;
}

/** A request, and whether whoever made it still waits. */
interface Asked {
  body: string;
  isGone: () => boolean;
}

/** The gateway's PowerShell calls over REST, apart from the wire. */
export class Gateway {
  readonly clock = new GatewayClock();
  readonly sessions: GatewaySessions;
  private holds = { firstAnswerHoldMs: 1000, pollHoldMs: 5000 };

  constructor(
    host: SessionHost,
    private directory: ServerDirectory,
    readonly apiVersion: ApiVersion = '2.0.0'
  ) {
    this.sessions = new GatewaySessions(host, this.clock);
  }

  get settings(): GatewaySettings {
    return { ...this.holds, sessionExpiryMs: this.sessions.expiryMs };
  }

  /** Changes some of the settings. */
  configure(change: Partial<GatewaySettings>): void {
    this.holds.firstAnswerHoldMs = change.firstAnswerHoldMs ?? this.holds.firstAnswerHoldMs;
    this.holds.pollHoldMs = change.pollHoldMs ?? this.holds.pollHoldMs;
    this.sessions.expiryMs = change.sessionExpiryMs ?? this.sessions.expiryMs;
  }

  /**
   * Answers a request. Never rejects: whatever goes wrong is an answer too. Whether whoever asked
   * is still there to be answered is found out by asking.
   */
  async answer(
    method: string,
    pathname: string,
    body: string,
    isGone: () => boolean = () => false
  ): Promise<GatewayAnswer> {
    const call = readGatewayCall(this.apiVersion, method, pathname);
    if (!call) {
      return refused(404, 'NotFound', `The gateway has no ${method} ${pathname}.`);
    }
    try {
      return await this.answerCall(call, { body, isGone });
    } catch (error) {
      return answerToFailure(error);
    }
  }

  /** Ends what keeps running without requests. */
  dispose(): void {
    this.sessions.dispose();
  }

  private answerCall(
    call: GatewayCall,
    asked: Asked
  ): Promise<GatewayAnswer> | GatewayAnswer {
    if (call.kind === 'status') {
      return { status: 200, body: gatewayStatus() };
    }
    const server = this.directory.find(call.node);
    if (!server) {
      throw new ServerUnreachable(call.node, 'the server name cannot be resolved.');
    }
    if (call.kind === 'runOnce' || call.kind === 'openSession') {
      return this.openAndRun(server, call.kind === 'runOnce', asked);
    }
    const session = this.sessions.find(call.sessionId, server);
    return session
      ? this.answerInSession(call.kind, session, asked)
      : refused(404, 'SessionNotFound', `The session ${call.sessionId} was not found.`);
  }

  private async openAndRun(
    server: string,
    automatic: boolean,
    asked: Asked
  ): Promise<GatewayAnswer> {
    const command = readCommand(asked.body);
    if (!command) {
      return notACommand();
    }
    const session = await this.sessions.open(server, automatic);
    return this.run(session, command, asked);
  }

  private async answerInSession(
    kind: 'runInSession' | 'poll' | 'cancel' | 'closeSession',
    session: GatewaySession,
    asked: Asked
  ): Promise<GatewayAnswer> {
    switch (kind) {
      case 'runInSession':
        return this.runAgain(session, asked);
      case 'poll':
        return this.told(session, { holdMs: this.holds.pollHoldMs, until: 'news' }, asked);
      case 'cancel':
        return this.settled(session, await session.cancel());
      case 'closeSession':
        await this.sessions.close(session);
        return { status: 204 };
    }
  }

  private runAgain(
    session: GatewaySession,
    asked: Asked
  ): Promise<GatewayAnswer> | GatewayAnswer {
    const command = readCommand(asked.body);
    if (!command) {
      return notACommand();
    }
    if (session.isBusy) {
      return refused(
        409,
        'SessionBusy',
        'The pipeline was not run because a pipeline is already running. ' +
          'Pipelines cannot be run concurrently.'
      );
    }
    return this.run(session, command, asked);
  }

  private run(session: GatewaySession, command: Command, asked: Asked): Promise<GatewayAnswer> {
    session.start(command.script);
    const holdMs = command.waitTimeMs ?? this.holds.firstAnswerHoldMs;
    return this.told(session, { holdMs, until: 'end' }, asked);
  }

  private async told(
    session: GatewaySession,
    patience: Patience,
    asked: Asked
  ): Promise<GatewayAnswer> {
    const progress = await session.progress(patience);
    if (session.automatic && asked.isGone()) {
      // Only who asked knows this session: nobody will ask for the rest, so its end is the end.
      void this.sessions.closeAfterRun(session);
    }
    return this.settled(session, progress);
  }

  /** Keeps or closes the session, as what was just told of it asks for. */
  private async settled(
    session: GatewaySession,
    progress: RunProgress
  ): Promise<GatewayAnswer> {
    this.sessions.touch(session);
    const isOver = progress.state !== 'running';
    if (progress.state === 'crashed' || (isOver && session.automatic)) {
      await this.sessions.close(session);
    }
    return runAnswer(progress);
  }
}

function readCommand(body: string): Command | null {
  let parsed: { properties?: Partial<Command> } | null;
  try {
    parsed = JSON.parse(body) as { properties?: Partial<Command> } | null;
  } catch {
    // Not JSON, so not a command: the caller says so.
    return null;
  }
  const { script, waitTimeMs } = parsed?.properties ?? {};
  if (typeof script !== 'string') {
    return null;
  }
  return { script, waitTimeMs: typeof waitTimeMs === 'number' ? waitTimeMs : undefined };
}

function notACommand(): GatewayAnswer {
  return refused(400, 'BadRequest', 'The body is not a command: properties.script is missing.');
}

function answerToFailure(error: unknown): GatewayAnswer {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof ServerUnreachable
    ? refused(400, 'ServerUnreachable', message)
    : refused(500, 'GatewayFailure', message);
}
