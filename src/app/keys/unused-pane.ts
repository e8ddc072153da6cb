import { NgZone } from '@angular/core';
import { Subscription, fromEvent, merge, startWith, switchMap, timer } from 'rxjs';

/** In milliseconds: half an hour without a touch of a pane, and whoever typed keys there has gone. */
export const longestUnused = 30 * 60 * 1000;

/**
 * Calls each time a pane was not touched for that long. Outside of Angular's zone, which would else count the page as
 * busy for half an hour.
 */
export function whenUnused(pane: HTMLElement, zone: NgZone, then: () => void): Subscription {
  const touches = ['keydown', 'input', 'pointerdown', 'focusin'].map(name => fromEvent(pane, name));
  const unused = merge(...touches).pipe(
    startWith(null),
    switchMap(() => timer(longestUnused))
  );
  return zone.runOutsideAngular(() => unused.subscribe(() => zone.run(then)));
}
