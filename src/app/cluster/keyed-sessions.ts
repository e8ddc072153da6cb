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
import { Outcome } from '../domain/failure';
import { ProductKey } from '../domain/product-key';
import { SessionState } from './cluster-connection';
import { failureOf } from './failure-of';
import { timeLimits } from './time-limits';

/** Names the session on a server that holds a private key of its own. */
const sessionName = 'activate-windows-server-vms';

/** A server's session, and how many have a use for it. */
interface HeldSession {
  session: PowerShellSession;
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

  constructor(private readonly appContext: AppContextService) {}

  /** The credentials that the admin gave for the cluster; none where the gateway signs in as the admin itself. */
  clusterToken(): AuthorizationToken | undefined {
    const { activeConnection, authorizationManager } = this.appContext;
    return authorizationManager.getSavedNodeToken(activeConnection.validNodeName) ?? undefined;
  }

  /**
   * Opens a server's session and has it make its key pair, then keeps both alive for as long as it is listened to. One
   * that died meanwhile is opened anew, at once.
   */
  keepReady(nodeName: string): Observable<SessionState> {
    const turns = timer(0, timeLimits.keepSessionAlive).pipe(
      exhaustMap(() => this.readied(nodeName, session => this.publicKeyArrives(session))),
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
      switchMap(encrypted => use(this.sessionOf(nodeName), encrypted))
    );
    return this.holding(nodeName, used);
  }

  /** Puts a new session in the place of one that answers no more, unless another who found it so has done it. */
  renew(nodeName: string, dead: PowerShellSession): void {
    const held = this.held.get(nodeName);
    if (held?.session === dead) {
      held.session.dispose();
      held.session = this.open(nodeName);
    }
  }

  /** Asks a session, and where it does not answer, a new one in its place. A refusal is final. */
  private readied<T>(
    nodeName: string,
    ask: (session: PowerShellSession) => Observable<Outcome<T>>
  ): Observable<Outcome<T>> {
    // Put off until it is listened to: not before then is the session held.
    return defer(() => {
      const session = this.sessionOf(nodeName);
      return ask(session).pipe(
        switchMap(outcome => {
          if (outcome.kind === 'answer' || outcome.failure.reason === 'denied') {
            return of(outcome);
          }
          this.renew(nodeName, session);
          return ask(this.sessionOf(nodeName));
        })
      );
    });
  }

  private publicKeyArrives(session: PowerShellSession): Observable<Outcome<string>> {
    return limited(PowerShellCrypto.getEncryptionJWKFromNode(this.appContext.powerShell, session));
  }

  private encrypt(session: PowerShellSession, key: ProductKey): Observable<Outcome<string>> {
    const { powerShell } = this.appContext;
    return limited(PowerShellCrypto.encryptDataUsingNodeJWK(powerShell, session, key));
  }

  /** Keeps the node's session open while something is listened to; the last to leave closes it. */
  private holding<T>(nodeName: string, listenedTo: Observable<T>): Observable<T> {
    return using(
      () => {
        const held = this.held.get(nodeName) ?? { session: this.open(nodeName), holders: 0 };
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

  private sessionOf(nodeName: string): PowerShellSession {
    const held = this.held.get(nodeName);
    if (!held) {
      throw new Error(`No session is held on ${nodeName}.`);
    }
    return held.session;
  }

  private open(nodeName: string): PowerShellSession {
    return this.appContext.powerShell.createSession(nodeName, sessionName, {
      authToken: this.clusterToken()
    });
  }
}

function limited(asked: Observable<string>): Observable<Outcome<string>> {
  return asked.pipe(
    take(1),
    timeout(timeLimits.sessionKey),
    // Where the script put out nothing but errors, the SDK hands on an answer without a value.
    map((value: string | null | undefined): Outcome<string> =>
      value?.length
        ? { kind: 'answer', value }
        : { kind: 'failure', failure: { reason: 'notUnderstood', message: '' } }
    ),
    catchError((error: unknown) =>
      of<Outcome<string>>({ kind: 'failure', failure: failureOf(error) })
    )
  );
}
