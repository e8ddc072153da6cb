import { BadRequest } from './control/bad-request';
import { ControlledLab } from './control/controlled-lab';
import { EventStream } from './control/event-stream';
import { LabClusterChange, LabServerChange, LabState } from './control/lab-state';
import { AuditEntry, AuditTrail } from './gateway/audit-trail';
import { Gateway, GatewaySettings, usualGateway } from './gateway/gateway';
import { apiVersions } from './gateway/gateway-call';
import { OpenedSession } from './gateway/gateway-sessions';
import { Hold, HoldMoment } from './gateway/run-holds';
import { LabCluster } from './lab-cluster';
import { ServerCertificates } from './servers/certificate-store';
import { RememberingSessions } from './servers/remembering-sessions';
import { RecordEntry } from './servers/server-state';
import { SessionHost } from './servers/session';

/** The parts of a running lab. */
export interface LabParts {
  cluster: LabCluster;
  host: SessionHost;
  gateway: Gateway;
  events: EventStream;
  audit: AuditTrail;
}

/** A lab whose parts are running. The code that starts the web server sets its address and how to cut connections. */
export class RunningLab implements ControlledLab {
  address = '';
  cutStreams: () => void = () => undefined;
  dropCalls: () => void = () => undefined;

  constructor(
    private parts: LabParts,
    private ends: (() => unknown)[]
  ) {}

  get stateFolder(): string {
    return this.parts.cluster.stateFolder;
  }

  state(): LabState {
    const { cluster, gateway } = this.parts;
    return {
      scenario: cluster.scenario,
      scenarios: cluster.scenarioNames(),
      clusterName: cluster.clusterName,
      domain: cluster.domain,
      clusterAnswers: cluster.answers,
      connection: cluster.connection,
      accounts: cluster.accounts,
      servers: cluster.servers(),
      guests: cluster.guests.listed,
      keys: cluster.keys(),
      gateway: {
        ...gateway.settings,
        apiVersions,
        openSessions: gateway.sessions.count
      }
    };
  }

  async setScenario(name: string): Promise<void> {
    const known = this.parts.cluster.scenarioNames();
    if (!known.includes(name)) {
      throw new BadRequest(`There is no scenario "${name}"; there are: ${known.join(', ')}.`);
    }
    await this.parts.gateway.sessions.closeAll();
    this.parts.cluster.play(name);
    this.parts.events.send('state');
    this.reloadExtension();
  }

  async startOver(scenario: string): Promise<void> {
    this.configureGateway(usualGateway);
    await this.setScenario(scenario);
    this.clearAudit();
  }

  async changeServer(name: string, change: LabServerChange): Promise<void> {
    const server = this.serverNamed(name);
    this.parts.cluster.change(server, change);
    if (change.power === 'off') {
      await this.parts.host.powerOff(server);
    } else if (changesModules(change)) {
      await this.parts.gateway.sessions.renew(server);
    }
    this.parts.events.send('state');
  }

  addServer(name: string, like?: string): void {
    this.checkNewName(name);
    const { cluster } = this.parts;
    cluster.add(name, like === undefined ? cluster.servers()[0].name : this.serverNamed(like));
    this.parts.events.send('state');
  }

  async removeServer(name: string): Promise<void> {
    const server = this.serverNamed(name);
    if (this.parts.cluster.servers().length === 1) {
      throw new BadRequest('The last server of a cluster stays.');
    }
    await this.whileOff(server, () => this.parts.cluster.remove(server));
  }

  async renameServer(name: string, newName: string): Promise<void> {
    const server = this.serverNamed(name);
    this.checkNewName(newName);
    await this.whileOff(server, () => this.parts.cluster.rename(server, newName));
  }

  async restartServer(name: string): Promise<void> {
    const server = this.serverNamed(name);
    await this.whileOff(server, () => undefined);
  }

  async reinstallServer(name: string): Promise<void> {
    const server = this.serverNamed(name);
    await this.whileOff(server, () => this.parts.cluster.removeKey(server));
  }

  migrateGuest(guestName: string, toServer: string): void {
    this.parts.cluster.guests.migrate(guestName, this.serverNamed(toServer));
    this.parts.events.send('state');
  }

  configureGateway(change: Partial<GatewaySettings>): void {
    this.parts.gateway.configure(change);
    if (change.isRunning === false) {
      this.dropCalls();
      // Don't wait: the pages that used these sessions are cut off already.
      void this.parts.gateway.sessions.closeAll();
    }
    if (change.failure) {
      // What fails doesn't keep streams open, either.
      this.cutStreams();
    }
    this.parts.events.send('state');
    if (change.apiVersion !== undefined || change.stream !== undefined) {
      // It is another gateway now, so the streams of the old one end and the extension restarts.
      this.cutStreams();
      this.reloadExtension();
    }
  }

  holdRun(server: string, command: string, moment: HoldMoment): Hold {
    return this.parts.gateway.sessions.holds.hold(this.serverNamed(server), command, moment);
  }

  changeCluster({ answers }: LabClusterChange): void {
    if (answers !== undefined) {
      this.parts.cluster.answers = answers;
    }
    this.parts.events.send('state');
  }

  changePassword(userName: string, password: string): void {
    if (!this.parts.cluster.changePassword(userName, password)) {
      throw new BadRequest(`There is no account "${userName}" in this scenario.`);
    }
    this.parts.events.send('state');
  }

  rememberAnswers(remembers: boolean): void {
    const { host } = this.parts;
    if (host instanceof RememberingSessions) {
      host.remembers = remembers;
    } else if (remembers) {
      throw new Error('These servers have no PowerShell whose answers could be remembered.');
    }
  }

  audit(): AuditEntry[] {
    return this.parts.audit.entries();
  }

  clearAudit(): void {
    this.parts.audit.clear();
  }

  record(): RecordEntry[] {
    return this.parts.cluster.record();
  }

  certificates(server: string): ServerCertificates {
    return this.parts.cluster.certificates(this.serverNamed(server));
  }

  keysOf(server: string): string[] {
    return this.parts.cluster.keysOf(this.serverNamed(server));
  }

  openedSessions(): readonly OpenedSession[] {
    return this.parts.gateway.sessions.opened;
  }

  advanceClock(milliseconds: number): void {
    this.parts.gateway.clock.advance(milliseconds);
  }

  reloadExtension(): void {
    this.parts.events.send('reload');
  }

  async stop(): Promise<void> {
    await endAll(this.ends);
  }

  private serverNamed(name: string): string {
    const server = this.parts.cluster.find(name);
    if (!server) {
      throw new BadRequest(`There is no server "${name}" in this scenario.`);
    }
    return server;
  }

  private checkNewName(name: string): void {
    if (!/^[a-z][a-z0-9-]{0,14}$/.test(name)) {
      throw new BadRequest(`"${name}" is no name of a server; one is such as "node05".`);
    }
    if (this.parts.cluster.hasName(name)) {
      throw new BadRequest(`The name "${name}" is taken in this scenario.`);
    }
  }

  /** Makes a change while a server is off, so that no process outlives it. Turns the server on again if it was on. */
  private async whileOff(server: string, change: () => void): Promise<void> {
    const { cluster, host, gateway } = this.parts;
    const wasOn = cluster.isOn(server);
    await host.powerOff(server);
    gateway.sessions.forget(server);
    if (wasOn) {
      cluster.change(server, { power: 'on' });
    }
    change();
    this.parts.events.send('state');
  }
}

/** Whether a change affects what new sessions on a server find there or may do. */
function changesModules({ activationModule, azure, applicationControl }: LabServerChange): boolean {
  return Boolean(activationModule ?? azure?.module) || applicationControl !== undefined;
}

/** Ends all parts, the last one first. If one fails, the others are ended anyway, and this rejects afterwards. */
export async function endAll(ends: (() => unknown)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const end of ends.splice(0).reverse()) {
    try {
      await end();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw failures[0];
  }
}
