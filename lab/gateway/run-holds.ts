import { Run, RunResult, Session } from '../servers/session';

/** Where a run is held: before anything of it happens, or when all has happened and nobody has heard of it. */
export type HoldMoment = 'start' | 'end';

/** A run that is to wait at a moment, until whoever asked for that lets it go. */
export interface Hold {
  /** Settles when a run waits there. */
  readonly reached: Promise<void>;
  /** Lets it go on; a run that comes later does not wait any more. */
  letGo(): void;
}

/** A hold that waits for its run. */
interface WaitingHold {
  server: string;
  command: string;
  moment: HoldMoment;
  reach(): void;
  isOver: Promise<void>;
}

/** Stops single runs at a moment of their course, so that a test can have something happen right there. */
export class RunHolds {
  private waiting: WaitingHold[] = [];

  /** Holds the next run of that command on that server, and only that. */
  hold(server: string, command: string, moment: HoldMoment): Hold {
    let reach: () => void = () => undefined;
    let letGo: () => void = () => undefined;
    const reached = new Promise<void>(resolve => (reach = resolve));
    const isOver = new Promise<void>(resolve => (letGo = resolve));
    const hold: WaitingHold = { server, command, moment, reach, isOver };
    this.waiting.push(hold);
    return {
      reached,
      letGo: () => {
        this.waiting = this.waiting.filter(one => one !== hold);
        letGo();
      }
    };
  }

  /** Begins a run in that session, as soon as it may, and keeps back what a hold keeps back. */
  begin(session: Session, command: string | null, run: () => Run): Run {
    const [start, end] = (['start', 'end'] as const).map(moment =>
      this.take(session.server, command, moment));
    return start || end ? new HeldRun(session, start, end, run) : run();
  }

  private take(
    server: string, command: string | null, moment: HoldMoment
  ): WaitingHold | undefined {
    const found = this.waiting.find(hold =>
      hold.server === server && hold.command === command && hold.moment === moment);
    this.waiting = this.waiting.filter(hold => hold !== found);
    return found;
  }
}

/** A run that waits at one or two moments. Where its server's process ends meanwhile, it has crashed. */
class HeldRun implements Run {
  readonly finished: Promise<RunResult>;
  private run: Run | null = null;
  private isTold = false;
  private isStopped = false;
  private quit: () => void = () => undefined;
  private listeners = new Set<() => void>();

  constructor(
    private session: Session,
    private start: WaitingHold | undefined,
    private end: WaitingHold | undefined,
    private begin: () => Run
  ) {
    this.finished = this.course();
  }

  takeOutput(): unknown[] {
    return this.isTold ? this.run?.takeOutput() ?? [] : [];
  }

  takeErrors() {
    return this.isTold ? this.run?.takeErrors() ?? [] : [];
  }

  onNews(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.quit();
    await this.run?.stop();
  }

  private async course(): Promise<RunResult> {
    const isGone = new Promise<'gone'>(resolve => {
      void this.session.ended.then(() => resolve('gone'));
      this.quit = () => resolve('gone');
    });
    if ((await waited(this.start, isGone)) === 'gone') {
      return { state: this.isStopped ? 'stopped' : 'crashed' };
    }
    const run = (this.run = this.begin());
    run.onNews(() => this.isTold && this.listeners.forEach(listener => listener()));
    const result = this.end ? await run.finished : null;
    if ((await waited(this.end, isGone)) === 'gone') {
      return { state: this.isStopped ? 'stopped' : 'crashed' };
    }
    this.isTold = true;
    return result ?? run.finished;
  }
}

/** Waits for a hold's end, if there is one, or the session's. */
async function waited(
  hold: WaitingHold | undefined, isGone: Promise<'gone'>
): Promise<'goes on' | 'gone'> {
  if (!hold) {
    return 'goes on';
  }
  hold.reach();
  return Promise.race([hold.isOver.then(() => 'goes on' as const), isGone]);
}
