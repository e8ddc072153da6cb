import { Injectable, NgZone } from '@angular/core';
import { Observable, Subscriber } from 'rxjs';

/**
 * Locks that all pages of this browser share: other tabs, and other frames of the same tab. The browser releases a lock
 * when its page is gone.
 */
@Injectable()
export class PageLocks {
  constructor(private readonly zone: NgZone) {}

  /**
   * Takes a lock and emits whether it did: false if another page has it. Holds it until unsubscribed, and doesn't
   * complete. Emits true if the browser has no locks, as without HTTPS.
   */
  hold(name: string): Observable<boolean> {
    return new Observable(listener => {
      const { locks } = this;
      let letGo: () => void = () => undefined;
      const held = new Promise<void>(resolve => (letGo = resolve));
      let isTold = false;
      const tell = (isHeld: boolean): void => {
        isTold = true;
        this.zone.run(() => listener.next(isHeld));
      };
      if (!locks) {
        listener.next(true);
      } else {
        locks
          .request(name, { ifAvailable: true }, lock => {
            tell(lock !== null);
            return lock === null ? undefined : held;
          })
          // Some frames may not use locks. They're as good as without.
          .catch(() => (isTold ? undefined : tell(true)));
      }
      return letGo;
    });
  }

  /** Emits whether a page has the lock: false if that can't be known. */
  isHeld(name: string): Observable<boolean> {
    return new Observable(listener => {
      const tell = (isHeld: boolean): void => this.end(listener, isHeld);
      const asked = this.locks?.query() ?? Promise.resolve<LockManagerSnapshot>({});
      asked.then(({ held = [] }) => tell(held.some(lock => lock.name === name))).catch(() => tell(false));
    });
  }

  /**
   * Emits once no page has the lock, and completes. Never emits if that can't be known. Waits with a shared lock, so
   * that pages that wait don't keep each other waiting.
   */
  freed(name: string): Observable<void> {
    return new Observable(listener => {
      const waiting = new AbortController();
      this.locks
        ?.request(name, { mode: 'shared', signal: waiting.signal }, () => this.end(listener, undefined))
        // Some frames may not use locks, and unsubscribing ends the request as an error.
        .catch(() => undefined);
      return () => waiting.abort();
    });
  }

  /** Undefined if the browser has none. */
  private get locks(): LockManager | undefined {
    return (navigator as { locks?: LockManager }).locks;
  }

  private end<T>(listener: Subscriber<T>, value: T): void {
    this.zone.run(() => {
      listener.next(value);
      listener.complete();
    });
  }
}
