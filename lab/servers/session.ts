/** A server as the gateway sees it: a session with its own PowerShell process, and runs in it. */

/** An error record that a script wrote, or the one that ended it. */
export interface RunError {
  /** The .NET type that was thrown on the server, such as System.Exception. */
  errorType: string;
  message: string;
  /** The exception's HRESULT as a signed 32-bit number, as .NET has it. */
  hResult: number;
  remoteExceptionMessage: string;
}

/** How a run ended. 'failed': the script threw. 'crashed': its process has ended. */
export interface RunResult {
  state: 'completed' | 'failed' | 'stopped' | 'crashed';
}

/** A script that runs. */
export interface Run {
  /** Takes the output since the last call, as JSON-ready values. */
  takeOutput(): unknown[];
  /** Takes the errors written since the last call. */
  takeErrors(): RunError[];
  /** Calls back whenever there is something to take. Returns a function that stops this. */
  onNews(listener: () => void): () => void;
  /** Settles when the run has ended and its last output has arrived. Never rejects. */
  readonly finished: Promise<RunResult>;
  /** Ends the script. Resolves when it has ended. */
  stop(): Promise<void>;
}

/** A run with every line that went to the server's PowerShell for it or came back, on any stream. */
export interface HeardRun extends Run {
  readonly lines: readonly string[];
}

/** The roles of restricted endpoints. An endpoint offers the functions whose `.ROLE` this role may call. */
export type EndpointRole = 'Readers' | 'Hyper-V-Administrators' | 'Administrators';

/** A PowerShell process that plays one server for one caller. */
export interface Session {
  readonly id: string;
  readonly server: string;
  /** The process that the scripts run in. 0 until the session needs one. */
  readonly processId: number;
  /** Starts a script, one at a time. `name` is the page's name for it, if it has one. */
  run(script: string, name?: string | null): Run;
  /** Starts a function by its name, as a restricted endpoint requires it, one at a time. */
  runFunction(name: string, parameters: Record<string, unknown>): Run;
  /**
   * Clears everything that this session left in its process, and returns the process to the pool. A restricted
   * endpoint's process ends.
   */
  close(): Promise<void>;
  /** Resolves when the session's process has ended, or when the session was closed. */
  readonly ended: Promise<void>;
}

/** A session that reports every line of its runs. */
export interface HeardSession extends Session {
  run(script: string): HeardRun;
  runFunction(name: string, parameters: Record<string, unknown>): HeardRun;
}

/** The servers of a lab. */
export interface SessionHost<S extends Session = Session> {
  /**
   * Opens a fresh session or, with a role, a session of the server's restricted endpoint. Rejects with
   * ServerUnreachable if the server is off or unknown.
   */
  open(server: string, role?: EndpointRole): Promise<S>;
  /** Switches a server off in its state, and kills the processes of its sessions at once. */
  powerOff(server: string): Promise<void>;
  /** Ends every process. */
  dispose(): Promise<void>;
}

/**
 * Receives everything that passes between the gateway and the servers' PowerShell: the scripts and calls that a server
 * would log, their output, and PowerShell's own complaints.
 */
export type Hearer = (line: string) => void;

/** The options to start the servers with. */
export interface SessionHostOptions {
  /** The folder of the servers' state files. */
  stateFolder: string;
  /** The folder of the PowerShell modules whose functions the restricted endpoints offer. */
  moduleFolder?: string;
  /** How many started processes wait for callers. */
  poolSize?: number;
  /** How many processes are kept after more were started on demand. The default is `poolSize`. */
  poolKeeps?: number;
  /** How long a session may take to open, in milliseconds. */
  openTimeoutMs?: number;
  /** Receives every line that goes to the servers' PowerShell or comes from it. */
  hear?: Hearer;
}

/** A server that doesn't answer: it's switched off, or there is no server of that name. */
export class ServerUnreachable extends Error {
  constructor(
    readonly server: string,
    why: string
  ) {
    super(`Connecting to remote server ${server} failed: ${why}`);
    this.name = 'ServerUnreachable';
  }
}
