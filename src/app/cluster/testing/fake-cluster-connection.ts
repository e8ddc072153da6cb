import { Observable, Subject, defer } from 'rxjs';
import { Attempt } from '../../domain/servers/attempt';
import { Failure, Outcome } from '../../domain/answers/failure';
import { ProductKey } from '../../domain/keys/product-key';
import { Report, readReport } from '../../domain/answers/report';
import { KeyProtection } from '../../domain/servers/status';
import { Server } from '../../domain/servers/server';
import { VirtualMachinesReport, readVirtualMachines } from '../../domain/guests/virtual-machine';
import { machinesAnswer } from '../../domain/testing/virtual-machine-fixture';
import { ClusterConnection, SessionState } from '../cluster-connection';
import { DeniedCall } from '../cluster-credentials';

/** A call that waits until a spec answers it. */
export class AwaitedCall<T> {
  readonly answers = new Subject<T>();

  constructor(private readonly arrive: (answer: () => void) => void) {}

  /** Answers the call and completes it. */
  answer(value: T): void {
    this.arrive(() => {
      this.answers.next(value);
      this.answers.complete();
    });
  }
}

/** A connection whose calls all wait until a spec answers them. For specs only. */
export class FakeClusterConnection extends ClusterConnection {
  readonly clusterName = 'cluster01.contoso.com';
  readonly serversCalls: AwaitedCall<Outcome<readonly Server[]>>[] = [];
  readonly reportCalls: (AwaitedCall<Outcome<Report>> & { server: Server; call: DeniedCall })[] = [];
  readonly machinesCalls: (AwaitedCall<Outcome<VirtualMachinesReport>> & { server: Server })[] = [];
  readonly applyCalls: (AwaitedCall<Attempt> & { server: Server; key: ProductKey; protection: KeyProtection })[] = [];
  /** The servers on which a session was requested, in order. */
  readonly prepareCalls: string[] = [];
  /** The servers whose session is being kept ready. */
  readonly prepared = new Set<string>();

  /** How answers arrive. A page's spec runs them in Angular's zone, which then waits for what they trigger. */
  arriveIn: (answer: () => void) => void = answer => answer();

  /** The servers that Windows Admin Center remembers. */
  remembered: readonly Server[] = [];
  /** How often the admin has allowed another credential prompt. */
  askedForCredentials = 0;
  /** How many actions may ask for credentials once more. */
  allowedForActions = 0;

  private readonly arrive = (answer: () => void): void => this.arriveIn(answer);

  cachedServers(): readonly Server[] {
    return this.remembered;
  }

  /** Whether the page is shown. */
  isPageShown = false;

  endCredentialPrompt(call: DeniedCall): void {
    if (call === 'action') {
      this.allowedForActions -= 1;
    }
  }

  pageShown(isShown: boolean): void {
    this.isPageShown = isShown;
  }

  allowCredentialPrompt(call: DeniedCall): void {
    if (call === 'reading') {
      this.askedForCredentials += 1;
    } else {
      this.allowedForActions += 1;
    }
  }

  servers(): Observable<Outcome<readonly Server[]>> {
    return defer(() => noted(this.serversCalls, new AwaitedCall(this.arrive)).answers);
  }

  report(server: Server, call: DeniedCall = 'reading'): Observable<Outcome<Report>> {
    return defer(() => {
      const asked = Object.assign(new AwaitedCall<Outcome<Report>>(this.arrive), { server, call });
      return noted(this.reportCalls, asked).answers;
    });
  }

  virtualMachines(server: Server): Observable<Outcome<VirtualMachinesReport>> {
    return defer(() => {
      const call = Object.assign(new AwaitedCall<Outcome<VirtualMachinesReport>>(this.arrive), { server });
      return noted(this.machinesCalls, call).answers;
    });
  }

  prepare(server: Server): Observable<SessionState> {
    return new Observable(listener => {
      this.prepareCalls.push(server.name);
      this.prepared.add(server.name);
      listener.next('ready');
      return () => this.prepared.delete(server.name);
    });
  }

  apply(server: Server, key: ProductKey, protection: KeyProtection): Observable<Attempt> {
    return defer(() => {
      const call = Object.assign(new AwaitedCall<Attempt>(this.arrive), { server, key, protection });
      return noted(this.applyCalls, call).answers;
    });
  }

  /** Answers the last call for that server's report. */
  answerReport(server: Server, outcome: Outcome<Report>): void {
    const calls = this.reportCalls.filter(call => call.server.name === server.name);
    calls[calls.length - 1].answer(outcome);
  }

  /** Answers the last call for that server's virtual machines, with rows as the script returns them or a failure. */
  answerMachines(server: Server, machines: readonly object[] | Failure['reason'], said = {}): void {
    const calls = this.machinesCalls.filter(call => call.server.name === server.name);
    calls[calls.length - 1].answer(
      typeof machines === 'string' ? failed(machines) : answered(machinesReport(machines, said))
    );
  }

  /** Reports that the key of the last call to that server was sent. */
  sendApply(server: Server): void {
    const calls = this.applyCalls.filter(call => call.server.name === server.name);
    this.arrive(() => calls[calls.length - 1].answers.next({ kind: 'applying', since: 0 }));
  }

  /** Answers the last call that applies a key to that server. */
  answerApply(server: Server, attempt: Attempt): void {
    const calls = this.applyCalls.filter(call => call.server.name === server.name);
    calls[calls.length - 1].answer(attempt);
  }
}

/** Servers of contoso.com that are up. */
export function serversNamed(...names: readonly string[]): Server[] {
  return names.map(name => ({ name, fqdn: `${name}.contoso.com`, state: 'up' }));
}

/** An answer with that value. */
export function answered<T>(value: T): Outcome<T> {
  return { kind: 'answer', value };
}

/** A failure of that kind. */
export function failed(reason: Failure['reason'], message = ''): Outcome<never> {
  return { kind: 'failure', failure: { reason, message } };
}

/** The report of a server without a host key. */
export function reportWithoutKey(): Report {
  return reportOf({ activation: null, activationError: '0xC004F014', licensing: '[]' });
}

/** The report of a server with an active Windows Server Datacenter key. */
export function reportWithKey(lastFive = 'ABCDE', year = '2022', licenseStatus = 1): Report {
  const product = {
    name: `Windows Server ${year} Datacenter`,
    description: 'Windows(R) Operating System, VOLUME_MAK channel',
    licenseFamily: 'ServerDatacenter',
    licenseStatus,
    partialProductKey: lastFive,
    productKeyChannel: 'Volume:MAK'
  };
  return reportOf({ licensing: JSON.stringify([product]) });
}

/** The report of a server with those virtual machines. */
export function machinesReport(machines: readonly object[], said = {}): VirtualMachinesReport {
  const reading = readVirtualMachines(machinesAnswer(machines, said));
  if (reading.kind !== 'answer') {
    throw new Error('The spec gave something that is no report.');
  }
  return reading.value;
}

function reportOf(changes: Record<string, unknown>): Report {
  const reading = readReport({
    schema: 1,
    moduleVersion: '1.1.0.0',
    moduleSource: 'name',
    osCaption: 'Microsoft Azure Stack HCI',
    osSku: 406,
    subscription: null,
    ...changes
  });
  if (reading.kind !== 'answer') {
    throw new Error('The spec gave something that is no report.');
  }
  return reading.value;
}

function noted<T>(calls: T[], call: T): T {
  calls.push(call);
  return call;
}
