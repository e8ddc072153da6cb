import { Injectable } from '@angular/core';
import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';
import { AuthorizationToken } from '@microsoft/windows-admin-center-sdk/core/security/authorization-manager';
import { Observable, catchError, defer, map, of, shareReplay, take, tap } from 'rxjs';
import { Failure } from '../domain/answers/failure';

/** Credentials as a request of ours carries them: the cluster's, or none. */
export type RequestCredentials = { authToken: AuthorizationToken } | { noAuth: true };

/**
 * The cluster's credentials, which serve every one of its nodes. The SDK asks the admin for each node that denies
 * access, one after another: so no request of ours lets it, and this asks instead, once for the whole cluster.
 */
@Injectable()
export class ClusterCredentials {
  private wasAsked = false;
  /** The nodes that took the present credentials: where one of those denies access later, they have expired. */
  private readonly admitted = new Set<string>();
  private asking: Observable<boolean> | null = null;

  constructor(private readonly appContext: AppContextService) {}

  /** What the admin gave for the cluster; undefined where that was nothing. */
  token(): AuthorizationToken | undefined {
    return this.savedFor(this.clusterName);
  }

  /**
   * What every request carries, so that the SDK never asks for credentials by itself. Without the cluster's it still
   * sends those that it has for the very node.
   */
  forRequest(): RequestCredentials {
    const authToken = this.token();
    return authToken ? { authToken } : { noAuth: true };
  }

  /** Whether the SDK would send the same for that node by itself, as it does on its stream. */
  areThoseSavedFor(nodeName: string): boolean {
    const ours = this.token();
    const saved = this.savedFor(nodeName);
    return (
      ours?.value === saved?.value &&
      ours?.username === saved?.username &&
      Boolean(ours?.useLaps) === Boolean(saved?.useLaps) &&
      (ours?.lapsLocalAdminName ?? null) === (saved?.lapsLocalAdminName ?? null)
    );
  }

  /** Waits while the admin is being asked: the SDK holds back every request until then, and time would run. */
  settled(): Observable<boolean> {
    return defer(() => this.asking ?? of(true));
  }

  /** Notes that a node took credentials, unless there are others by now. */
  accepted(nodeName: string, used: AuthorizationToken | undefined): void {
    if (this.token() === used) {
      this.admitted.add(nodeName);
    }
  }

  /**
   * After a node denied access: whether there are other credentials to try now. The admin is asked at most once, and
   * again only where credentials that a node took are no longer taken. All who wait share one answer.
   */
  afterDenial(nodeName: string, used: AuthorizationToken | undefined, failure: Failure): Observable<boolean> {
    return defer(() => {
      if (this.asking) {
        return this.asking;
      }
      if (this.token() !== used) {
        return of(true);
      }
      const haveExpired = this.admitted.has(nodeName);
      return this.wasAsked && !haveExpired ? of(false) : this.ask(failure);
    });
  }

  /** Lets the admin be asked once more, where access is denied the next time. */
  allowPrompt(): void {
    this.wasAsked = false;
  }

  private ask(failure: Failure): Observable<boolean> {
    this.wasAsked = true;
    const errorData = { statusCode: 401, errorCode: 'Unauthorized', errorMessage: failure.message };
    this.asking = this.appContext.authorizationManager.getNewToken([this.clusterName], errorData).pipe(
      take(1),
      tap(() => this.forgetAdmissions()),
      map(() => true),
      // The admin closed the dialog: access stays denied, and nobody asks again by itself.
      catchError(() => {
        this.admitted.clear();
        return of(false);
      }),
      // Over before anyone is told: who tries again at once and is denied again must not find it going on.
      tap(() => (this.asking = null)),
      shareReplay(1)
    );
    return this.asking;
  }

  /** Others may be let in by another door: the SDK would go on to send them to the restricted endpoint. */
  private forgetAdmissions(): void {
    const { authorizationManager } = this.appContext;
    [this.clusterName, ...this.admitted].forEach(name => authorizationManager.setJeaEndpoint(name, ''));
    this.admitted.clear();
  }

  private get clusterName(): string {
    return this.appContext.activeConnection.validNodeName;
  }

  private savedFor(nodeName: string): AuthorizationToken | undefined {
    return this.appContext.authorizationManager.getSavedNodeToken(nodeName) ?? undefined;
  }
}
