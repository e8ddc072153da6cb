import { Injectable } from '@angular/core';
import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';
import { PowerShell, PowerShellSession } from '@microsoft/windows-admin-center-sdk/core/data/powershell';
import { Observable, concat, defer, filter, map, of, scan, switchMap } from 'rxjs';
import { PowerShellScripts } from '../../generated/powershell-scripts';
import { Attempt, attemptNotMade, readAttempt } from '../domain/servers/attempt';
import { Outcome } from '../domain/answers/failure';
import { ProductKey } from '../domain/keys/product-key';
import { Endpoint, Report, readReport } from '../domain/answers/report';
import { saidIn } from '../domain/answers/said';
import { Server, readServers, serversNamed } from '../domain/servers/server';
import { VirtualMachinesReport, readVirtualMachines } from '../domain/guests/virtual-machine';
import { ClusterConnection, SessionState } from './cluster-connection';
import { ClusterCredentials } from './cluster-credentials';
import { KeyedSessions } from './keyed-sessions';
import { NodeReads } from './node-reads';
import { RunOutcome, runChange } from './script-run';
import { timeLimits } from './time-limits';

/** The cluster through the SDK: what only reads takes the way that is open, what changes a server takes REST. */
@Injectable()
export class SdkClusterConnection extends ClusterConnection {
  constructor(
    private readonly appContext: AppContextService,
    private readonly credentials: ClusterCredentials,
    private readonly reads: NodeReads,
    private readonly keyedSessions: KeyedSessions
  ) {
    super();
  }

  get clusterName(): string {
    return this.appContext.activeConnection.validNodeName;
  }

  servers(): Observable<Outcome<readonly Server[]>> {
    const command = PowerShell.createCommand(PowerShellScripts.Get_ClusterServer);
    return this.reads.read(this.clusterName, command, timeLimits.servers).pipe(map(serversOf));
  }

  cachedServers(): readonly Server[] {
    return serversNamed(this.appContext.activeConnection.clusterNodes ?? []);
  }

  allowCredentialPrompt(): void {
    this.credentials.allowPrompt();
  }

  report(server: Server): Observable<Outcome<Report>> {
    const command = PowerShell.createCommand(PowerShellScripts.Get_ServerActivation);
    return this.reads.readInParts(server.fqdn, command, timeLimits.report).pipe(
      scan(
        (before: Outcome<Report> | null, told) => reportAfter(before, told, this.reads.endpointOf(server.fqdn)),
        null
      ),
      filter((outcome): outcome is Outcome<Report> => outcome !== null)
    );
  }

  virtualMachines(server: Server): Observable<Outcome<VirtualMachinesReport>> {
    const command = PowerShell.createCommand(PowerShellScripts.Get_ServerVirtualMachine);
    return this.reads.read(server.fqdn, command, timeLimits.virtualMachines).pipe(map(machinesOf));
  }

  prepare(server: Server): Observable<SessionState> {
    return this.keyedSessions.keepReady(server.fqdn);
  }

  apply(server: Server, key: ProductKey): Observable<Attempt> {
    return this.applyOnce(server, key).pipe(
      // The server's private key was renewed after we asked for the public one: nothing was tried, so ask once more.
      switchMap(attempt => (isSessionRenewed(attempt) ? this.applyOnce(server, key) : of(attempt)))
    );
  }

  private applyOnce(server: Server, key: ProductKey): Observable<Attempt> {
    return this.keyedSessions.withEncrypted(server.fqdn, key, (session, outcome) =>
      outcome.kind === 'answer'
        ? this.send(server, session, outcome.value)
        : of<Attempt>(attemptNotMade(outcome.failure))
    );
  }

  private send(server: Server, session: PowerShellSession, encryptedKey: string): Observable<Attempt> {
    const command = PowerShell.createCommand(PowerShellScripts.Set_ServerActivationKey, {
      encryptedKey
    });
    const { powerShell } = this.appContext;
    const answer = runChange(powerShell, session, command, timeLimits.apply).pipe(
      map((outcome): Attempt => {
        if (outcome.kind === 'answer') {
          return readAttempt(outcome.value);
        }
        // A retry must not stand in line behind what may never end.
        this.keyedSessions.renew(server.fqdn, session);
        // Sent, and no answer: the server may have applied it all the same.
        return { kind: 'notKnown', failure: outcome.failure };
      })
    );
    return concat(
      defer(() => of<Attempt>({ kind: 'applying', since: Date.now() })),
      answer
    );
  }
}

function isSessionRenewed(attempt: Attempt): boolean {
  const renewed = ['sessionKeyMissing', 'notDecrypted'];
  return attempt.kind === 'failed' && renewed.includes(attempt.reason);
}

function serversOf(outcome: Outcome<unknown[]>): Outcome<readonly Server[]> {
  if (outcome.kind === 'failure') {
    return outcome;
  }
  const reading = readServers(outcome.value);
  switch (reading.kind) {
    case 'servers':
      return { kind: 'answer', value: reading.servers };
    case 'badName':
      return { kind: 'failure', failure: { reason: 'badServerName', message: shownName(reading.name) } };
    case 'tooMany':
      return { kind: 'failure', failure: { reason: 'tooManyServers', message: String(reading.count) } };
    case 'notUnderstood':
      return notUnderstood(outcome.value);
  }
}

/** What was told in place of a name, cut, and with nothing in it that could do something where it is shown. */
function shownName(name: string): string {
  return saidIn(name.slice(0, 100).replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '\ufffd'));
}

/**
 * What is known of a server after its run has told so much: null where that is nothing yet. What came stands, though
 * the rest never came.
 */
function reportAfter(
  before: Outcome<Report> | null,
  { outcome, isWhole }: RunOutcome,
  endpoint: Endpoint
): Outcome<Report> | null {
  if (!isWhole) {
    const part = outcome.kind === 'answer' ? readReport(outcome.value, endpoint, 'awaited') : null;
    return part?.kind === 'report' ? { kind: 'answer', value: part.report } : before;
  }
  return before?.kind === 'answer' && outcome.kind === 'failure'
    ? { kind: 'answer', value: { ...before.value, azure: 'missing' } }
    : reportOf(outcome, endpoint);
}

function reportOf(outcome: Outcome<unknown[]>, endpoint: Endpoint): Outcome<Report> {
  if (outcome.kind === 'failure') {
    return outcome;
  }
  const reading = readReport(outcome.value, endpoint);
  return reading.kind === 'report' ? { kind: 'answer', value: reading.report } : notUnderstood(outcome.value);
}

function machinesOf(outcome: Outcome<unknown[]>): Outcome<VirtualMachinesReport> {
  if (outcome.kind === 'failure') {
    return outcome;
  }
  const reading = readVirtualMachines(outcome.value);
  return reading.kind === 'report' ? { kind: 'answer', value: reading.report } : notUnderstood(outcome.value);
}

function notUnderstood(answer: unknown): Outcome<never> {
  return { kind: 'failure', failure: { reason: 'notUnderstood', message: saidIn(answer) } };
}
