import { Subscription, filter, fromEvent, merge, take, takeUntil, timer } from 'rxjs';

/**
 * Sets a pane's initial focus. One or more turns after it opens, the SDK's dialog moves the focus to its close button.
 * This moves it back, unless the admin has pressed a key or a pointer button in the meantime.
 */
export function keepFocus(pane: HTMLElement, wanted: string, focus: () => void): Subscription {
  const strayed = fromEvent(pane, 'focusin').pipe(
    takeUntil(merge(fromEvent(document, 'keydown'), fromEvent(document, 'pointerdown'))),
    filter(({ target }) => target instanceof Element && !target.matches(wanted)),
    take(1)
  );
  return merge(timer(0), strayed).subscribe(focus);
}
