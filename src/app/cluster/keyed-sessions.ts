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
  tap,
  timer,
  using
} from 'rxjs';
import { Failure, Outcome } from '../domain/answers/failure';
import { ProductKey } from '../domain/keys/product-key';
import { ClusterCredentials, DeniedCall } from './cluster-credentials';
import { SessionState } from './cluster-connection';
import { failureOf } from './failure-of';
import { before } from './script-run';
import { preparedAtATime, timeLimits } from './time-limits';
import { ConcurrencyLimit } from './concurrency-limit';

/** The name of the session that holds its own private key on a server. */
const sessionName = 'activate-windows-server-vms';

type FailedOutcome = Extract<Outcome<never>, { kind: 'failure' }>;

/** A server's session, with the number of its users. */
interface HeldSession {
  session: PowerShellSession;
  /** The credentials that opened it. */
  token: AuthorizationToken | undefined;
  holders: number;
}

/**
 * Sessions that each hold a key pair, so that a product key crosses the gateway encrypted for its server. The private
 * half never leaves the session: when the session ends, nothing can decrypt what was encrypted for it.
 */
@Injectable()
export class KeyedSessions {
  /** By node name. The pane and an apply that's running share one session. */
  private readonly held = new Map<string, HeldSession>();

  private readonly turns = new ConcurrencyLimit(preparedAtATime);

  constructor(
    private readonly appContext: AppContextService,
    private readonly credentials: ClusterCredentials
  ) {}

  /**
   * Opens a session on a server, makes its key pair, and keeps both alive until unsubscribed. Reopens a session that
   * has died at once. Only opening it may prompt for credentials: keeping it alive is no action of the admin's.
   */
  keepReady(nodeName: string): Observable<SessionState> {
    return defer(() => {
      let isReady = false;
      const turns = timer(0, timeLimits.keepSessionAlive).pipe(
        exhaustMap(turn => {
          const call = turn === 0 ? 'action' : 'reading';
          // Making a key pair takes long, or never ends. A session that has one must not wait for that until it's lost.
          return isReady
            ? this.readied(nodeName, this.publicKeyArrives, call, anew => this.turns.take(anew))
            : this.turns.take(this.readied(nodeName, this.publicKeyArrives, call));
        }),
        tap(outcome => (isReady = outcome.kind === 'answer')),
        map((outcome): SessionState => (outcome.kind === 'answer' ? 'ready' : 'failed'))
      );
      const states = concat(of<SessionState>('preparing'), turns).pipe(distinctUntilChanged());
      return this.holding(nodeName, states);
    });
  }

  /**
   * Encrypts a product key for a server, and passes on the session that can decrypt it. Asks for the public key right
   * before, because the session may have been renewed.
   */
  withEncrypted<T>(
    nodeName: string,
    key: ProductKey,
    use: (session: PowerShellSession, encrypted: Outcome<string>) => Observable<T>
  ): Observable<T> {
    return this.withSession(nodeName, session => this.encrypt(session, key), use);
  }

  /**
   * Asks something of a server's session, and passes on the answer with the session that gave it. Asks a new session
   * if the first doesn't answer.
   */
  withSession<A, T>(
    nodeName: string,
    ask: (session: PowerShellSession) => Observable<Outcome<A>>,
    use: (session: PowerShellSession, outcome: Outcome<A>) => Observable<T>
  ): Observable<T> {
    const used = this.readied(nodeName, ask, 'action').pipe(
      switchMap(outcome => use(this.heldOn(nodeName).session, outcome))
    );
    return this.holding(nodeName, used);
  }

  /** Replaces a session that no longer answers, unless another caller has already replaced it. */
  renew(nodeName: string, dead: PowerShellSession): void {
    const held = this.held.get(nodeName);
    if (held?.session === dead) {
      held.session.dispose();
      Object.assign(held, this.open(nodeName));
    }
  }

  /**
   * Asks a session and, if it doesn't answer, a new one, once. A refusal is final unless the admin gives other
   * credentials, which open a new one, too. `queued` puts the new one where it has to wait.
   */
  private readied<T>(
    nodeName: string,
    ask: (session: PowerShellSession) => Observable<Outcome<T>>,
    call: DeniedCall,
    queued: (anew: Observable<Outcome<T>>) => Observable<Outcome<T>> = anew => anew,
    isNew = false
  ): Observable<Outcome<T>> {
    // Deferred, because the session is only held from the subscription on.
    return defer(() => {
      const { session, token } = this.heldOn(nodeName);
      return ask(session).pipe(
        switchMap(outcome =>
          outcome.kind === 'answer'
            ? this.noteAccepted(nodeName, token, outcome)
            : this.mayTryAgain(nodeName, token, outcome.failure, call, isNew).pipe(
                switchMap(may =>
                  may
                    ? queued(this.readiedAnew(nodeName, session, ask, call))
                    : this.givenUp(nodeName, session, outcome)
                )
              )
        )
      );
    });
  }

  /** The SDK queues calls behind one that never ends, so the next caller needs a new session. */
  private givenUp(nodeName: string, session: PowerShellSession, outcome: FailedOutcome): Observable<FailedOutcome> {
    if (outcome.failure.reason === 'timedOut') {
      this.renew(nodeName, session);
    }
    return of(outcome);
  }

  private noteAccepted<T>(
    nodeName: string,
    used: AuthorizationToken | undefined,
    outcome: Outcome<T>
  ): Observable<Outcome<T>> {
    this.credentials.accepted(nodeName, used);
    return of(outcome);
  }

  private mayTryAgain(
    nodeName: string,
    used: AuthorizationToken | undefined,
    failure: Failure,
    call: DeniedCall,
    isNew: boolean
  ): Observable<boolean> {
    return failure.reason === 'denied' ? this.credentials.afterDenial(nodeName, used, failure, call) : of(!isNew);
  }

  private readiedAnew<T>(
    nodeName: string,
    dead: PowerShellSession,
    ask: (session: PowerShellSession) => Observable<Outcome<T>>,
    call: DeniedCall
  ): Observable<Outcome<T>> {
    return defer(() => {
      this.renew(nodeName, dead);
      return this.readied(nodeName, ask, call, anew => anew, true);
    });
  }

  private readonly publicKeyArrives = (session: PowerShellSession): Observable<Outcome<string>> =>
    this.limited(PowerShellCrypto.getEncryptionJWKFromNode(this.appContext.powerShell, session));

  private encrypt(session: PowerShellSession, key: ProductKey): Observable<Outcome<string>> {
    const { powerShell } = this.appContext;
    return this.limited(PowerShellCrypto.encryptDataUsingNodeJWK(powerShell, session, key));
  }

  /** Keeps the node's session open while subscribed; the last unsubscribe closes it. */
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
    const session = powerShell.createSession(nodeName, sessionName, this.credentials.forRequest(nodeName));
    return { session, token };
  }

  private limited(asked: Observable<string>): Observable<Outcome<string>> {
    return asked.pipe(
      take(1),
      before(this.credentials.limit(timeLimits.sessionKey)),
      // If the script wrote only errors, the SDK passes on an answer without a value.
      map((value: string | null | undefined): Outcome<string> =>
        value?.length
          ? { kind: 'answer', value }
          : { kind: 'failure', failure: { reason: 'notUnderstood', message: '' } }
      ),
      catchError((error: unknown) => of<Outcome<string>>({ kind: 'failure', failure: failureOf(error) }))
    );
  }
}
