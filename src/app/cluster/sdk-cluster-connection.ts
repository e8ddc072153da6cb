import { Injectable } from '@angular/core';
import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';
import { PowerShell, PowerShellSession } from '@microsoft/windows-admin-center-sdk/core/data/powershell';
import { Observable, concat, defer, filter, map, of, scan, switchMap } from 'rxjs';
import { PowerShellScripts } from '../../generated/powershell-scripts';
import { Attempt, attemptNotMade, readAttempt } from '../domain/servers/attempt';
import { Outcome } from '../domain/answers/failure';
import { ProductKey } from '../domain/keys/product-key';
import { Endpoint, Report, hasLicensing, readReport } from '../domain/answers/report';
import { KeyProtection } from '../domain/servers/status';
import { Server, readServers, serversNamed } from '../domain/servers/server';
import { VirtualMachinesReport, readVirtualMachines } from '../domain/guests/virtual-machine';
import { ActiveCluster } from './active-cluster';
import { CertificateKeys, SealedKey } from './certificate-keys';
import { ClusterConnection, SessionState } from './cluster-connection';
import { ClusterCredentials, DeniedCall } from './cluster-credentials';
import { KeyedSessions } from './keyed-sessions';
import { NodeReads } from './node-reads';
import { RunOutcome, runChange } from './script-run';
import { timeLimits } from './time-limits';

/** Connects to the cluster through the SDK. Reads use the fastest transport available; changes use REST. */
@Injectable()
export class SdkClusterConnection extends ClusterConnection {
  constructor(
    private readonly appContext: AppContextService,
    private readonly active: ActiveCluster,
    private readonly credentials: ClusterCredentials,
    private readonly reads: NodeReads,
    private readonly keyedSessions: KeyedSessions,
    private readonly certificateKeys: CertificateKeys
  ) {
    super();
  }

  get clusterName(): string {
    return this.active.name;
  }

  servers(): Observable<Outcome<readonly Server[]>> {
    const command = PowerShell.createCommand(PowerShellScripts.Get_ClusterServer);
    return this.reads
      .read(this.clusterName, command, timeLimits.servers)
      .pipe(map(outcome => read(outcome, readServers)));
  }

  cachedServers(): readonly Server[] {
    return serversNamed(this.active.nodes);
  }

  allowCredentialPrompt(call: DeniedCall): void {
    this.credentials.allowPrompt(call);
  }

  endCredentialPrompt(call: DeniedCall): void {
    this.credentials.endPrompt(call);
  }

  pageShown(isShown: boolean): void {
    this.credentials.pageShown(isShown);
  }

  report(server: Server, call: DeniedCall = 'reading'): Observable<Outcome<Report>> {
    const command = PowerShell.createCommand(PowerShellScripts.Get_ServerActivation);
    return this.reads.readInParts(server.fqdn, command, timeLimits.report, call).pipe(
      scan((before: ReportSoFar | null, told) => reportAfter(before, told, this.reads.endpointOf(server.fqdn)), null),
      filter((soFar): soFar is ReportSoFar => soFar?.isShown ?? false),
      map(({ report }) => report)
    );
  }

  virtualMachines(server: Server): Observable<Outcome<VirtualMachinesReport>> {
    const command = PowerShell.createCommand(PowerShellScripts.Get_ServerVirtualMachine);
    return this.reads
      .read(server.fqdn, command, timeLimits.virtualMachines)
      .pipe(map(outcome => read(outcome, readVirtualMachines)));
  }

  prepare(server: Server): Observable<SessionState> {
    return this.keyedSessions.keepReady(server.fqdn);
  }

  apply(server: Server, key: ProductKey, protection: KeyProtection): Observable<Attempt> {
    if (protection === 'certificate') {
      const sent = this.certificateKeys.withEncrypted(server.fqdn, key, (session, sealed) =>
        this.send(server, session, sealed)
      );
      // A certificate can't be taken back, because the server makes it whether or not anyone waits.
      return concat(begun, sent);
    }
    return this.applyOnce(server, key).pipe(
      // The server's private key was renewed after we asked for the public one. Nothing was tried, so try once more.
      switchMap(attempt => (isSessionRenewed(attempt) ? this.applyOnce(server, key) : of(attempt)))
    );
  }

  private applyOnce(server: Server, key: ProductKey): Observable<Attempt> {
    return this.keyedSessions.withEncrypted(server.fqdn, key, (session, outcome) =>
      this.send(server, session, sealedBy(outcome))
    );
  }

  private send(server: Server, session: PowerShellSession, sealed: SealedKey): Observable<Attempt> {
    if (sealed.kind === 'notSealed') {
      return of(sealed.attempt);
    }
    const { encryptedKey, thumbprint, left: lost } = sealed;
    const command = PowerShell.createCommand(PowerShellScripts.Set_ServerActivationKey, {
      encryptedKey,
      ...(thumbprint === null ? {} : { certificateThumbprint: thumbprint })
    });
    const { powerShell } = this.appContext;
    const answer = runChange(powerShell, session, command, this.credentials.limit(timeLimits.apply)).pipe(
      map((outcome): Attempt => {
        if (outcome.kind === 'answer') {
          const attempt = readAttempt(outcome.value, thumbprint);
          if (attempt.kind === 'failed' && attempt.reason === 'moduleMissing') {
            // A session keeps the modules that it found when it was opened, even one that couldn't be loaded.
            this.keyedSessions.renew(server.fqdn, session);
          }
          return lost && !attempt.left ? { ...attempt, left: lost } : attempt;
        }
        // A retry must not queue behind a run that may never end.
        this.keyedSessions.renew(server.fqdn, session);
        // The key was sent but the answer was lost: the server may have applied it.
        const left = thumbprint === null ? {} : { left: { thumbprint, kind: 'perhaps' as const, message: '' } };
        return { kind: 'notKnown', failure: outcome.failure, ...left };
      })
    );
    return thumbprint === null ? concat(begun, answer) : answer;
  }
}

/** From here on, nothing can be taken back. */
const begun = defer(() => of<Attempt>({ kind: 'applying', since: Date.now() }));

function sealedBy(outcome: Outcome<string>): SealedKey {
  return outcome.kind === 'answer'
    ? { kind: 'sealed', encryptedKey: outcome.value, thumbprint: null }
    : { kind: 'notSealed', attempt: attemptNotMade(outcome.failure) };
}

function isSessionRenewed(attempt: Attempt): boolean {
  const renewed = ['sessionKeyMissing', 'notDecrypted'];
  return attempt.kind === 'failed' && renewed.includes(attempt.reason);
}

/** A server's report from its output so far, and whether that's enough to show. */
interface ReportSoFar {
  readonly report: Outcome<Report>;
  readonly isShown: boolean;
}

/**
 * A server's report from its output so far, or null if there's none yet. What has been shown stays if the rest never
 * arrives. What hasn't doesn't count: without the licensing products, it might say that a key is active that isn't.
 */
function reportAfter(
  before: ReportSoFar | null,
  { outcome, isWhole }: RunOutcome,
  endpoint: Endpoint
): ReportSoFar | null {
  if (!isWhole) {
    const report = read(outcome, answers => readReport(answers, endpoint, 'awaited'));
    const isShown = outcome.kind === 'answer' && hasLicensing(outcome.value);
    return report.kind === 'answer' ? { report, isShown } : before;
  }
  const report: Outcome<Report> =
    before?.isShown && before.report.kind === 'answer' && outcome.kind === 'failure'
      ? { kind: 'answer', value: { ...before.report.value, azure: 'missing' } }
      : read(outcome, answers => readReport(answers, endpoint));
  return { report, isShown: true };
}

/** Reads a script's output, or passes on its failure. */
function read<T>(outcome: Outcome<unknown[]>, reader: (answers: unknown[]) => Outcome<T>): Outcome<T> {
  return outcome.kind === 'answer' ? reader(outcome.value) : outcome;
}
