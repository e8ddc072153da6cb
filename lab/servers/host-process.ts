/** The PowerShell process that opens sessions, and the messages that go to and from it. */
import { ChildProcessWithoutNullStreams, spawn } from 'child_process';
import * as path from 'path';
import * as readline from 'readline';
import { findPowerShell } from '../../machine/powershell';
import { EndpointRole, Hearer, RunError, RunResult } from './session';

/** The requests to the host. All values are strings, so that it doesn't have to guess types. */
export type HostRequest =
  | { do: 'start' | 'reset' | 'kill'; process: string }
  | {
      do: 'enter';
      process: string;
      environment: string;
      modulePath: string;
      trustedModules: string;
    }
  | {
      do: 'startRestricted';
      process: string;
      role: EndpointRole;
      moduleFolder: string;
      file: string;
      environment: string;
      modulePath: string;
    }
  | { do: 'run'; process: string; run: string; script: string; delayMs: string }
  | {
      do: 'call';
      process: string;
      run: string;
      function: string;
      parameters: string;
      delayMs: string;
    }
  | { do: 'stop'; run: string };

/** The host's messages about a process. */
export type ProcessMessage =
  | { about: 'started'; process: string; processId: number }
  | { about: 'entered' | 'reset'; process: string }
  | { about: 'exited' | 'broken'; process: string; message?: string };

/** The host's messages about a run. */
export type RunMessage =
  | { about: 'output'; run: string; values: unknown[] }
  | { about: 'errors'; run: string; errors: RunError[] }
  /** Warnings and the like, which the gateway's answers leave out. */
  | { about: 'asides'; run: string; texts: string[] }
  | { about: 'finished'; run: string; state: RunResult['state'] };

/** Receives the host's messages about a run, and the line of each. */
type RunListener = (message: RunMessage, line: string) => void;

type HostMessage =
  ProcessMessage | RunMessage | { about: 'ready'; processId: number } | { about: 'fault'; message: string };

const program = path.join(__dirname, 'host', 'Start-SessionHost.ps1');
const endWithinMs = 10_000;

// Telemetry takes a third of each process's start, and a lab has nothing to report. Recompiling methods that were
// called a few times costs each process two more seconds of processor time, and pays off only in processes that compute
// for long.
const quiet = {
  POWERSHELL_TELEMETRY_OPTOUT: '1',
  POWERSHELL_UPDATECHECK: 'Off',
  NO_COLOR: '1',
  DOTNET_TieredPGO: '0',
  DOTNET_TC_CallCountThreshold: '1000'
};

/** The running host. When this Node process ends, its standard input closes, and the host ends too. */
export class HostProcess {
  /** Resolves when the host accepts requests. Rejects with an Error that says why it doesn't. */
  readonly ready: Promise<void>;
  /** Resolves when the host has ended. */
  readonly ended: Promise<void>;

  private readonly child: ChildProcessWithoutNullStreams;
  private readonly processListeners = new Map<string, (message: ProcessMessage) => void>();
  private readonly runListeners = new Map<string, RunListener>();
  private complaints = '';
  private isEnded = false;
  private isWanted = true;
  private isReady = false;
  private whenReady: () => void = () => undefined;

  constructor(private readonly hear: Hearer = () => undefined) {
    const { command, args } = findPowerShell();
    this.child = spawn(command, [...args, '-NoLogo', '-NoProfile', '-NonInteractive', '-File', program], {
      windowsHide: true,
      env: { ...process.env, ...quiet }
    });
    this.ended = new Promise(resolve => this.child.once('close', () => resolve()));
    this.ready = this.watch();
    // The caller that starts a host awaits this. The host's later end must not be an unhandled rejection.
    this.ready.catch(() => undefined);
  }

  /** The host's own process. */
  get processId(): number | undefined {
    return this.child.pid;
  }

  /** Sends a request, and returns the sent line. If the host has ended, it sends nothing: the listeners know. */
  send(request: HostRequest): string {
    const line = JSON.stringify(request);
    if (!this.isEnded) {
      this.hear(line);
      this.child.stdin.write(line + '\n');
    }
    return line;
  }

  /** Listens to a process until it has exited. */
  listenToProcess(name: string, listener: (message: ProcessMessage) => void): void {
    if (this.isEnded) {
      listener({ about: 'exited', process: name, message: this.complaints });
    } else {
      this.processListeners.set(name, listener);
    }
  }

  /** Listens to a run until it has finished. */
  listenToRun(name: string, listener: RunListener): void {
    if (this.isEnded) {
      tellCrash(name, listener);
    } else {
      this.runListeners.set(name, listener);
    }
  }

  /** Ends the host and every process that it started. */
  async end(): Promise<void> {
    this.isWanted = false;
    this.child.stdin.end();
    const late = setTimeout(() => this.child.kill('SIGKILL'), endWithinMs);
    await this.ended;
    clearTimeout(late);
  }

  private watch(): Promise<void> {
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.hear(text);
      this.complaints = (this.complaints + text).slice(-2000);
    });
    // Writing to a host that has just ended fails. The 'close' event reports the end.
    this.child.stdin.on('error', () => undefined);
    readline.createInterface({ input: this.child.stdout, crlfDelay: Infinity }).on('line', line => this.take(line));
    return new Promise((resolve, reject) => {
      this.whenReady = resolve;
      this.child.once('error', reject);
      this.child.once('close', (code, signal) => {
        const end = `The session host ended with code ${code ?? signal}. ${this.complaints}`;
        if (this.isWanted && this.isReady) {
          // Nobody awaits this. Without it, only the sessions' crashes would be visible.
          process.stderr.write(`${end}\n`);
        }
        this.tellOfEnd();
        reject(new Error(end));
      });
    });
  }

  private take(line: string): void {
    this.hear(line);
    const message = JSON.parse(line) as HostMessage;
    switch (message.about) {
      case 'ready':
        this.isReady = true;
        this.whenReady();
        break;
      case 'fault':
        // This should never happen. Show it, because a lost request would otherwise look like a hang.
        process.stderr.write(`Session host: ${message.message}\n`);
        break;
      case 'output':
      case 'errors':
      case 'asides':
      case 'finished':
        this.runListeners.get(message.run)?.(message, line);
        if (message.about === 'finished') {
          this.runListeners.delete(message.run);
        }
        break;
      default:
        this.processListeners.get(message.process)?.(message);
        if (message.about === 'exited') {
          this.processListeners.delete(message.process);
        }
    }
  }

  private tellOfEnd(): void {
    this.isEnded = true;
    for (const [run, listener] of this.runListeners) {
      tellCrash(run, listener);
    }
    for (const [name, listener] of this.processListeners) {
      listener({ about: 'exited', process: name, message: this.complaints });
    }
    this.runListeners.clear();
    this.processListeners.clear();
  }
}

function tellCrash(run: string, listener: RunListener): void {
  const message = { about: 'finished', run, state: 'crashed' } as const;
  listener(message, JSON.stringify(message));
}
