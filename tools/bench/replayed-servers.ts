import { generateKeyPairSync } from 'node:crypto';
import { Run, RunResult, Session, SessionHost } from '../../lab/servers/session';

/** What servers answer. */
export interface Recording {
  /** The rows of the cluster's answer, one for each server. */
  cluster: unknown[];
  /** By a server's name: its report. */
  reports: ReadonlyMap<string, unknown>;
}

/**
 * Servers that answer with what was recorded of the lab's real ones, after a latency: sixty-four PowerShell processes
 * on two cores would be all that is measured. Nothing else is replayed: gateway, browser and page are as they are.
 */
export class ReplayedServers implements SessionHost {
  latencyMs = 0;
  private recording: Recording = { cluster: [], reports: new Map() };
  private readonly publicKey = JSON.stringify(
    generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' })
  );

  /** Puts other servers in place of those before. */
  replay(recording: Recording): void {
    this.recording = recording;
  }

  open(server: string): Promise<Session> {
    return Promise.resolve(new ReplayedSession(server, (script) => this.start(server, script)));
  }

  powerOff(): Promise<void> {
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  private start(server: string, script: string): Run {
    return new ReplayedRun(this.answerTo(server, script), this.latencyMs);
  }

  private answerTo(server: string, script: string): unknown[] {
    if (script.includes('Get-ClusterNode')) {
      return this.recording.cluster;
    }
    return script.includes('Get-VMAutomaticActivation')
      ? [this.recording.reports.get(server)]
      : [this.publicKey];
  }
}

class ReplayedSession implements Session {
  readonly id: string;
  readonly processId = 0;
  readonly ended: Promise<void>;
  private end: () => void = () => undefined;

  constructor(readonly server: string, private readonly start: (script: string) => Run) {
    this.id = server;
    this.ended = new Promise((resolve) => (this.end = resolve));
  }

  run(script: string): Run {
    return this.start(script);
  }

  runFunction(name: string): Run {
    return this.start(name);
  }

  close(): Promise<void> {
    this.end();
    return Promise.resolve();
  }
}

class ReplayedRun implements Run {
  readonly finished: Promise<RunResult>;
  private output: unknown[] = [];
  private finish: (result: RunResult) => void = () => undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(answer: unknown[], latencyMs: number) {
    this.finished = new Promise((resolve) => (this.finish = resolve));
    this.timer = setTimeout(() => {
      this.output = answer;
      this.finish({ state: 'completed' });
    }, latencyMs);
  }

  takeOutput(): unknown[] {
    const taken = this.output;
    this.output = [];
    return taken;
  }

  takeErrors(): [] {
    return [];
  }

  /** All that there is comes with the end. */
  onNews(): () => void {
    return () => undefined;
  }

  stop(): Promise<void> {
    clearTimeout(this.timer);
    this.finish({ state: 'stopped' });
    return Promise.resolve();
  }
}
