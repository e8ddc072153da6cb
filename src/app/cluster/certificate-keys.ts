import { Injectable } from '@angular/core';
import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';
import {
  PowerShell,
  PowerShellCommand,
  PowerShellSession
} from '@microsoft/windows-admin-center-sdk/core/data/powershell';
import { Observable, catchError, defer, from, map, of, switchMap, tap } from 'rxjs';
import { PowerShellScripts } from '../../generated/powershell-scripts';
import { Outcome } from '../domain/answers/failure';
import {
  KeyCertificate,
  LeftCertificate,
  MadeCertificate,
  certificateAfter,
  readMadeCertificate,
  readRemoval
} from '../domain/servers/key-certificate';
import { ProductKey } from '../domain/keys/product-key';
import { AttemptFailed, attemptNotMade } from '../domain/servers/attempt';
import { ClusterCredentials } from './cluster-credentials';
import { envelopedFor } from './enveloped-key';
import { KeyedSessions } from './keyed-sessions';
import { runChange } from './script-run';
import { timeLimits } from './time-limits';

/** A product key, encrypted for its server, or why it isn't. */
export type SealedKey =
  | {
      readonly kind: 'sealed';
      /** In base64. */
      readonly encryptedKey: string;
      /** The certificate that it's encrypted for; null for the session's own key pair. */
      readonly thumbprint: string | null;
      /** What an earlier run may have left, whose answer was lost. */
      readonly left?: LeftCertificate;
    }
  | { readonly kind: 'notSealed'; readonly attempt: AttemptFailed };

/**
 * Encrypts product keys for a certificate that each server makes for the moment: the way where application control
 * leaves scripts in Constrained Language, which can't use a session's own key pair. `Set-ServerActivationKey` removes
 * the certificate that it uses; this class removes those that aren't used.
 */
@Injectable()
export class CertificateKeys {
  constructor(
    private readonly appContext: AppContextService,
    private readonly credentials: ClusterCredentials,
    private readonly sessions: KeyedSessions
  ) {}

  /** Has the server make a certificate, encrypts the key for it, and passes that on with a session. */
  withEncrypted<T>(
    nodeName: string,
    key: ProductKey,
    use: (session: PowerShellSession, sealed: SealedKey) => Observable<T>
  ): Observable<T> {
    return defer(() => {
      // What a session may have left that was asked before this one, and whose answer was lost.
      let left: LeftCertificate | undefined;
      const make = (session: PowerShellSession): Observable<Outcome<MadeCertificate>> =>
        this.make(session).pipe(
          tap(outcome => (left ??= outcome.kind === 'failure' ? certificateAfter(outcome.failure) : undefined))
        );
      return this.sessions.withSession(nodeName, make, (session, outcome) =>
        this.seal(session, key, outcome).pipe(
          map(sealed => withLeft(sealed, left)),
          switchMap(sealed => use(session, sealed))
        )
      );
    });
  }

  private make(session: PowerShellSession): Observable<Outcome<MadeCertificate>> {
    const command = PowerShell.createCommand(PowerShellScripts.New_KeyCertificate);
    return this.run(session, command).pipe(
      map(outcome => (outcome.kind === 'answer' ? readMadeCertificate(outcome.value) : outcome))
    );
  }

  private seal(session: PowerShellSession, key: ProductKey, outcome: Outcome<MadeCertificate>): Observable<SealedKey> {
    if (outcome.kind === 'failure') {
      return of({ kind: 'notSealed', attempt: attemptNotMade(outcome.failure) });
    }
    const made = outcome.value;
    return made.kind === 'made'
      ? this.encrypt(session, key, made.certificate)
      : this.notSealed(session, made, made.thumbprint);
  }

  private encrypt(session: PowerShellSession, key: ProductKey, certificate: KeyCertificate): Observable<SealedKey> {
    const { thumbprint } = certificate;
    return defer(() => from(envelopedFor(certificate, key))).pipe(
      map((encryptedKey): SealedKey => ({ kind: 'sealed', encryptedKey, thumbprint })),
      catchError(() => this.notSealed(session, { reason: 'certificateNotFit', code: null, message: '' }, thumbprint))
    );
  }

  private notSealed(
    session: PowerShellSession,
    { reason, code, message }: Pick<AttemptFailed, 'reason' | 'code' | 'message'>,
    thumbprint: string | null
  ): Observable<SealedKey> {
    const attempt: AttemptFailed = { kind: 'failed', reason, code, message };
    return thumbprint === null
      ? of({ kind: 'notSealed', attempt })
      : this.remove(session, thumbprint).pipe(
          map(left => ({ kind: 'notSealed', attempt: left ? { ...attempt, left } : attempt }))
        );
  }

  private run(session: PowerShellSession, command: PowerShellCommand): Observable<Outcome<unknown[]>> {
    return runChange(this.appContext.powerShell, session, command, this.credentials.limit(timeLimits.certificate));
  }

  private remove(session: PowerShellSession, certificateThumbprint: string): Observable<LeftCertificate | null> {
    const command = PowerShell.createCommand(PowerShellScripts.Remove_KeyCertificate, { certificateThumbprint });
    return this.run(session, command).pipe(
      map(outcome => readRemoval(outcome.kind === 'answer' ? outcome.value : null, certificateThumbprint))
    );
  }
}

/** Adds what a lost run may have left, unless something else is known to be left. */
function withLeft(sealed: SealedKey, left: LeftCertificate | undefined): SealedKey {
  if (!left) {
    return sealed;
  }
  return sealed.kind === 'sealed'
    ? { ...sealed, left }
    : { ...sealed, attempt: { ...sealed.attempt, left: sealed.attempt.left ?? left } };
}
