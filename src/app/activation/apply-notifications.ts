import { Injectable } from '@angular/core';
import { Attempt } from '../domain/attempt';
import { RecalledOutcome } from '../domain/remembered-apply';
import { Notifications } from '../shell/notifications';
import { appStrings, fillIn } from '../shell/strings';

/** What an apply tells its notification. */
export interface ApplyProgress {
  /** One server's key is done, for better or worse. */
  readonly settled: (attempt: Attempt) => void;
  /** All are done. */
  readonly done: () => void;
}

/** What is told of an apply that an earlier page has left unfinished. */
export interface RecalledProgress {
  /** It is known of one server's key, as far as it can be. */
  readonly settled: (outcome: RecalledOutcome) => void;
  /** It is known of all. */
  readonly done: () => void;
}

/** Tells the shell how an apply goes on, for whoever has left the page meanwhile. Counts only, never a key. */
@Injectable()
export class ApplyNotifications {
  constructor(private readonly notifications: Notifications) {}

  /** Begins to tell of an apply to so many servers. */
  begin(clusterName: string, total: number): ApplyProgress {
    const strings = appStrings();
    const notification = this.notifications.begin(clusterName);
    let applied = 0;
    const soFar = (): string => fillIn(strings.Notification.progress, applied, total);
    notification.inProgress(strings.Notification.applying, soFar());
    return {
      settled: attempt => {
        applied += attempt.kind === 'applied' ? 1 : 0;
        notification.inProgress(strings.Notification.applying, soFar());
      },
      done: () =>
        applied === total
          ? notification.success(strings.Notification.applied, soFar())
          : notification.error(strings.Notification.failed, soFar())
    };
  }

  /** Begins to tell what came of keys that an earlier page was applying when it was left. */
  beginRecalled(clusterName: string, total: number): RecalledProgress {
    const words = appStrings().Notification;
    const notification = this.notifications.begin(clusterName);
    const counts: Record<RecalledOutcome, number> = { newKey: 0, notSent: 0, notKnown: 0 };
    const soFar = (): string =>
      fillIn(words.recalledProgress, total, counts.newKey, counts.notSent, counts.notKnown);
    notification.inProgress(words.recalling, fillIn(words.recallingProgress, total));
    return {
      settled: outcome => (counts[outcome] += 1),
      done: () =>
        counts.newKey === total
          ? notification.success(words.recalled, soFar())
          : notification.error(words.recalled, soFar())
    };
  }
}
