/** Starts the lab's servers: one PowerShell process for each session. */
import { randomUUID } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { HostProcess } from './host-process';
import { ProcessPool } from './process-pool';
import { serverEnvironment } from './server-environment';
import { ServerProcess } from './server-process';
import { ServerSession } from './server-session';
import { reachServer } from './reach-server';
import { changeServer, findServer, ServerState } from './server-state';
import { EndpointRole, HeardSession, SessionHost, SessionHostOptions } from './session';
import { StartLimit } from './start-limit';
import { within } from './time-limit';

export * from './session';

const defaultPoolSize = 6;
// Sixty-four processes take a minute to start on two otherwise idle cores.
const defaultOpenTimeoutMs = 300_000;

/** Starts the process that opens sessions, and a pool of started session processes. */
export async function startSessionHost(options: SessionHostOptions): Promise<SessionHost<HeardSession>> {
  const host = new HostProcess(options.hear);
  await host.ready;
  return new LabServers(host, options);
}

class LabServers implements SessionHost<HeardSession> {
  private readonly pool: ProcessPool;
  private readonly sessions = new Set<ServerSession>();
  private readonly restrictedStarts = new StartLimit(Math.max(2, os.cpus().length));
  private readonly endpointFolder: string;
  private readonly openTimeoutMs: number;

  constructor(
    private readonly host: HostProcess,
    private readonly options: SessionHostOptions
  ) {
    this.pool = new ProcessPool(host, options.poolSize ?? defaultPoolSize, options.poolKeeps);
    this.openTimeoutMs = options.openTimeoutMs ?? defaultOpenTimeoutMs;
    this.endpointFolder = path.resolve(options.stateFolder, 'endpoints');
  }

  open(server: string, role?: EndpointRole): Promise<HeardSession> {
    return role ? this.openRestricted(server, role) : this.openPooled(server);
  }

  async powerOff(server: string): Promise<void> {
    const state = findServer(this.options.stateFolder, server);
    if (!state) {
      throw new Error(`There is no server "${server}".`);
    }
    changeServer(this.options.stateFolder, state.name, { power: 'off' });
    const cut = [...this.sessions].filter(session => session.server === state.name);
    await Promise.all(cut.map(session => session.kill()));
  }

  async dispose(): Promise<void> {
    this.pool.close();
    await this.host.end();
    fs.rmSync(this.endpointFolder, { recursive: true, force: true });
  }

  private async openPooled(server: string): Promise<HeardSession> {
    this.reach(server);
    const process = await this.pool.take(this.openTimeoutMs);
    try {
      // Check again: the server may have been switched off while a process was starting.
      const state = this.reach(server);
      await within(this.openTimeoutMs, process.enter(serverEnvironment(this.options.stateFolder, state)));
      // A process can't leave Constrained Language mode, so it ends with its session.
      const session = this.newSession(process, state.name, state.applicationControl ? undefined : this.pool);
      this.reach(server, session);
      return session;
    } catch (fault) {
      // The caller gets the error. A process in an unknown state isn't used again.
      void process.kill();
      throw fault;
    }
  }

  private async openRestricted(server: string, role: EndpointRole): Promise<HeardSession> {
    const { moduleFolder } = this.options;
    if (moduleFolder === undefined) {
      throw new Error('There are no restricted endpoints: no folder with their modules was given.');
    }
    this.reach(server);
    const giveUp = new AbortController();
    try {
      return await within(
        this.openTimeoutMs,
        this.restrictedStarts.run(() => this.startRestricted(server, role, moduleFolder, giveUp.signal))
      );
    } catch (fault) {
      // The caller gets the error. Nothing else would ever end the process.
      giveUp.abort();
      throw fault;
    }
  }

  private async startRestricted(
    server: string,
    role: EndpointRole,
    moduleFolder: string,
    givenUp: AbortSignal
  ): Promise<ServerSession> {
    // Its turn may come after its caller stopped waiting.
    givenUp.throwIfAborted();
    const state = this.reach(server);
    if (state.applicationControl) {
      throw new Error('The lab does not simulate a restricted endpoint under application control.');
    }
    const process = new ServerProcess(this.host, {
      role,
      moduleFolder: path.resolve(moduleFolder),
      environment: serverEnvironment(this.options.stateFolder, state),
      file: path.join(this.endpointFolder, `${randomUUID()}.pssc`)
    });
    givenUp.addEventListener('abort', () => void process.kill());
    const session = this.newSession(process, state.name);
    try {
      await process.started;
    } finally {
      // Even if entering failed: report a server that was switched off meanwhile.
      this.reach(server, session);
    }
    return session;
  }

  private newSession(process: ServerProcess, server: string, pool?: ProcessPool): ServerSession {
    const session = new ServerSession(process, server, this.options.stateFolder, pool);
    this.sessions.add(session);
    void session.ended.then(() => this.sessions.delete(session));
    return session;
  }

  /** Finds the server by its name or session. Throws if it doesn't answer. */
  private reach(name: string, session?: ServerSession): ServerState {
    return reachServer(this.options.stateFolder, session?.server ?? name, name);
  }
}
