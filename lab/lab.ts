import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { inProject } from '../machine/project-paths';
import { ControlledLab } from './control/controlled-lab';
import { EventStream } from './control/event-stream';
import { AuditTrail } from './gateway/audit-trail';
import { Gateway } from './gateway/gateway';
import { ApiVersion } from './gateway/gateway-call';
import { OpenedSession } from './gateway/gateway-sessions';
import { Hold, HoldMoment } from './gateway/run-holds';
import { unpackExtension } from './extension-package';
import { LabCluster } from './lab-cluster';
import { endAll, RunningLab } from './running-lab';
import { RememberedAnswers, RememberingSessions } from './servers/remembering-sessions';
import { Hearer, SessionHost, SessionHostOptions } from './servers/session';
import { startSessionHost } from './servers/session-host';
import { watchBundle } from './shell/bundle-watch';
import { faultOfBundle } from './shell/extension-bundle';
import { ShellRoutes } from './shell/shell-routes';
import { WebServer } from './web-server';

/** The options to start a lab with. */
export interface LabOptions {
  /** The port to listen on. If it is 0 or undefined, the lab uses a free one. */
  port?: number;
  scenario?: string;
  /** The folder of the built extension. */
  bundle?: string;
  /** A package (.nupkg) whose files take the place of that folder. */
  package?: string;
  poolSize?: number;
  poolKeeps?: number;
  /** Whether to reload the extension when its bundle was rebuilt. */
  watch?: boolean;
  api?: ApiVersion;
  /** Whether the gateway offers the stream. */
  stream?: boolean;
  /** Whether the files of the shell and the extension are compressed for a browser that takes it. */
  compress?: boolean;
  /** Receives every line that is sent to the servers' PowerShell or that it sends back. */
  hear?: Hearer;
  /** Whether remembered answers are on; see `rememberAnswers`. */
  remembersAnswers?: boolean;
  /** Remembered answers to share with another lab. This lab adds its own. */
  rememberedAnswers?: RememberedAnswers;
  /** Starts the host of the servers' sessions. A test of the shell alone replaces it. */
  startSessions?: (options: SessionHostOptions) => Promise<SessionHost>;
}

/** A running lab, as tests, tools, and the command line use it. */
export interface Lab extends ControlledLab {
  readonly address: string;
  readonly stateFolder: string;
  /** Plays a scenario with the usual gateway settings and an empty audit trail, as if the lab had just started. */
  startOver(scenario: string): Promise<void>;
  /**
   * Holds the next run of a command on a server at its start or at its end, until the hold is let go. This lets a test
   * do something at exactly that point.
   */
  holdRun(server: string, command: string, moment: HoldMoment): Hold;
  /**
   * Turns remembered answers on or off. If they are on, scripts of the product that only read get the answer that
   * PowerShell gave before on the same state. If they are off, PowerShell answers everything.
   */
  rememberAnswers(remembers: boolean): void;
  /** The keys that a server was ever activated with. They stay tied to it. */
  keysOf(server: string): string[];
  /** All sessions that were ever opened on a server, with their processes. */
  openedSessions(): readonly OpenedSession[];
  /** Ends everything that the lab started. */
  stop(): Promise<void>;
}

const builtExtension = inProject('dist');

/** The scenario that the lab plays by default. */
export const usualScenario = 'healthy';

/** Starts a lab. Rejects with an error whose message is one sentence if that is not possible. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const ends: (() => unknown)[] = [];
  const bundle = bundleOf(options, ends);
  const cluster = new LabCluster(fs.mkdtempSync(path.join(os.tmpdir(), 'avma-lab-')));
  ends.push(() => removeFolder(cluster.stateFolder));
  try {
    return await open(cluster, bundle, options, ends);
  } catch (error) {
    await endAll(ends);
    throw error;
  }
}

/** The folder with the extension's files. If it's made for this lab, adds to `ends` how to remove it. */
function bundleOf(options: LabOptions, ends: (() => unknown)[]): string {
  if (options.package !== undefined) {
    const unpacked = unpackExtension(options.package);
    ends.push(() => removeFolder(unpacked));
    return unpacked;
  }
  const bundle = options.bundle ?? builtExtension;
  const fault = faultOfBundle(bundle);
  if (fault) {
    throw new Error(fault);
  }
  return bundle;
}

/** Starts the parts of a lab one by one, and adds to `ends` how to end each of them. */
async function open(cluster: LabCluster, bundle: string, options: LabOptions, ends: (() => unknown)[]): Promise<Lab> {
  cluster.play(options.scenario ?? usualScenario);
  const shell = await ShellRoutes.prepare(bundle, options.compress ?? false);
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
  const [events, audit] = [new EventStream(), new AuditTrail()];
  const lab = new RunningLab({ cluster, host, gateway, events, audit }, ends);
  lab.rememberAnswers(options.remembersAnswers ?? false);
  const web = new WebServer({ gateway, audit, shell, control: lab, events });
  lab.address = await web.listen(options.port ?? 0);
  lab.cutStreams = () => web.cutStreams();
  lab.dropCalls = () => web.dropCalls();
  ends.push(
    () => web.close(),
    () => events.end()
  );
  if (options.watch) {
    ends.push(watchBundle(bundle, () => lab.reloadExtension()));
  }
  return lab;
}

async function startServers(options: SessionHostOptions, answers?: RememberedAnswers): Promise<SessionHost> {
  return new RememberingSessions(await startSessionHost(options), options, answers);
}

function removeFolder(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true });
}
