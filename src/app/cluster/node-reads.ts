import { Injectable } from '@angular/core';
import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';
import { PowerShellCommand } from '@microsoft/windows-admin-center-sdk/core/data/powershell';
import { WebsocketStreamConnectionState } from '@microsoft/windows-admin-center-sdk/core/data/websocket-stream';
import { Observable, defer, of, switchMap } from 'rxjs';
import { Outcome } from '../domain/answers/failure';
import { Endpoint } from '../domain/answers/report';
import { ActiveCluster } from './active-cluster';
import { ClusterCredentials, DeniedCall } from './cluster-credentials';
import { RunOutcome, runOverStream, runReading, whole } from './script-run';

/** A reading script that runs on a node. The limit is in milliseconds, and doesn't count the time of a prompt. */
interface NodeRead {
  readonly nodeName: string;
  readonly command: PowerShellCommand;
  readonly limit: number;
  /** What it's for, if the node denies access: only what the admin just asked for may prompt for credentials. */
  readonly call: DeniedCall;
}

/**
 * Reads from nodes without changing anything, by the fastest transport available: the stream, which runs all reads at
 * once, or REST, where a browser sends six at a time.
 */
@Injectable()
export class NodeReads {
  /** The nodes whose stream failed once. Each failure permanently costs the SDK one of the node's five slots. */
  private readonly offStream = new Set<string>();

  constructor(
    private readonly appContext: AppContextService,
    private readonly cluster: ActiveCluster,
    private readonly credentials: ClusterCredentials
  ) {}

  /**
   * Runs a reading script on a node. The limit is in milliseconds and doesn't count the time of a credential prompt.
   */
  read(nodeName: string, command: PowerShellCommand, limit: number): Observable<Outcome<unknown[]>> {
    return whole(this.readInParts(nodeName, command, limit));
  }

  /** Like `read`, but also emits partial results if the rest takes longer. `call` is what it's for. */
  readInParts(
    nodeName: string,
    command: PowerShellCommand,
    limit: number,
    call: DeniedCall = 'reading'
  ): Observable<RunOutcome> {
    const read = { nodeName, command, limit, call };
    return defer(() => (this.isStreamOpen(nodeName) ? this.overStream(read) : this.overRest(read)));
  }

  /** The endpoint that the node opens to this admin. Known after its first answer. */
  endpointOf(nodeName: string): Endpoint {
    return this.appContext.authorizationManager.getJeaEndpoint(nodeName) ? 'restricted' : 'full';
  }

  /**
   * The stream only uses the credentials that the SDK has saved for a node, and supports no restricted endpoints. An
   * admin who's restricted on the cluster is also restricted on its nodes.
   */
  private isStreamOpen(nodeName: string): boolean {
    const { powerShellStream } = this.appContext;
    const isConnected =
      powerShellStream.getWebsocketStreamConnectionState() === WebsocketStreamConnectionState.Connected;
    const names = [nodeName, this.cluster.name];
    return (
      isConnected &&
      this.credentials.areThoseSavedFor(nodeName) &&
      names.every(name => this.endpointOf(name) === 'full') &&
      !this.offStream.has(nodeName)
    );
  }

  /**
   * Falls back to REST if the stream fails: there the SDK finds restricted endpoints, and the cluster's
   * credentials are used.
   */
  private overStream(read: NodeRead): Observable<RunOutcome> {
    const { nodeName, command, limit } = read;
    const used = this.credentials.token();
    const late = this.credentials.limit(limit);
    const { powerShellStream } = this.appContext;
    return runOverStream(powerShellStream, nodeName, command, late).pipe(
      switchMap(told => {
        const { outcome } = told;
        if (outcome.kind === 'answer' || outcome.failure.reason === 'serverError') {
          this.credentials.accepted(nodeName, used);
          return of(told);
        }
        this.offStream.add(nodeName);
        return outcome.failure.reason === 'timedOut' ? of(told) : this.overRest(read, late);
      })
    );
  }

  /** `late` ends the first attempt: what a failed stream left of the limit. */
  private overRest(read: NodeRead, late = this.credentials.limit(read.limit)): Observable<RunOutcome> {
    return this.credentials.settled().pipe(switchMap(() => this.overRestNow(read, late)));
  }

  private overRestNow(read: NodeRead, late: Observable<unknown>): Observable<RunOutcome> {
    const { nodeName, command } = read;
    const { powerShell } = this.appContext;
    const used = this.credentials.token();
    const credentials = this.credentials.forRequest(nodeName);
    const session = powerShell.createAutomaticSession(nodeName, credentials);
    return runReading(powerShell, session, command, late, credentials).pipe(
      switchMap(told => {
        const { outcome } = told;
        if (outcome.kind === 'answer') {
          this.credentials.accepted(nodeName, used);
          return of(told);
        }
        return outcome.failure.reason === 'denied' ? this.afterDenial(read, used, outcome) : of(told);
      })
    );
  }

  private afterDenial(
    read: NodeRead,
    used: ReturnType<ClusterCredentials['token']>,
    denied: Extract<Outcome<never>, { kind: 'failure' }>
  ): Observable<RunOutcome> {
    return this.credentials
      .afterDenial(read.nodeName, used, denied.failure, read.call)
      .pipe(switchMap(hasOthers => (hasOthers ? this.overRest(read) : of({ outcome: denied, isWhole: true }))));
  }
}
