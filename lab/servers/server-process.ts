/** A PowerShell process that can play any server, one after another. */
import { HostProcess, HostRequest, ProcessMessage } from './host-process';
import { ScriptRun } from './script-run';
import { EndpointRole } from './session';

/** What turns a process into a server. */
export interface ServerEnvironment {
  variables: Record<string, string>;
  /** The folders to search for modules before PowerShell's own. */
  modulePath: string[];
  /** The modules that may do everything under application control. Null without application control. */
  trustedModules: string[] | null;
}

/** What turns a process into a restricted endpoint of a server, until it ends. */
export interface RestrictedEndpoint {
  role: EndpointRole;
  /** The folder of the modules whose functions it offers. */
  moduleFolder: string;
  environment: ServerEnvironment;
  /** Where to write its configuration until it has started. */
  file: string;
}

interface Expected {
  about: ProcessMessage['about'];
  resolve: () => void;
  reject: (reason: Error) => void;
}

let started = 0;

/** A process, from its start to its end. */
export class ServerProcess {
  /** Resolves when it has started. Rejects when it failed to start. */
  readonly started: Promise<void>;
  /** Resolves when it has ended. */
  readonly gone: Promise<void>;
  processId = 0;

  private readonly name = `p${++started}`;
  private runs = 0;
  private lastFault = '';
  private expected: Expected | undefined;
  private isGone = false;
  private whenGone: () => void = () => undefined;

  constructor(
    private readonly host: HostProcess,
    endpoint?: RestrictedEndpoint
  ) {
    this.gone = new Promise(resolve => (this.whenGone = resolve));
    host.listenToProcess(this.name, message => this.take(message));
    this.started = this.expect('started');
    host.send(endpoint ? this.restrictedStart(endpoint) : { do: 'start', process: this.name });
  }

  get alive(): boolean {
    return !this.isGone;
  }

  /** Turns it into a server. */
  enter(environment: ServerEnvironment): Promise<void> {
    const entered = this.expect('entered');
    this.host.send({
      do: 'enter',
      process: this.name,
      trustedModules: JSON.stringify(environment.trustedModules),
      ...inWords(environment)
    });
    return entered;
  }

  /** Starts a script after a delay. */
  run(script: string, delayMs: number): ScriptRun {
    return this.begin(run => ({
      do: 'run',
      process: this.name,
      run,
      script,
      delayMs: String(delayMs)
    }));
  }

  /** Starts a function by its name after a delay. */
  call(name: string, parameters: Record<string, unknown>, delayMs: number): ScriptRun {
    return this.begin(run => ({
      do: 'call',
      process: this.name,
      run,
      function: name,
      parameters: JSON.stringify(parameters),
      delayMs: String(delayMs)
    }));
  }

  /** Clears it for the next session. */
  reset(): Promise<void> {
    const reset = this.expect('reset');
    this.host.send({ do: 'reset', process: this.name });
    return reset;
  }

  /** Kills it. Resolves when it has ended. */
  kill(): Promise<void> {
    if (this.alive) {
      this.host.send({ do: 'kill', process: this.name });
    }
    return this.gone;
  }

  private begin(request: (run: string) => HostRequest): ScriptRun {
    const name = `${this.name}.${++this.runs}`;
    const run = new ScriptRun(() => void this.host.send({ do: 'stop', run: name }));
    this.host.listenToRun(name, (message, line) => run.take(message, line));
    run.lines.push(this.host.send(request(name)));
    return run;
  }

  private restrictedStart(endpoint: RestrictedEndpoint): HostRequest {
    const { role, moduleFolder, file, environment } = endpoint;
    return {
      do: 'startRestricted',
      process: this.name,
      role,
      moduleFolder,
      file,
      ...inWords(environment)
    };
  }

  private expect(about: ProcessMessage['about']): Promise<void> {
    return new Promise((resolve, reject) => {
      this.expected = { about, resolve, reject };
      if (this.isGone) {
        reject(this.endError());
      }
    });
  }

  private take(message: ProcessMessage): void {
    if (message.about === 'broken') {
      this.lastFault = message.message ?? '';
      return;
    }
    if (message.about === 'exited') {
      this.lastFault ||= message.message ?? '';
      this.isGone = true;
      this.whenGone();
      this.expected?.reject(this.endError());
      return;
    }
    if (message.about === 'started') {
      this.processId = message.processId;
    }
    if (message.about === this.expected?.about) {
      this.expected.resolve();
      this.expected = undefined;
    }
  }

  private endError(): Error {
    return new Error(`The server's PowerShell process ended. ${this.lastFault}`.trim());
  }
}

function inWords(environment: ServerEnvironment): { environment: string; modulePath: string } {
  return {
    environment: JSON.stringify(environment.variables),
    modulePath: JSON.stringify(environment.modulePath)
  };
}
