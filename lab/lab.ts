import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { inProject } from '../machine/project-paths';
import { Controlled } from './control/control-routes';
import { EventStream } from './control/event-stream';
import { LabClusterChange, LabServerChange, LabState } from './control/lab-state';
import { BadRequest } from './control/bad-request';
import { AuditEntry, AuditTrail } from './gateway/audit-trail';
import { Gateway, GatewaySettings, usualGateway } from './gateway/gateway';
import { ApiVersion, apiVersions } from './gateway/gateway-call';
import { OpenedSession } from './gateway/gateway-sessions';
import { Hold, HoldMoment } from './gateway/run-holds';
import { LabCluster } from './lab-cluster';
import { RememberedAnswers, RememberingSessions } from './servers/remembering-sessions';
import { RecordEntry } from './servers/server-state';
import { Hearer, SessionHost, SessionHostOptions } from './servers/session';
import { startSessionHost } from './servers/session-host';
import { watchBundle } from './shell/bundle-watch';
import { faultOfBundle } from './shell/extension-bundle';
import { ShellRoutes } from './shell/shell-routes';
import { WebServer } from './web-server';

/** What a lab is started with. */
export interface LabOptions {
  /** 0, or nothing, for a free one. */
  port?: number;
  scenario?: string;
  /** The folder of the built extension. */
  bundle?: string;
  poolSize?: number;
  poolKeeps?: number;
  /** Whether the extension is loaded anew when its bundle was built anew. */
  watch?: boolean;
  api?: ApiVersion;
  /** Whether the gateway has the stream. */
  stream?: boolean;
  /** Hears every line that goes to the servers' PowerShell or comes from it. */
  hear?: Hearer;
  /** Whether reading scripts are answered from what PowerShell answered before, see `rememberAnswers`. */
  remembersAnswers?: boolean;
  /** What is remembered from another lab, and takes what this one comes to know. */
  rememberedAnswers?: RememberedAnswers;
  /** Starts the servers' sessions; a test of the shell alone brings its own. */
  startSessions?: (options: SessionHostOptions) => Promise<SessionHost>;
}

/** A running lab. */
export interface Lab {
  readonly address: string;
  readonly stateFolder: string;
  /** Plays another cluster, and loads the extension anew. */
  setScenario(name: string): Promise<void>;
  /** Plays a cluster on a gateway as usual, with an empty audit trail: as if the lab had just been started. */
  startOver(scenario: string): Promise<void>;
  /**
   * Changes a server. What is changed of its module or its application control is met by sessions
   * that are opened from then on; a page's own go on as they are.
   */
  changeServer(name: string, change: LabServerChange): Promise<void>;
  /** Adds a server without a key, set up like the named one, or the first. */
  addServer(name: string, like?: string): void;
  /** Evicts a server: what runs on it is killed, and its name no longer reaches anything. */
  removeServer(name: string): Promise<void>;
  /** Gives a server another name. It is restarted by that, and keeps its key. */
  renameServer(name: string, newName: string): Promise<void>;
  /** Installs a server anew: its key is gone, but stays tied to the machine. */
  reinstallServer(name: string): Promise<void>;
  /** Moves a guest to another server, as live migration does. Throws where it can't go there. */
  migrateGuest(guestName: string, toServer: string): void;
  configureGateway(change: Partial<GatewaySettings>): void;
  /**
   * Has the next run of that script on a server wait at a moment, until it is let go: so a test can have something
   * happen right there.
   */
  holdRun(server: string, command: string, moment: HoldMoment): Hold;
  changeCluster(change: LabClusterChange): void;
  /**
   * From then on reading scripts of the product are answered from what PowerShell answered to them before, on the same
   * state; or everything by PowerShell again.
   */
  rememberAnswers(remembers: boolean): void;
  /** Gives an account another password, so that credentials given before are refused. */
  changePassword(userName: string, password: string): void;
  /** Cuts every page's stream; they may open another. */
  cutStreams(): void;
  state(): LabState;
  audit(): AuditEntry[];
  clearAudit(): void;
  record(): RecordEntry[];
  /** Every session that was opened on a server, with the process that it ran in. */
  openedSessions(): readonly OpenedSession[];
  advanceClock(milliseconds: number): void;
  reloadExtension(): void;
  /** Ends all that the lab started. */
  stop(): Promise<void>;
}

const builtExtension = inProject('dist');

/** The scenario that is played where none is named. */
export const usualScenario = 'healthy';

/** Starts a lab. Rejects with an error of one sentence where it cannot. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const bundle = options.bundle ?? builtExtension;
  const fault = faultOfBundle(bundle);
  if (fault) {
    throw new Error(fault);
  }
  const cluster = new LabCluster(fs.mkdtempSync(path.join(os.tmpdir(), 'avma-lab-')));
  const ends: (() => unknown)[] = [() => removeFolder(cluster.stateFolder)];
  try {
    return await open(cluster, bundle, options, ends);
  } catch (error) {
    await endAll(ends);
    throw error;
  }
}

/** Starts part after part, noting how each is ended. */
async function open(cluster: LabCluster, bundle: string, options: LabOptions, ends: (() => unknown)[]): Promise<Lab> {
  cluster.play(options.scenario ?? usualScenario);
  const shell = await ShellRoutes.prepare(bundle);
  const startSessions = options.startSessions ?? startServers;
  const { stateFolder } = cluster;
  const host = await startSessions(
    {
      stateFolder,
      poolSize: options.poolSize,
      poolKeeps: options.poolKeeps,
      hear: options.hear,
      moduleFolder: path.join(bundle, 'powershell-module')
    },
    options.rememberedAnswers
  );
  ends.push(() => host.dispose());
  const gateway = new Gateway(host, cluster, options.api);
  gateway.configure({ stream: options.stream });
  ends.push(() => gateway.dispose());
  const parts = { cluster, host, gateway, events: new EventStream(), audit: new AuditTrail() };
  const lab = new RunningLab(parts, ends);
  lab.rememberAnswers(options.remembersAnswers ?? false);
  const web = new WebServer({ gateway, audit: parts.audit, shell, control: lab });
  lab.address = await web.listen(options.port ?? 0);
  lab.cutStreams = () => web.cutStreams();
  lab.dropCalls = () => web.dropCalls();
  ends.push(
    () => web.close(),
    () => parts.events.end()
  );
  if (options.watch) {
    ends.push(watchBundle(bundle, () => lab.reloadExtension()));
  }
  return lab;
}

async function startServers(options: SessionHostOptions, answers?: RememberedAnswers): Promise<SessionHost> {
  return new RememberingSessions(await startSessionHost(options), options, answers);
}

/** What a running lab consists of. */
interface LabParts {
  cluster: LabCluster;
  host: SessionHost;
  gateway: Gateway;
  events: EventStream;
  audit: AuditTrail;
}

/** A lab whose parts are running. */
class RunningLab implements Lab, Controlled {
  /** Known once the web server listens. */
  address = '';
  cutStreams: () => void = () => undefined;
  dropCalls: () => void = () => undefined;

  constructor(
    private parts: LabParts,
    private ends: (() => unknown)[]
  ) {}

  get events(): EventStream {
    return this.parts.events;
  }

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
    this.events.send('state');
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
    this.events.send('state');
  }

  addServer(name: string, like?: string): void {
    this.checkNewName(name);
    const { cluster } = this.parts;
    cluster.add(name, like === undefined ? cluster.servers()[0].name : this.serverNamed(like));
    this.events.send('state');
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

  async reinstallServer(name: string): Promise<void> {
    const server = this.serverNamed(name);
    await this.whileOff(server, () => this.parts.cluster.removeKey(server));
  }

  migrateGuest(guestName: string, toServer: string): void {
    this.parts.cluster.guests.migrate(guestName, this.serverNamed(toServer));
    this.events.send('state');
  }

  configureGateway(change: Partial<GatewaySettings>): void {
    this.parts.gateway.configure(change);
    if (change.isRunning === false) {
      this.dropCalls();
      // What the sessions' servers were doing ends with them; nobody is left to wait for that.
      void this.parts.gateway.sessions.closeAll();
    }
    this.events.send('state');
    if (change.apiVersion !== undefined || change.stream !== undefined) {
      // Another gateway: what was open with the old one is gone, and the extension starts anew.
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
    this.events.send('state');
  }

  changePassword(userName: string, password: string): void {
    if (!this.parts.cluster.changePassword(userName, password)) {
      throw new BadRequest(`There is no account "${userName}" in this scenario.`);
    }
    this.events.send('state');
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

  openedSessions(): readonly OpenedSession[] {
    return this.parts.gateway.sessions.opened;
  }

  advanceClock(milliseconds: number): void {
    this.parts.gateway.clock.advance(milliseconds);
  }

  reloadExtension(): void {
    this.events.send('reload');
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

  /** Switches a server off for a change that nothing on it may outlive, then on if it was on. */
  private async whileOff(server: string, change: () => void): Promise<void> {
    const { cluster, host, gateway } = this.parts;
    const wasOn = cluster.isOn(server);
    await host.powerOff(server);
    gateway.sessions.forget(server);
    if (wasOn) {
      cluster.change(server, { power: 'on' });
    }
    change();
    this.events.send('state');
  }
}

/** Whether what is found on a server, or what it may do, is another from then on. */
function changesModules({ activationModule, azure, applicationControl }: LabServerChange): boolean {
  return Boolean(activationModule ?? azure?.module) || applicationControl !== undefined;
}

/**
 * Ends part after part, the last started first; one that fails keeps none of the others running.
 */
async function endAll(ends: (() => unknown)[]): Promise<void> {
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

function removeFolder(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true });
}
