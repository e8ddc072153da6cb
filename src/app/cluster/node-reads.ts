import { Injectable } from '@angular/core';
import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';
import { PowerShellCommand } from '@microsoft/windows-admin-center-sdk/core/data/powershell';
import { WebsocketStreamConnectionState } from '@microsoft/windows-admin-center-sdk/core/data/websocket-stream';
import { Observable, defer, of, switchMap } from 'rxjs';
import { Outcome } from '../domain/answers/failure';
import { Endpoint } from '../domain/answers/report';
import { ClusterCredentials } from './cluster-credentials';
import { RunOutcome, runOverStream, runReading, whole } from './script-run';

/**
 * Asks nodes without changing anything, by the fastest way that is open: all at once over the stream, else over REST,
 * of which a browser sends six at a time.
 */
@Injectable()
export class NodeReads {
  /** The nodes that the stream failed once: each failure there costs the SDK one of the node's five places for good. */
  private readonly offStream = new Set<string>();

  constructor(
    private readonly appContext: AppContextService,
    private readonly credentials: ClusterCredentials
  ) {}

  /** Runs a reading script on a node, in as many milliseconds at most; a dialog for credentials does not count. */
  read(nodeName: string, command: PowerShellCommand, limit: number): Observable<Outcome<unknown[]>> {
    return whole(this.readInParts(nodeName, command, limit));
  }

  /** As `read`, and tells what has come so far where the rest takes its time. */
  readInParts(nodeName: string, command: PowerShellCommand, limit: number): Observable<RunOutcome> {
    return defer(() =>
      this.isStreamOpen(nodeName) ? this.overStream(nodeName, command, limit) : this.overRest(nodeName, command, limit)
    );
  }

  /** Where the node lets this admin in. Known from its first answer on. */
  endpointOf(nodeName: string): Endpoint {
    return this.appContext.authorizationManager.getJeaEndpoint(nodeName) ? 'restricted' : 'full';
  }

  /**
   * The stream takes no credentials but those that the SDK has for a node by itself, and knows no restricted endpoint.
   * Who is restricted at the cluster will be so at its nodes.
   */
  private isStreamOpen(nodeName: string): boolean {
    const { powerShellStream, activeConnection } = this.appContext;
    const isConnected =
      powerShellStream.getWebsocketStreamConnectionState() === WebsocketStreamConnectionState.Connected;
    const names = [nodeName, activeConnection.validNodeName];
    return (
      isConnected &&
      this.credentials.areThoseSavedFor(nodeName) &&
      names.every(name => this.endpointOf(name) === 'full') &&
      !this.offStream.has(nodeName)
    );
  }

  /** What the stream can't get, REST may: there the SDK finds restricted endpoints, and we can ask for credentials. */
  private overStream(nodeName: string, command: PowerShellCommand, limit: number): Observable<RunOutcome> {
    const begun = Date.now();
    const used = this.credentials.token();
    const { powerShellStream } = this.appContext;
    return runOverStream(powerShellStream, nodeName, command, limit).pipe(
      switchMap(told => {
        const { outcome } = told;
        if (outcome.kind === 'answer' || outcome.failure.reason === 'serverError') {
          this.credentials.accepted(nodeName, used);
          return of(told);
        }
        this.offStream.add(nodeName);
        const left = limit - (Date.now() - begun);
        return outcome.failure.reason === 'timedOut' || left <= 0 ? of(told) : this.overRest(nodeName, command, left);
      })
    );
  }

  private overRest(nodeName: string, command: PowerShellCommand, limit: number): Observable<RunOutcome> {
    return this.credentials.settled().pipe(switchMap(() => this.overRestNow(nodeName, command, limit)));
  }

  private overRestNow(nodeName: string, command: PowerShellCommand, limit: number): Observable<RunOutcome> {
    const { powerShell } = this.appContext;
    const used = this.credentials.token();
    const credentials = this.credentials.forRequest();
    const session = powerShell.createAutomaticSession(nodeName, credentials);
    return runReading(powerShell, session, command, limit, credentials).pipe(
      switchMap(told => {
        const { outcome } = told;
        if (outcome.kind === 'answer') {
          this.credentials.accepted(nodeName, used);
          return of(told);
        }
        return outcome.failure.reason === 'denied'
          ? this.afterDenial(nodeName, command, limit, used, outcome)
          : of(told);
      })
    );
  }

  private afterDenial(
    nodeName: string,
    command: PowerShellCommand,
    limit: number,
    used: ReturnType<ClusterCredentials['token']>,
    denied: Extract<Outcome<never>, { kind: 'failure' }>
  ): Observable<RunOutcome> {
    return this.credentials
      .afterDenial(nodeName, used, denied.failure)
      .pipe(
        switchMap(hasOthers =>
          hasOthers ? this.overRest(nodeName, command, limit) : of({ outcome: denied, isWhole: true })
        )
      );
  }
}
