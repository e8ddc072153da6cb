/** One script on its way in a session's process. */
import { HostProcess, RunMessage } from './host-process';
import { Run, RunError, RunResult } from './session';

/** A run that the host tells of. */
export class ScriptRun implements Run {
  readonly finished: Promise<RunResult>;

  private output: unknown[] = [];
  private errors: RunError[] = [];
  private readonly listeners = new Set<() => void>();
  private finish: (result: RunResult) => void = () => undefined;

  constructor(private readonly host: HostProcess, private readonly name: string) {
    this.finished = new Promise(resolve => this.finish = resolve);
    host.listenToRun(name, message => this.take(message));
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
    this.host.send({ do: 'stop', run: this.name });
    await this.finished;
  }

  private take(message: RunMessage): void {
    switch (message.about) {
      case 'output':
        this.output.push(...message.values);
        break;
      case 'errors':
        this.errors.push(...message.errors);
        break;
      case 'finished':
        this.finish({ state: message.state });
        break;
      case 'asides':
        // The gateway's answers have no place for them, so they are no news.
        return;
    }
    for (const listener of this.listeners) {
      listener();
    }
  }
}
