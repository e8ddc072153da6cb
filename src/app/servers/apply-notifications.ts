import { Injectable } from '@angular/core';
import { Attempt } from '../domain/servers/attempt';
import { RecalledOutcome } from '../domain/servers/pending-apply';
import { Notifications } from '../platform/notifications';
import { appStrings, fillIn, pluralOf } from '../platform/strings';

/** Updates the notification of an apply. */
export interface ApplyProgress {
  /** One server's key is done, whether it succeeded or failed. */
  readonly settled: (attempt: Attempt) => void;
  /** All keys are done. */
  readonly done: () => void;
}

/** Updates the notification of an apply that an earlier page left unfinished. */
export interface RecalledProgress {
  /** The outcome of one server's key is known, as far as it can be. */
  readonly settled: (outcome: RecalledOutcome) => void;
  /** The outcome of all keys is known. */
  readonly done: () => void;
}

/**
 * Reports the progress of an apply to the shell, for an admin who has left the page meanwhile. Counts only, never a
 * key.
 */
@Injectable()
export class ApplyNotifications {
  private isPageShown = true;
  /** Updates the notification of each apply that hasn't ended. */
  private readonly underWay = new Set<() => void>();

  constructor(private readonly notifications: Notifications) {}

  /**
   * Call when the page is shown or left. A page that was left may be removed without notice, and its notification would
   * say "in progress" forever. So until the page is back, or all keys are done, the notification says where to look
   * instead.
   */
  pageShown(isShown: boolean): void {
    this.isPageShown = isShown;
    this.underWay.forEach(tell => tell());
  }

  /** Starts the notification of an apply to that number of servers. */
  begin(clusterName: string, total: number): ApplyProgress {
    const words = appStrings().Notification;
    const notification = this.notifications.begin(clusterName);
    let [applied, notConfirmed, failed] = [0, 0, 0];
    const soFar = (): string => fillIn(pluralOf(words.progress, total), applied, total);
    const tell = (): void =>
      this.isPageShown
        ? notification.inProgress(words.applying, soFar())
        : notification.information(words.left, fillIn(pluralOf(words.leftProgress, total), applied, total));
    this.goesOn(tell);
    return {
      settled: ({ kind }) => {
        applied += kind === 'applied' ? 1 : 0;
        // An answer that was lost leaves open whether the key is on its server, as one that isn't confirmed does.
        notConfirmed += kind === 'notConfirmed' || kind === 'notKnown' ? 1 : 0;
        failed += kind === 'failed' || kind === 'stopped' ? 1 : 0;
        tell();
      },
      done: () => {
        this.underWay.delete(tell);
        const withOpen = pluralOf(words.notConfirmedProgress, total);
        const all = notConfirmed > 0 ? fillIn(withOpen, applied, total, notConfirmed) : soFar();
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

  /** Starts the notification about keys that an earlier page was applying when it was left. */
  beginRecalled(clusterName: string, total: number): RecalledProgress {
    const words = appStrings().Notification;
    const notification = this.notifications.begin(clusterName);
    const counts: Record<RecalledOutcome, number> = { newKey: 0, notSent: 0, notKnown: 0 };
    const soFar = (): string =>
      fillIn(pluralOf(words.recalledProgress, total), total, counts.newKey, counts.notSent, counts.notKnown);
    const tell = (): void =>
      this.isPageShown
        ? notification.inProgress(words.recalling, fillIn(pluralOf(words.recallingProgress, total), total))
        : notification.information(words.left, fillIn(pluralOf(words.leftAgain, total), total));
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
