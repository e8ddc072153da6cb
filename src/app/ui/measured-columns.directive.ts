import { AfterViewChecked, Directive, ElementRef, EventEmitter, NgZone, OnDestroy, Output } from '@angular/core';

/**
 * Reports that the headings of a table's columns have got another width.
 *
 * The SDK's table gives its cells the widths that its headings have when it's drawn or when the window is resized. If
 * the browser draws the headings later, for example because it's busy, the cells would keep widths that are wrong.
 */
@Directive({ selector: 'sme-data-table[avmaMeasuredColumns]', standalone: true })
export class MeasuredColumnsDirective implements AfterViewChecked, OnDestroy {
  @Output() readonly columnsResized = new EventEmitter<void>();

  private readonly headings: HTMLCollectionOf<Element>;
  private readonly observed = new Set<Element>();
  private readonly observer: ResizeObserver;

  constructor(host: ElementRef<HTMLElement>, zone: NgZone) {
    this.headings = host.nativeElement.getElementsByClassName('sme-table-column-header');
    // Angular doesn't know of what the browser observes.
    this.observer = new ResizeObserver(() => zone.run(() => this.columnsResized.emit()));
  }

  ngAfterViewChecked(): void {
    for (const heading of Array.from(this.headings)) {
      if (!this.observed.has(heading)) {
        this.observed.add(heading);
        this.observer.observe(heading);
      }
    }
  }

  ngOnDestroy(): void {
    this.observer.disconnect();
  }
}
