import { Injectable } from '@angular/core';
import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';
import { AuthorizationToken } from '@microsoft/windows-admin-center-sdk/core/security/authorization-manager';
import { Observable, catchError, defer, map, of, shareReplay, switchMap, take, tap } from 'rxjs';
import { Failure } from '../domain/answers/failure';
import { ActiveCluster } from './active-cluster';
import { CredentialPrompts } from './credential-prompts';
import { timeLeft } from './time-left';

/** What was denied: reading for the page, or what the admin just asked for. */
export type DeniedCall = 'reading' | 'action';

/** The credentials in a request: the cluster's, or none. */
export type RequestCredentials = { authToken: AuthorizationToken } | { noAuth: true };

/** No credentials, for a node of which the SDK would send others. Without a value, it sends what LAPS needs instead. */
const noCredentials: AuthorizationToken = { value: '', username: '', useLaps: false, lapsLocalAdminName: '' };

/**
 * The cluster's credentials, which work on all of its nodes. The SDK would prompt the admin once for each node that
 * denies access, one after another. So requests don't let the SDK prompt; this class prompts instead, once for the
 * whole cluster.
 */
@Injectable()
export class ClusterCredentials {
  private wasAsked = false;
  /** What may prompt once more, because the admin wants it. Reading may only if the admin wants to sign in. */
  private mayPromptAgain: DeniedCall | 'none' = 'none';
  /**
   * The nodes that accepted the current credentials. If one of them denies access later, the credentials have expired.
   */
  private readonly admitted = new Set<string>();
  /** While the page isn't shown, a dialog would cover something else. */
  private isPageShown = true;

  constructor(
    private readonly appContext: AppContextService,
    private readonly cluster: ActiveCluster,
    private readonly prompts: CredentialPrompts
  ) {}

  /** The credentials that the admin entered for the cluster; undefined if there are none. */
  token(): AuthorizationToken | undefined {
    return this.savedFor(this.cluster.name);
  }

  /**
   * The credentials for each request to a node, set so that the SDK never prompts, and doesn't send those that it has
   * saved for that node alone: the page would show what another account sees there.
   */
  forRequest(nodeName: string): RequestCredentials {
    const authToken = this.token();
    if (authToken) {
      return { authToken };
    }
    return this.savedFor(nodeName) ? { authToken: noCredentials } : { noAuth: true };
  }

  /** Whether the SDK would send the same credentials to that node without being given any, as it does on its stream. */
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

  /**
   * Waits until the credential prompt closes. The SDK holds back every request until then, and their time limits would
   * run.
   */
  settled(): Observable<unknown> {
    return this.prompts.closed();
  }

  /**
   * Emits when a call has taken that many milliseconds, without the time of credential prompts: meanwhile, the SDK
   * holds back calls without the cluster's credentials, even one that's under way, between two polls.
   */
  limit(milliseconds: number): Observable<unknown> {
    return timeLeft(milliseconds, this.prompts.isOpen);
  }

  /** Records that a node accepted the credentials, unless they have been replaced since. */
  accepted(nodeName: string, used: AuthorizationToken | undefined): void {
    if (this.token() === used) {
      this.admitted.add(nodeName);
    }
  }

  /**
   * Decides whether to try again after a node denied access: true if there are other credentials. An action prompts the
   * admin once, and again only if a node then denies credentials that it accepted before, or if the admin tries again.
   * Reading prompts only if the admin asked for it, or if the cluster itself denies access before anything is known: a
   * dialog about one node would cover what the others answered. All callers that wait share one answer.
   */
  afterDenial(
    nodeName: string,
    used: AuthorizationToken | undefined,
    failure: Failure,
    call: DeniedCall
  ): Observable<boolean> {
    return defer(() => {
      const open = this.prompts.current;
      if (open) {
        return open.clusterName === this.cluster.name
          ? open.answer
          : this.prompts.closed().pipe(switchMap(() => this.afterDenial(nodeName, used, failure, call)));
      }
      if (this.token() !== used) {
        return of(true);
      }
      return this.mayPrompt(nodeName, call) ? this.ask(failure) : of(false);
    });
  }

  /** Allows one more prompt the next time access is denied: to an action, or to reading, too. */
  allowPrompt(call: DeniedCall): void {
    this.mayPromptAgain = this.mayPromptAgain === 'reading' ? 'reading' : call;
  }

  /** Takes that permission back, if it wasn't used. */
  endPrompt(call: DeniedCall): void {
    this.mayPromptAgain = this.mayPromptAgain === call ? 'none' : this.mayPromptAgain;
  }

  /** Call when the page is shown or left. */
  pageShown(isShown: boolean): void {
    this.isPageShown = isShown;
  }

  private mayPrompt(nodeName: string, call: DeniedCall): boolean {
    if (!this.isPageShown) {
      return false;
    }
    if (this.mayPromptAgain === 'reading' || this.mayPromptAgain === call) {
      return true;
    }
    const isFirst = !this.wasAsked && this.admitted.size === 0;
    switch (call) {
      case 'reading':
        return isFirst && nodeName === this.cluster.name;
      case 'action':
        return !this.wasAsked || this.admitted.has(nodeName);
    }
  }

  private ask(failure: Failure): Observable<boolean> {
    this.wasAsked = true;
    this.mayPromptAgain = 'none';
    const errorData = { statusCode: 401, errorCode: 'Unauthorized', errorMessage: failure.message };
    const answer = this.appContext.authorizationManager.getNewToken([this.cluster.name], errorData).pipe(
      take(1),
      tap(() => this.forgetAdmissions()),
      map(() => true),
      // The admin closed the dialog: access stays denied, and nothing prompts again automatically.
      catchError(() => {
        this.admitted.clear();
        return of(false);
      }),
      // Reset before subscribers get the result: one that retries at once and is denied again must not find the old
      // prompt.
      tap(() => this.prompts.end()),
      shareReplay(1)
    );
    this.prompts.begin({ clusterName: this.cluster.name, answer });
    return answer;
  }

  /**
   * Resets the endpoints: the SDK would send new credentials to the restricted endpoint, though they may be accepted by
   * the full one.
   */
  private forgetAdmissions(): void {
    const { authorizationManager } = this.appContext;
    [this.cluster.name, ...this.admitted].forEach(name => authorizationManager.setJeaEndpoint(name, ''));
    this.admitted.clear();
  }

  private savedFor(nodeName: string): AuthorizationToken | undefined {
    return this.appContext.authorizationManager.getSavedNodeToken(nodeName) ?? undefined;
  }
}
