import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';
import {
  PowerShellCommand,
  PowerShellOptions,
  PowerShellSession
} from '@microsoft/windows-admin-center-sdk/core/data/powershell';
import { PowerShellConnection } from '@microsoft/windows-admin-center-sdk/core/data/powershell-connection';
import { AuthorizationToken } from '@microsoft/windows-admin-center-sdk/core/security/authorization-manager';
import { Observable, Subscriber } from 'rxjs';

/** A session that was asked for: one with a name of its own, or one that the SDK takes from its pool. */
export class FakeSession {
  isDisposed = false;

  constructor(
    readonly nodeName: string,
    readonly name: string | null,
    readonly options: { authToken?: AuthorizationToken }
  ) {}

  dispose(): void {
    this.isDisposed = true;
  }

  /** The same, with the type that the product expects. */
  asSession(): PowerShellSession {
    return this as unknown as PowerShellSession;
  }
}

/** A script that was sent, which a spec answers as a gateway would. */
export class FakeRun {
  isListenedTo = true;

  constructor(
    readonly session: FakeSession,
    readonly command: PowerShellCommand,
    readonly options: PowerShellOptions,
    private readonly listener: Subscriber<unknown>
  ) {}

  /** Gives a part of the answer. */
  say(answer: unknown): void {
    this.listener.next(answer);
  }

  /** Gives the last part of the answer. */
  end(answer: unknown): void {
    this.listener.next(answer);
    this.listener.complete();
  }

  fail(error: unknown): void {
    this.listener.error(error);
  }
}

/** As much of the SDK's services as asks servers. Nothing is sent anywhere. For specs only. */
export class FakeAppContext {
  readonly sessions: FakeSession[] = [];
  readonly runs: FakeRun[] = [];
  /** By a node's name: the credentials that the admin gave. */
  readonly tokens = new Map<string, AuthorizationToken>();
  readonly activeConnection = { validNodeName: 'cluster01.contoso.com' };
  readonly authorizationManager = {
    getSavedNodeToken: (nodeName: string): AuthorizationToken | null =>
      this.tokens.get(nodeName) ?? null
  };
  readonly powerShell = {
    createSession: (
      nodeName: string,
      name: string,
      options: FakeSession['options']
    ): FakeSession => this.opened(new FakeSession(nodeName, name, options)),
    createAutomaticSession: (nodeName: string, options: FakeSession['options']): FakeSession =>
      this.opened(new FakeSession(nodeName, null, options)),
    run: (
      session: FakeSession,
      command: PowerShellCommand,
      options: PowerShellOptions
    ): Observable<unknown> => this.run(session, command, options)
  };

  /** What the servers do with a script; until a spec says so they are silent. */
  answer: (run: FakeRun) => void = () => undefined;

  /** The same, with the type that the product expects. */
  asAppContext(): AppContextService {
    return this as unknown as AppContextService;
  }

  asPowerShell(): PowerShellConnection {
    return this.powerShell as unknown as PowerShellConnection;
  }

  /** The names of the scripts that were sent, in their order. */
  commands(): string[] {
    return this.runs.map(run => run.command.command);
  }

  lastRun(): FakeRun {
    return this.runs[this.runs.length - 1];
  }

  private opened(session: FakeSession): FakeSession {
    this.sessions.push(session);
    return session;
  }

  private run(
    session: FakeSession,
    command: PowerShellCommand,
    options: PowerShellOptions
  ): Observable<unknown> {
    return new Observable(listener => {
      const run = new FakeRun(session, command, options, listener);
      this.runs.push(run);
      this.answer(run);
      return () => (run.isListenedTo = false);
    });
  }
}

/** The name of the SDK's own script that asks a session for its public key. */
export const publicKeyCommand = 'Get-EncryptionJWKOnNode';
