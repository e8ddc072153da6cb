import { Injectable } from '@angular/core';
import { Attempt } from '../domain/servers/attempt';
import { RecalledOutcome } from '../domain/servers/pending-apply';
import { Notifications } from '../platform/notifications';
import { appStrings, fillIn } from '../platform/strings';

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
  private isPageShown = true;
  /** What tells how far each apply is that has not come to its end. */
  private readonly underWay = new Set<() => void>();

  constructor(private readonly notifications: Notifications) {}

  /**
   * The page is shown, or it was left. One that was left may be taken away without a word, and what it said to be in
   * progress would be so for ever: until it is back, or all is done, the notification says where to look instead.
   */
  pageShown(isShown: boolean): void {
    this.isPageShown = isShown;
    this.underWay.forEach(tell => tell());
  }

  /** Begins to tell of an apply to so many servers. */
  begin(clusterName: string, total: number): ApplyProgress {
    const words = appStrings().Notification;
    const notification = this.notifications.begin(clusterName);
    let [applied, notConfirmed, failed] = [0, 0, 0];
    const soFar = (): string => fillIn(words.progress, applied, total);
    const tell = (): void =>
      this.isPageShown
        ? notification.inProgress(words.applying, soFar())
        : notification.information(words.left, fillIn(words.leftProgress, applied, total));
    this.goesOn(tell);
    return {
      settled: ({ kind }) => {
        applied += kind === 'applied' ? 1 : 0;
        notConfirmed += kind === 'notConfirmed' ? 1 : 0;
        failed += kind === 'applied' || kind === 'notConfirmed' ? 0 : 1;
        tell();
      },
      done: () => {
        this.underWay.delete(tell);
        const all = notConfirmed > 0 ? fillIn(words.notConfirmedProgress, applied, total, notConfirmed) : soFar();
        if (failed > 0) {
          notification.error(words.failed, all);
        } else if (notConfirmed > 0) {
          notification.warning(words.notConfirmed, all);
        } else {
          notification.success(words.applied, all);
        }
      }
    };
  }

  /** Begins to tell what came of keys that an earlier page was applying when it was left. */
  beginRecalled(clusterName: string, total: number): RecalledProgress {
    const words = appStrings().Notification;
    const notification = this.notifications.begin(clusterName);
    const counts: Record<RecalledOutcome, number> = { newKey: 0, notSent: 0, notKnown: 0 };
    const soFar = (): string => fillIn(words.recalledProgress, total, counts.newKey, counts.notSent, counts.notKnown);
    const tell = (): void =>
      this.isPageShown
        ? notification.inProgress(words.recalling, fillIn(words.recallingProgress, total))
        : notification.information(words.left, fillIn(words.leftAgain, total));
    this.goesOn(tell);
    return {
      settled: outcome => (counts[outcome] += 1),
      done: () => {
        this.underWay.delete(tell);
        counts.newKey === total
          ? notification.success(words.recalled, soFar())
          : notification.error(words.recalled, soFar());
      }
    };
  }

  private goesOn(tell: () => void): void {
    this.underWay.add(tell);
    tell();
  }
}
