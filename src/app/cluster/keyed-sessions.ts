import { Injectable } from '@angular/core';
import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';
import { PowerShellSession } from '@microsoft/windows-admin-center-sdk/core/data/powershell';
import { PowerShellCrypto } from '@microsoft/windows-admin-center-sdk/core/data/powershell-crypto';
import { AuthorizationToken } from '@microsoft/windows-admin-center-sdk/core/security/authorization-manager';
import {
  Observable,
  Subscription,
  catchError,
  concat,
  defer,
  distinctUntilChanged,
  exhaustMap,
  map,
  of,
  switchMap,
  take,
  timeout,
  timer,
  using
} from 'rxjs';
import { Failure, Outcome } from '../domain/answers/failure';
import { ProductKey } from '../domain/keys/product-key';
import { ClusterCredentials } from './cluster-credentials';
import { SessionState } from './cluster-connection';
import { failureOf } from './failure-of';
import { preparedAtATime, timeLimits } from './time-limits';
import { ConcurrencyLimit } from './concurrency-limit';

/** Names the session on a server that holds a private key of its own. */
const sessionName = 'activate-windows-server-vms';

/** A server's session, and how many have a use for it. */
interface HeldSession {
  session: PowerShellSession;
  /** The credentials that it was opened with. */
  token: AuthorizationToken | undefined;
  holders: number;
}

/**
 * Sessions that each hold a key pair, so that a product key can cross the gateway encrypted for its server. The private
 * half never leaves the session: when that ends, what was encrypted for it can be read by nobody.
 */
@Injectable()
export class KeyedSessions {
  /** By a node's name. A pane that waits and an apply that runs share one session. */
  private readonly held = new Map<string, HeldSession>();

  private readonly turns = new ConcurrencyLimit(preparedAtATime);

  constructor(
    private readonly appContext: AppContextService,
    private readonly credentials: ClusterCredentials
  ) {}

  /**
   * Opens a server's session and has it make its key pair, then keeps both alive for as long as it is listened to. One
   * that died meanwhile is opened anew, at once.
   */
  keepReady(nodeName: string): Observable<SessionState> {
    const turns = timer(0, timeLimits.keepSessionAlive).pipe(
      exhaustMap(() => this.turns.take(this.readied(nodeName, this.publicKeyArrives))),
      map((outcome): SessionState => (outcome.kind === 'answer' ? 'ready' : 'failed'))
    );
    const states = concat(of<SessionState>('preparing'), turns).pipe(distinctUntilChanged());
    return this.holding(nodeName, states);
  }

  /**
   * Encrypts a product key for a server, and hands on the session that can decrypt it. The public key is asked for
   * right before, since a session may have been renewed.
   */
  withEncrypted<T>(
    nodeName: string,
    key: ProductKey,
    use: (session: PowerShellSession, encrypted: Outcome<string>) => Observable<T>
  ): Observable<T> {
    const used = this.readied(nodeName, session => this.encrypt(session, key)).pipe(
      switchMap(encrypted => use(this.heldOn(nodeName).session, encrypted))
    );
    return this.holding(nodeName, used);
  }

  /** Puts a new session in the place of one that answers no more, unless another who found it so has done it. */
  renew(nodeName: string, dead: PowerShellSession): void {
    const held = this.held.get(nodeName);
    if (held?.session === dead) {
      held.session.dispose();
      Object.assign(held, this.open(nodeName));
    }
  }

  /**
   * Asks a session, and where it does not answer, a new one in its place. A refusal is final, unless the admin gives
   * other credentials.
   */
  private readied<T>(
    nodeName: string,
    ask: (session: PowerShellSession) => Observable<Outcome<T>>
  ): Observable<Outcome<T>> {
    // Put off until it is listened to: not before then is the session held.
    return defer(() => {
      const { session, token } = this.heldOn(nodeName);
      return ask(session).pipe(
        switchMap(outcome =>
          outcome.kind === 'answer'
            ? this.noteAccepted(nodeName, token, outcome)
            : this.mayTryAgain(nodeName, token, outcome.failure).pipe(
                switchMap(may => (may ? this.askAnew(nodeName, session, ask) : of(outcome)))
              )
        )
      );
    });
  }

  private noteAccepted<T>(
    nodeName: string,
    used: AuthorizationToken | undefined,
    outcome: Outcome<T>
  ): Observable<Outcome<T>> {
    this.credentials.accepted(nodeName, used);
    return of(outcome);
  }

  private mayTryAgain(nodeName: string, used: AuthorizationToken | undefined, failure: Failure): Observable<boolean> {
    return failure.reason === 'denied' ? this.credentials.afterDenial(nodeName, used, failure) : of(true);
  }

  private askAnew<T>(
    nodeName: string,
    dead: PowerShellSession,
    ask: (session: PowerShellSession) => Observable<T>
  ): Observable<T> {
    this.renew(nodeName, dead);
    return ask(this.heldOn(nodeName).session);
  }

  private readonly publicKeyArrives = (session: PowerShellSession): Observable<Outcome<string>> =>
    limited(PowerShellCrypto.getEncryptionJWKFromNode(this.appContext.powerShell, session));

  private encrypt(session: PowerShellSession, key: ProductKey): Observable<Outcome<string>> {
    const { powerShell } = this.appContext;
    return limited(PowerShellCrypto.encryptDataUsingNodeJWK(powerShell, session, key));
  }

  /** Keeps the node's session open while something is listened to; the last to leave closes it. */
  private holding<T>(nodeName: string, listenedTo: Observable<T>): Observable<T> {
    return using(
      () => {
        const held = this.held.get(nodeName) ?? { ...this.open(nodeName), holders: 0 };
        held.holders += 1;
        this.held.set(nodeName, held);
        return new Subscription(() => this.letGo(nodeName, held));
      },
      () => listenedTo
    );
  }

  private letGo(nodeName: string, held: HeldSession): void {
    held.holders -= 1;
    if (held.holders === 0) {
      this.held.delete(nodeName);
      held.session.dispose();
    }
  }

  private heldOn(nodeName: string): HeldSession {
    const held = this.held.get(nodeName);
    if (!held) {
      throw new Error(`No session is held on ${nodeName}.`);
    }
    return held;
  }

  private open(nodeName: string): Pick<HeldSession, 'session' | 'token'> {
    const { powerShell } = this.appContext;
    const token = this.credentials.token();
    const session = powerShell.createSession(nodeName, sessionName, this.credentials.forRequest());
    return { session, token };
  }
}

function limited(asked: Observable<string>): Observable<Outcome<string>> {
  return asked.pipe(
    take(1),
    timeout(timeLimits.sessionKey),
    // Where the script put out nothing but errors, the SDK hands on an answer without a value.
    map((value: string | null | undefined): Outcome<string> =>
      value?.length ? { kind: 'answer', value } : { kind: 'failure', failure: { reason: 'notUnderstood', message: '' } }
    ),
    catchError((error: unknown) => of<Outcome<string>>({ kind: 'failure', failure: failureOf(error) }))
  );
}
