import { Subscription, filter, fromEvent, merge, take, takeUntil, timer } from 'rxjs';

/**
 * Puts the focus to where a pane wants it. The SDK's dialog moves it to its close button, one turn after it was shown
 * or some more: from there it is fetched, unless the admin has done something meanwhile.
 */
export function keepFocus(pane: HTMLElement, wanted: string, focus: () => void): Subscription {
  const strayed = fromEvent(pane, 'focusin').pipe(
    takeUntil(merge(fromEvent(document, 'keydown'), fromEvent(document, 'pointerdown'))),
    filter(({ target }) => target instanceof Element && !target.matches(wanted)),
    take(1)
  );
  return merge(timer(0), strayed).subscribe(focus);
}
