import { LateRun } from '../servers/late-run';
import { Run, Session } from '../servers/session';

/** Where a run is held: before it starts, or after it has ended but before its result is reported. */
export type HoldMoment = 'start' | 'end';

/** A run that waits at a moment until the test lets it go. */
export interface Hold {
  /** Settles when a run waits there. */
  readonly reached: Promise<void>;
  /** Lets the run continue. Later runs don't wait. */
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

/** Stops single runs at a certain moment, so that a test can do something right there. */
export class RunHolds {
  private waiting: WaitingHold[] = [];

  /** Holds the next run of that command on that server, and no other. */
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

  /**
   * Begins a run in a session, unless a hold delays it. If the server's process ends while the run is held, the run has
   * crashed.
   */
  begin(session: Session, command: string | null, run: () => Run): Run {
    const [start, end] = (['start', 'end'] as const).map(moment => this.take(session.server, command, moment));
    if (!start && !end) {
      return run();
    }
    const begin = end ? () => keptBack(run(), end, session) : run;
    return new LateRun(
      waited(start).then(() => begin),
      session.ended
    );
  }

  private take(server: string, command: string | null, moment: HoldMoment): WaitingHold | undefined {
    const found = this.waiting.find(
      hold => hold.server === server && hold.command === command && hold.moment === moment
    );
    this.waiting = this.waiting.filter(hold => hold !== found);
    return found;
  }
}

/** Returns a run that reports nothing until the hold at its end is over. */
function keptBack(run: Run, end: WaitingHold, session: Session): Run {
  const isTold = run.finished.then(() => waited(end));
  return new LateRun(
    isTold.then(() => () => run),
    session.ended,
    () => run.stop()
  );
}

/** Waits for a hold's end, if there is one. */
async function waited(hold: WaitingHold | undefined): Promise<void> {
  hold?.reach();
  await hold?.isOver;
}
