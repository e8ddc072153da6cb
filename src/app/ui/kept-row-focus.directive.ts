import { AfterViewChecked, Directive, ElementRef, OnDestroy, OnInit } from '@angular/core';
import { DataTableComponent } from '@microsoft/windows-admin-center-sdk/angular';
import { Subscription, fromEvent } from 'rxjs';

/** The focused place in a table. */
interface FocusedPlace {
  readonly element: Element;
  readonly rowId: string;
  /** The index of the focused element among the row's focusable elements. 0 is the row itself. */
  readonly index: number;
}

const rowSelector = '.sme-table-row-data[data-rendered-item-index]';

/**
 * Keeps the focus in place when a table's rows are drawn again.
 *
 * The SDK's table draws all its rows again whenever it gets new ones or measures itself. The browser removes the focus
 * from removed elements, so each server's answer would send a keyboard user back to the top of the page.
 *
 * A moment after a row gets the focus, the table dispatches `focusin` to itself again. If the focus has moved on by
 * then, the table would take it back, for example from a field in which a key is being typed.
 */
@Directive({ selector: 'sme-data-table[avmaKeptRowFocus]', standalone: true })
export class KeptRowFocusDirective implements OnInit, AfterViewChecked, OnDestroy {
  private place: FocusedPlace | undefined;
  private arrivals = Subscription.EMPTY;

  constructor(
    private readonly host: ElementRef<HTMLElement>,
    private readonly table: DataTableComponent
  ) {}

  ngOnInit(): void {
    // Capture the event to run before the table's own listeners.
    const arrivals = fromEvent(this.host.nativeElement, 'focusin', { capture: true });
    this.arrivals = arrivals.subscribe(event => {
      if (!this.host.nativeElement.contains(document.activeElement)) {
        event.stopPropagation();
      }
      // Don't wait for the next check: the table may draw its rows again in the turn in which one gets the focus.
      this.note();
    });
  }

  ngOnDestroy(): void {
    this.arrivals.unsubscribe();
  }

  ngAfterViewChecked(): void {
    const { place } = this;
    const { activeElement, body } = document;
    if (activeElement === place?.element) {
      return;
    }
    if (place && !place.element.isConnected && (!activeElement || activeElement === body)) {
      this.elementsOf(this.find(place.rowId))[place.index]?.focus();
    }
    this.note();
  }

  private note(): void {
    this.place = this.placeOf(document.activeElement);
  }

  private placeOf(element: Element | null): FocusedPlace | undefined {
    const row = element && this.host.nativeElement.contains(element) ? element.closest<HTMLElement>(rowSelector) : null;
    const rowId = row ? this.idOf(row) : undefined;
    return element && row && rowId !== undefined
      ? { element, rowId, index: this.elementsOf(row).findIndex(one => one === element) }
      : undefined;
  }

  private find(rowId: string): HTMLElement | undefined {
    const rows = this.host.nativeElement.querySelectorAll<HTMLElement>(rowSelector);
    return Array.from(rows).find(row => this.idOf(row) === rowId);
  }

  private idOf(row: HTMLElement): string | undefined {
    const item = this.table.renderedItems[Number(row.dataset.renderedItemIndex)];
    return (item?.data as { id: string } | undefined)?.id;
  }

  private elementsOf(row: HTMLElement | undefined): HTMLElement[] {
    return row ? [row, ...Array.from(row.querySelectorAll<HTMLElement>('[tabindex], a, button, input'))] : [];
  }
}
