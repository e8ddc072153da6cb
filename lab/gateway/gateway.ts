import { IncomingHttpHeaders } from 'node:http';
import { Access, BadOutput } from '../servers/server-state';
import { SessionHost, ServerUnreachable } from '../servers/session';
import { AccessDenied, Credentials, denial, enter, identityOf, readCaller } from './gateway-access';
import { GatewayAnswer, refused, runAnswer, RunProgress } from './gateway-answer';
import { ApiVersion, GatewayCall, readGatewayCall } from './gateway-call';
import { GatewayClock } from './gateway-clock';
import { Command, GatewaySession, Patience } from './gateway-session';
import { GatewaySessions } from './gateway-sessions';
import { GatewayFailure } from './gateway-failure';
import { gatewayStatus } from './gateway-status';

/** Finds servers by the names that a page uses, and knows what each caller may do there. */
export interface ServerDirectory {
  /** The server that answers to this name, which can be the cluster's. Null if there is none. */
  find(name: string): string | null;
  /** Whether the server answers at all. If it doesn't, it can't say what a caller may do. */
  isReachable(server: string): boolean;
  /** Why it doesn't, in words that the gateway passes on. */
  whyUnreachable(server: string): string;
  /** What a caller with these credentials may do there. Null is the account that is signed in to the gateway. */
  accessTo(server: string, credentials: Credentials | null): Access;
  /** What arrives in place of its scripts' output; null if the output itself does. */
  badOutputOf(server: string): BadOutput | null;
}

/** The settings of a gateway that aren't known of real ones, or differ between them. */
export interface GatewaySettings {
  apiVersion: ApiVersion;
  /** Whether it runs. If it doesn't, it has dropped every call, stream, and session. */
  isRunning: boolean;
  /** What it answers to every call instead of an answer, or null. */
  failure: GatewayFailure | null;
  /** Whether it has the stream in addition to REST. */
  stream: boolean;
  /** How long the first answer to a command waits for the command's end. */
  firstAnswerHoldMs: number;
  /** Whether a command can ask for another hold. */
  takesWaitTime: boolean;
  /** How long an answer to a poll waits for news. */
  pollHoldMs: number;
  /** How long a session is kept after the last request for it. */
  sessionExpiryMs: number;
  /**
   * The other origins whose pages the gateway answers, such as that of a side-loaded extension. A real one has them as
   * `CorsSites` in its appsettings.json.
   */
  corsSites: readonly string[];
}

/** A command as received, with the hold that it asks for. */
export interface CommandRequest extends Command {
  waitTimeMs?: number;
}

/** The sender of a REST request, and whether it still waits. */
export interface Asker {
  headers: IncomingHttpHeaders;
  isGone: () => boolean;
}

/** A request and its sender. */
interface Asked extends Asker {
  body: string;
}

/** The default settings. */
export const usualGateway: GatewaySettings = {
  apiVersion: '2.0.0',
  isRunning: true,
  failure: null,
  stream: true,
  firstAnswerHoldMs: 1000,
  takesWaitTime: true,
  pollHoldMs: 5000,
  sessionExpiryMs: 5 * 60_000,
  corsSites: []
};

const anybody: Asker = { headers: {}, isGone: () => false };

/** The gateway's PowerShell calls over REST, without the web server. */
export class Gateway {
  readonly clock = new GatewayClock();
  readonly sessions: GatewaySessions;
  private kept: Omit<GatewaySettings, 'sessionExpiryMs'>;

  constructor(
    host: SessionHost,
    private directory: ServerDirectory,
    apiVersion: ApiVersion = usualGateway.apiVersion
  ) {
    const { sessionExpiryMs, ...usual } = usualGateway;
    this.kept = { ...usual, apiVersion };
    this.sessions = new GatewaySessions(host, this.clock, sessionExpiryMs);
  }

  get settings(): GatewaySettings {
    return { ...this.kept, sessionExpiryMs: this.sessions.expiryMs };
  }

  /** Changes some of the settings. */
  configure({ sessionExpiryMs, ...change }: Partial<GatewaySettings>): void {
    // Undefined values must not replace the current ones.
    const named = Object.entries(change).filter(([, value]) => value !== undefined);
    this.kept = { ...this.kept, ...Object.fromEntries(named) };
    this.sessions.expiryMs = sessionExpiryMs ?? this.sessions.expiryMs;
  }

  /** Answers a request. Never rejects: errors become answers, too. `asker` tells whether the sender still waits. */
  async answer(method: string, pathname: string, body: string, asker: Partial<Asker> = {}): Promise<GatewayAnswer> {
    const call = readGatewayCall(this.kept.apiVersion, method, pathname);
    if (!call) {
      return refused(404, 'NotFound', `The gateway has no ${method} ${pathname}.`);
    }
    try {
      return await this.answerCall(call, { ...anybody, ...asker, body });
    } catch (error) {
      return this.answerToFailure(error);
    }
  }

  /** Starts a command in an automatic session of the node. Rejects with ServerUnreachable or AccessDenied. */
  async start(node: string, headers: IncomingHttpHeaders, command: Command): Promise<GatewaySession> {
    const session = await this.open(node, headers, true);
    session.start(command);
    return session;
  }

  /** The answer to a call that failed. */
  answerToFailure(error: unknown): GatewayAnswer {
    if (error instanceof AccessDenied) {
      return denial(this.kept.apiVersion, error);
    }
    const message = error instanceof Error ? error.message : String(error);
    return error instanceof ServerUnreachable
      ? refused(400, 'ServerUnreachable', message)
      : refused(500, 'GatewayFailure', message);
  }

  /** Stops the timers that run without requests. */
  dispose(): void {
    this.sessions.dispose();
  }

  private answerCall(call: GatewayCall, asked: Asked): Promise<GatewayAnswer> | GatewayAnswer {
    if (call.kind === 'status') {
      return { status: 200, body: gatewayStatus() };
    }
    if (call.kind === 'runOnce' || call.kind === 'openSession') {
      return this.openAndRun(call.node, call.kind === 'runOnce', asked);
    }
    const server = this.serverOf(call.node);
    const session = this.sessions.find(call.sessionId, server);
    if (session && !this.directory.isReachable(server)) {
      throw new ServerUnreachable(call.node, this.directory.whyUnreachable(server));
    }
    return session
      ? this.answerInSession(call.kind, session, asked)
      : refused(404, 'SessionNotFound', `The session ${call.sessionId} was not found.`);
  }

  private serverOf(node: string): string {
    const server = this.directory.find(node);
    if (!server) {
      throw new ServerUnreachable(node, 'the server name cannot be resolved.');
    }
    return server;
  }

  private open(node: string, headers: IncomingHttpHeaders, automatic: boolean): Promise<GatewaySession> {
    const server = this.serverOf(node);
    const caller = readCaller(headers);
    if (!this.directory.isReachable(server)) {
      throw new ServerUnreachable(node, this.directory.whyUnreachable(server));
    }
    const entry = enter(server, this.directory.accessTo(server, caller.credentials), caller);
    const badOutput = (): BadOutput | null => this.directory.badOutputOf(server);
    return this.sessions.open({ server, entry, identity: identityOf(caller), automatic, badOutput });
  }

  private async openAndRun(node: string, automatic: boolean, asked: Asked): Promise<GatewayAnswer> {
    const command = readCommand(asked.body);
    if (!command) {
      return notACommand();
    }
    return this.run(await this.open(node, asked.headers, automatic), command, asked);
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
        return this.told(session, { holdMs: this.kept.pollHoldMs, until: 'news' }, asked);
      case 'cancel':
        return this.settled(session, await session.cancel());
      case 'closeSession':
        await this.sessions.close(session);
        return { status: 204 };
    }
  }

  private runAgain(session: GatewaySession, asked: Asked): Promise<GatewayAnswer> | GatewayAnswer {
    const command = readCommand(asked.body);
    if (!command) {
      return notACommand();
    }
    if (session.isBusy) {
      return refused(
        409,
        'SessionBusy',
        'The pipeline was not run because a pipeline is already running. ' + 'Pipelines cannot be run concurrently.'
      );
    }
    return this.run(session, command, asked);
  }

  private run(session: GatewaySession, command: CommandRequest, asked: Asked): Promise<GatewayAnswer> {
    session.start(command);
    const { takesWaitTime, firstAnswerHoldMs } = this.kept;
    const holdMs = (takesWaitTime ? command.waitTimeMs : undefined) ?? firstAnswerHoldMs;
    return this.told(session, { holdMs, until: 'end' }, asked);
  }

  private async told(session: GatewaySession, patience: Patience, asked: Asked): Promise<GatewayAnswer> {
    const progress = await session.progress(patience);
    if (session.automatic && asked.isGone()) {
      // Only the sender could have used this session, and it's gone: release the session when its run ends.
      void this.sessions.releaseAfterRun(session);
    }
    return this.settled(session, progress);
  }

  /** Keeps, releases, or closes the session, depending on the run's progress. */
  private async settled(session: GatewaySession, progress: RunProgress): Promise<GatewayAnswer> {
    this.sessions.touch(session);
    if (progress.state === 'crashed') {
      await this.sessions.close(session);
    } else if (progress.state !== 'running' && session.automatic) {
      this.sessions.release(session);
    }
    return runAnswer(progress);
  }
}

/** Reads the command in a request's properties. Returns null if there is none. */
export function commandIn(asked: Record<string, unknown>): CommandRequest | null {
  const { script, command, parameters, waitTimeMs } = asked;
  if (typeof script !== 'string') {
    return null;
  }
  const isObject = typeof parameters === 'object' && parameters !== null;
  return {
    script,
    name: typeof command === 'string' ? command : null,
    parameters: isObject ? (parameters as Record<string, unknown>) : {},
    waitTimeMs: typeof waitTimeMs === 'number' ? waitTimeMs : undefined
  };
}

function readCommand(body: string): CommandRequest | null {
  try {
    const parsed = JSON.parse(body) as { properties?: Record<string, unknown> } | null;
    return commandIn(parsed?.properties ?? {});
  } catch {
    // It isn't JSON, so it isn't a command. The caller reports this.
    return null;
  }
}

function notACommand(): GatewayAnswer {
  return refused(400, 'BadRequest', 'The body is not a command: properties.script is missing.');
}
