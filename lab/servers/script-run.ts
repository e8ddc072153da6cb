/** One script that runs in a session's process. */
import { RunMessage } from './host-process';
import { HeardRun, RunError, RunResult } from './session';

/** A run that the session host's messages describe. */
export class ScriptRun implements HeardRun {
  readonly finished: Promise<RunResult>;
  readonly lines: string[] = [];

  private output: unknown[] = [];
  private errors: RunError[] = [];
  private readonly listeners = new Set<() => void>();
  private finish: (result: RunResult) => void = () => undefined;

  /** `askToStop` asks the host to end the script. */
  constructor(private readonly askToStop: () => void) {
    this.finished = new Promise(resolve => (this.finish = resolve));
  }

  takeOutput(): unknown[] {
    const taken = this.output;
    this.output = [];
    return taken;
  }

  takeErrors(): RunError[] {
    const taken = this.errors;
    this.errors = [];
    return taken;
  }

  onNews(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async stop(): Promise<void> {
    this.askToStop();
    await this.finished;
  }

  /** Takes a message from the host, and the line that it came in. */
  take(message: RunMessage, line: string): void {
    this.lines.push(line);
    switch (message.about) {
      case 'output':
        this.output.push(...message.values);
        break;
      case 'errors':
        this.errors.push(...message.errors);
        break;
      case 'finished':
        // Listeners for news get the end as well.
        this.finish({ state: message.state });
        return;
      case 'asides':
        // The gateway's answers can't hold them, so they are no news.
        return;
    }
    for (const listener of this.listeners) {
      listener();
    }
  }
}
