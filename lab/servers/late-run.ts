import { Run, RunError, RunResult } from './session';

/** A run that begins when its server is ready for it. */
export class LateRun implements Run {
  readonly finished: Promise<RunResult>;
  private run: Run | null = null;
  private quit: (state: 'stopped' | 'crashed') => void = () => undefined;
  private readonly listeners = new Set<() => void>();

  /**
   * `ready` resolves with the function that begins the run. It isn't called if the run was stopped. If `ready` rejects,
   * or the session ends first, the run has crashed. `cancel` ends the preparation when the run is stopped.
   */
  constructor(
    ready: Promise<() => Run>,
    sessionEnd: Promise<void>,
    private readonly cancel: () => Promise<void> = () => Promise.resolve()
  ) {
    const isOver = new Promise<'stopped' | 'crashed'>(resolve => (this.quit = resolve));
    void sessionEnd.then(() => this.quit('crashed'));
    this.finished = this.course(ready, isOver);
  }

  takeOutput(): unknown[] {
    return this.run?.takeOutput() ?? [];
  }

  takeErrors(): RunError[] {
    return this.run?.takeErrors() ?? [];
  }

  onNews(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async stop(): Promise<void> {
    this.quit('stopped');
    await (this.run ? this.run.stop() : this.cancel());
    await this.finished;
  }

  private async course(ready: Promise<() => Run>, isOver: Promise<'stopped' | 'crashed'>): Promise<RunResult> {
    // The caller that opens the next session gets the reason why this one couldn't open.
    const begin = await Promise.race([isOver, ready.catch(() => 'crashed' as const)]);
    if (begin === 'stopped' || begin === 'crashed') {
      return { state: begin };
    }
    try {
      this.run = begin();
    } catch {
      return { state: 'crashed' };
    }
    this.run.onNews(() => this.listeners.forEach(listener => listener()));
    return this.run.finished;
  }
}
