import { NgZone } from '@angular/core';
import { Subscription, fromEvent, merge, startWith, switchMap, timer } from 'rxjs';

/** In milliseconds. After half an hour without input, the person who typed the keys has left. */
export const longestUnused = 30 * 60 * 1000;

/**
 * Calls back each time the pane hasn't been used for that long. Runs outside Angular's zone, which would otherwise
 * count the page as busy for half an hour.
 */
export function whenUnused(pane: HTMLElement, zone: NgZone, then: () => void): Subscription {
  const touches = ['keydown', 'input', 'pointerdown', 'focusin'].map(name => fromEvent(pane, name));
  const unused = merge(...touches).pipe(
    startWith(null),
    switchMap(() => timer(longestUnused))
  );
  return zone.runOutsideAngular(() => unused.subscribe(() => zone.run(then)));
}
