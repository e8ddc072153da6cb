/** Starts the lab's servers: one PowerShell process for each session. */
import { randomUUID } from 'crypto';
import { HostProcess } from './host-process';
import { ProcessPool } from './process-pool';
import { serverEnvironment } from './server-environment';
import { ServerProcess } from './server-process';
import { changeServer, findServer, readServer } from './server-state';
import { Run, ServerUnreachable, Session, SessionHost, SessionHostOptions } from './session';
import { within } from './time-limit';

export * from './session';

const defaultPoolSize = 6;
// Sixty-four processes take a minute to start on two cores that have nothing else to do.
const defaultOpenTimeoutMs = 300_000;
const resetTimeoutMs = 60_000;

/** Starts the process that opens sessions, and a pool of started session processes. */
export async function startSessionHost(options: SessionHostOptions): Promise<SessionHost> {
  const host = new HostProcess();
  await host.ready;
  return new LabServers(host, options);
}

class LabServers implements SessionHost {
  private readonly pool: ProcessPool;
  private readonly sessions = new Set<ServerSession>();
  private readonly openTimeoutMs: number;

  constructor(private readonly host: HostProcess, private readonly options: SessionHostOptions) {
    this.pool = new ProcessPool(host, options.poolSize ?? defaultPoolSize);
    this.openTimeoutMs = options.openTimeoutMs ?? defaultOpenTimeoutMs;
  }

  async open(server: string): Promise<Session> {
    this.reach(server);
    const process = await this.pool.take(this.openTimeoutMs);
    try {
      // Asked again: the server may have been switched off while a process was being started.
      const state = this.reach(server);
      await within(
        this.openTimeoutMs, process.enter(serverEnvironment(this.options.stateFolder, state)));
      const session = new ServerSession(process, state.name, this.options.stateFolder, this.pool);
      this.sessions.add(session);
      void session.ended.then(() => this.sessions.delete(session));
      this.reach(server, session);
      return session;
    } catch (fault) {
      // The caller is told; a process in an unknown state is not used again.
      void process.kill();
      throw fault;
    }
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
  }

  /** The server of that name, if it answers. */
  private reach(name: string, session?: ServerSession): ReturnType<typeof readServer> {
    const state = session
      ? readServer(this.options.stateFolder, session.server)
      : findServer(this.options.stateFolder, name);
    if (!state) {
      throw new ServerUnreachable(name, 'the computer name cannot be resolved.');
    }
    if (state.power === 'off') {
      throw new ServerUnreachable(name, 'WinRM cannot complete the operation. Verify that the'
        + ' specified computer name is valid, that the computer is accessible over the network,'
        + ' and that a firewall exception for the WinRM service is enabled.');
    }
    return state;
  }
}

class ServerSession implements Session {
  readonly id = randomUUID();
  readonly processId: number;
  readonly ended: Promise<void>;

  private current: Run | undefined;
  private closing: Promise<void> | undefined;
  private end: () => void = () => undefined;

  constructor(
    private readonly process: ServerProcess,
    readonly server: string,
    private readonly stateFolder: string,
    private readonly pool: ProcessPool
  ) {
    this.processId = process.processId;
    this.ended = new Promise(resolve => this.end = resolve);
    void process.gone.then(() => this.end());
  }

  run(script: string): Run {
    if (this.closing) {
      throw new Error('This session has been closed.');
    }
    if (this.current) {
      throw new Error('This session already runs a script.');
    }
    const run = this.process.run(script, readServer(this.stateFolder, this.server).latencyMs);
    this.current = run;
    void run.finished.then(() => this.current = undefined);
    return run;
  }

  close(): Promise<void> {
    this.closing ??= this.giveBack();
    return this.closing;
  }

  kill(): Promise<void> {
    return this.process.kill();
  }

  private async giveBack(): Promise<void> {
    if (this.current || !this.process.alive) {
      await this.process.kill();
      return;
    }
    try {
      await within(resetTimeoutMs, this.process.reset());
      this.pool.giveBack(this.process);
    } catch {
      // What cannot be cleared is not used again: the pool starts another.
      await this.process.kill();
    }
    this.end();
  }
}
