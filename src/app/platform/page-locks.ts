import { Injectable, NgZone } from '@angular/core';
import { Observable } from 'rxjs';

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
      const { locks } = navigator as { locks?: LockManager };
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
    const { locks } = navigator as { locks?: LockManager };
    const isThere = ({ held = [] }: LockManagerSnapshot): boolean => held.some(lock => lock.name === name);
    return new Observable<boolean>(listener => {
      const tell = (isHeld: boolean): void =>
        this.zone.run(() => {
          listener.next(isHeld);
          listener.complete();
        });
      locks === undefined
        ? tell(false)
        : void locks.query().then(
            all => tell(isThere(all)),
            () => tell(false)
          );
    });
  }

  /**
   * Emits once no page has the lock, and completes. Never emits if that can't be known. Waits with a shared lock, so
   * that pages that wait don't keep each other waiting.
   */
  freed(name: string): Observable<void> {
    return new Observable(listener => {
      const { locks } = navigator as { locks?: LockManager };
      const waiting = new AbortController();
      const tell = (): void =>
        this.zone.run(() => {
          listener.next();
          listener.complete();
        });
      // Some frames may not use locks, and unsubscribing ends the request as an error.
      locks?.request(name, { mode: 'shared', signal: waiting.signal }, tell).catch(() => undefined);
      return () => waiting.abort();
    });
  }
}
