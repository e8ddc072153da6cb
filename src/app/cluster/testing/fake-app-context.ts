import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';
import {
  PowerShellCommand,
  PowerShellOptions,
  PowerShellSession
} from '@microsoft/windows-admin-center-sdk/core/data/powershell';
import { PowerShellConnection } from '@microsoft/windows-admin-center-sdk/core/data/powershell-connection';
import { AuthorizationToken } from '@microsoft/windows-admin-center-sdk/core/security/authorization-manager';
import { PowerShellStream } from '@microsoft/windows-admin-center-sdk/core/data/powershell-stream';
import { WebsocketStreamConnectionState } from '@microsoft/windows-admin-center-sdk/core/data/websocket-stream';
import { EMPTY, Observable, Subject, Subscriber, throwError } from 'rxjs';

/** The session name of runs that were sent over the stream. */
export const streamed = 'stream';

/** A session that was requested: with its own name, or from the SDK's pool. */
export class FakeSession {
  isDisposed = false;

  constructor(
    readonly nodeName: string,
    readonly name: string | null,
    readonly options: { authToken?: AuthorizationToken; noAuth?: boolean }
  ) {}

  dispose(): void {
    this.isDisposed = true;
  }

  /** This object, as the type that the product expects. */
  asSession(): PowerShellSession {
    return this as unknown as PowerShellSession;
  }
}

/** A script that was sent. A spec answers it as a gateway would. */
export class FakeRun {
  isListenedTo = true;
  isCancelled = false;

  constructor(
    readonly session: FakeSession,
    readonly command: PowerShellCommand,
    readonly options: PowerShellOptions,
    private readonly listener: Subscriber<unknown>
  ) {}

  /** Sends part of the answer. */
  say(answer: unknown): void {
    this.listener.next(answer);
  }

  /** Sends the last part of the answer. */
  end(answer: unknown): void {
    this.listener.next(answer);
    this.listener.complete();
  }

  fail(error: unknown): void {
    this.listener.error(error);
  }
}

/** The parts of the SDK's services that reach servers. Sends nothing. For specs only. */
export class FakeAppContext {
  readonly sessions: FakeSession[] = [];
  readonly runs: FakeRun[] = [];
  /** The credentials that the admin entered, by node name. */
  readonly tokens = new Map<string, AuthorizationToken>();
  /** The restricted endpoint that let the admin in, by node name. */
  readonly endpoints = new Map<string, string>();
  /** Whether the admin closes every credential prompt as soon as it opens. */
  givesNoCredentials = false;
  /** The credential prompts so far, each with the subject that answers it. */
  readonly prompts: { nodes: string[]; error: unknown; answer: Subject<unknown> }[] = [];
  readonly activeConnection = {
    isCluster: true,
    validNodeName: 'cluster01.contoso.com',
    clusterNodes: ['node01.contoso.com', 'node02.contoso.com']
  };
  readonly connectionManager = { connectionsChanged: new Subject<unknown>() };
  readonly authorizationManager = {
    getSavedNodeToken: (nodeName: string): AuthorizationToken | null => this.tokens.get(nodeName) ?? null,
    getJeaEndpoint: (nodeName: string): string | undefined => this.endpoints.get(nodeName),
    setJeaEndpoint: (nodeName: string, endpoint: string): unknown => this.endpoints.set(nodeName, endpoint),
    getNewToken: (nodes: string[], error: unknown): Observable<unknown> => this.prompt(nodes, error)
  };
  streamState = WebsocketStreamConnectionState.NotConfigured;
  readonly powerShellStream = {
    getWebsocketStreamConnectionState: (): WebsocketStreamConnectionState => this.streamState,
    run: (nodeName: string, command: PowerShellCommand, options: PowerShellOptions): Observable<unknown> =>
      this.run(new FakeSession(nodeName, streamed, {}), command, options)
  };
  readonly powerShell = {
    createSession: (nodeName: string, name: string, options: FakeSession['options']): FakeSession =>
      this.opened(new FakeSession(nodeName, name, options)),
    createAutomaticSession: (nodeName: string, options: FakeSession['options']): FakeSession =>
      this.opened(new FakeSession(nodeName, null, options)),
    run: (session: FakeSession, command: PowerShellCommand, options: PowerShellOptions): Observable<unknown> =>
      this.run(session, command, options),
    cancel: (session: FakeSession): Observable<never> => {
      this.runs.filter(run => run.session === session).forEach(run => (run.isCancelled = true));
      return EMPTY;
    }
  };

  /** How the servers answer a script. They don't until a spec sets this. */
  answer: (run: FakeRun) => void = () => undefined;

  /** This object, as the type that the product expects. */
  asAppContext(): AppContextService {
    return this as unknown as AppContextService;
  }

  asPowerShell(): PowerShellConnection {
    return this.powerShell as unknown as PowerShellConnection;
  }

  asStream(): PowerShellStream {
    return this.powerShellStream as unknown as PowerShellStream;
  }

  /** Makes that cluster the active connection, and tells so, as the SDK does when the shell opens another one. */
  open(clusterName: string | null, isCluster = true): void {
    Object.assign(this.activeConnection, { isCluster, validNodeName: clusterName, clusterNodes: [] });
    this.connectionManager.connectionsChanged.next({});
  }

  /** Fills in the open dialog. */
  giveCredentials(token: AuthorizationToken): void {
    this.tokens.set(this.activeConnection.validNodeName, token);
    const { answer } = this.prompts[this.prompts.length - 1];
    answer.next({ token });
    answer.complete();
  }

  /** Closes the open dialog. */
  cancelCredentials(): void {
    this.prompts[this.prompts.length - 1].answer.error({ code: 'ManageAsDialogCancel' });
  }

  /** The names of the scripts that were sent, in order. */
  commands(): string[] {
    return this.runs.map(run => run.command.command);
  }

  lastRun(): FakeRun {
    return this.runs[this.runs.length - 1];
  }

  private prompt(nodes: string[], error: unknown): Observable<unknown> {
    const answer = new Subject<unknown>();
    this.prompts.push({ nodes, error, answer });
    return this.givesNoCredentials ? throwError(() => ({ code: 'ManageAsDialogCancel' })) : answer;
  }

  private opened(session: FakeSession): FakeSession {
    this.sessions.push(session);
    return session;
  }

  private run(session: FakeSession, command: PowerShellCommand, options: PowerShellOptions): Observable<unknown> {
    return new Observable(listener => {
      const run = new FakeRun(session, command, options, listener);
      this.runs.push(run);
      this.answer(run);
      return () => (run.isListenedTo = false);
    });
  }
}

/** The name of the SDK's script that asks a session for its public key. */
export const publicKeyCommand = 'Get-EncryptionJWKOnNode';
