/**
 * What a gateway sees of a server: a session with a PowerShell process of its own, and runs in it.
 */

/** An error record that a script wrote, or the one that ended it. */
export interface RunError {
  /** The .NET type that was thrown on the server, such as System.Exception. */
  errorType: string;
  message: string;
  /** The exception's HRESULT as a signed 32-bit number, as .NET has it. */
  hResult: number;
  remoteExceptionMessage: string;
}

/** How a run ended. 'failed': the script threw; 'crashed': its process is gone. */
export interface RunResult {
  state: 'completed' | 'failed' | 'stopped' | 'crashed';
}

/** A script on its way. */
export interface Run {
  /** Takes what was put out since the last call: JSON-ready values. */
  takeOutput(): unknown[];
  /** Takes the errors written since the last call. */
  takeErrors(): RunError[];
  /** Calls back whenever there is something to take; returns how to end that. */
  onNews(listener: () => void): () => void;
  /** Settles when the run has ended, after its last output arrived. Never rejects. */
  readonly finished: Promise<RunResult>;
  /** Ends the script; resolves when it has ended. */
  stop(): Promise<void>;
}

/** A run with every line that went to the server's PowerShell for it, or came back, on any stream. */
export interface HeardRun extends Run {
  readonly lines: readonly string[];
}

/** Whose functions a restricted endpoint offers: those whose `.ROLE` this role may call. */
export type EndpointRole = 'Readers' | 'Hyper-V-Administrators';

/** A PowerShell process that plays one server for one caller. */
export interface Session {
  readonly id: string;
  readonly server: string;
  /** The process that the scripts run in; 0 while none has been needed. */
  readonly processId: number;
  /** Starts a script; one at a time. `name` is what the page calls it, where it has a name. */
  run(script: string, name?: string | null): Run;
  /** Starts a function by its name, as a restricted endpoint wants it; one at a time. */
  runFunction(name: string, parameters: Record<string, unknown>): Run;
  /**
   * Gives the process back to the pool, cleared of everything this session left in it. That of a
   * restricted endpoint ends.
   */
  close(): Promise<void>;
  /** Resolves when the session's process is gone, or the session was closed. */
  readonly ended: Promise<void>;
}

/** A session that tells every line of its runs. */
export interface HeardSession extends Session {
  run(script: string): HeardRun;
  runFunction(name: string, parameters: Record<string, unknown>): HeardRun;
}

/** The servers of a lab. */
export interface SessionHost<S extends Session = Session> {
  /**
   * A fresh session; with a role it is one of the server's restricted endpoint. Rejects with
   * ServerUnreachable when the server is off or unknown.
   */
  open(server: string, role?: EndpointRole): Promise<S>;
  /** Switches a server off in its state, and kills the processes of its sessions at once. */
  powerOff(server: string): Promise<void>;
  /** Ends every process. */
  dispose(): Promise<void>;
}

/**
 * Hears what passes between the gateway and the servers' PowerShell: the scripts and calls that a
 * server would log, what they put out, and whatever PowerShell itself complains of.
 */
export type Hearer = (line: string) => void;

/** What starting the servers needs. */
export interface SessionHostOptions {
  /** Where the servers' state files are. */
  stateFolder: string;
  /** Where the PowerShell modules are whose functions the restricted endpoints offer. */
  moduleFolder?: string;
  /** How many started processes are kept waiting. */
  poolSize?: number;
  /** How many are kept that were started since more were needed; as many as are kept waiting, if nothing is said. */
  poolKeeps?: number;
  /** How long a session may take to open. */
  openTimeoutMs?: number;
  /** Hears every line that goes to the servers' PowerShell or comes from it. */
  hear?: Hearer;
}

/** A server that does not answer: switched off, or no such name. */
export class ServerUnreachable extends Error {
  constructor(
    readonly server: string,
    why: string
  ) {
    super(`Connecting to remote server ${server} failed: ${why}`);
    this.name = 'ServerUnreachable';
  }
}
