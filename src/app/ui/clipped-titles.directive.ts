import { Directive, ElementRef, NgZone, OnDestroy, OnInit } from '@angular/core';
import { Subscription, fromEvent } from 'rxjs';

/**
 * Shows a tooltip with the whole text on truncated cells.
 *
 * A cell gets its title when the mouse enters it. A title in a template would need one of the SDK's cell templates,
 * which make a table of thousands of rows noticeably slower to scroll.
 */
@Directive({ selector: '[avmaClippedTitles]', standalone: true })
export class ClippedTitlesDirective implements OnInit, OnDestroy {
  private readonly subscription = new Subscription();

  constructor(
    private readonly host: ElementRef<HTMLElement>,
    private readonly zone: NgZone
  ) {}

  ngOnInit(): void {
    // Nothing that Angular draws depends on the titles.
    this.zone.runOutsideAngular(() => {
      const arrivals = fromEvent<MouseEvent>(this.host.nativeElement, 'mouseover');
      this.subscription.add(arrivals.subscribe(({ target }) => tellWhole(target as HTMLElement)));
    });
  }

  ngOnDestroy(): void {
    this.subscription.unsubscribe();
  }
}

function tellWhole(element: HTMLElement): void {
  const cell = element.closest<HTMLElement>('.sme-table-row-data .sme-table-cell');
  if (!cell) {
    return;
  }
  // The SDK's table reuses cells for other rows, so an earlier title may be another row's.
  if ([cell, ...Array.from(cell.querySelectorAll<HTMLElement>('*'))].some(isCut)) {
    cell.title = cell.innerText.trim();
  } else {
    cell.removeAttribute('title');
  }
}

/** Whether an element hides a part of its content. Inline elements have no size of their own. */
function isCut({ clientHeight, clientWidth, scrollHeight, scrollWidth }: HTMLElement): boolean {
  return clientWidth > 0 && (scrollWidth > clientWidth || scrollHeight > clientHeight);
}
