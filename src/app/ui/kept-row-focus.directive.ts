import { AfterViewChecked, Directive, ElementRef, OnDestroy, OnInit } from '@angular/core';
import { DataTableComponent } from '@microsoft/windows-admin-center-sdk/angular';
import { Subscription, fromEvent } from 'rxjs';

/** Where in a table the focus is. */
interface FocusedPlace {
  readonly element: Element;
  readonly rowId: string;
  /** Which of the row's elements that take the focus it is; 0 is the row itself. */
  readonly index: number;
}

const rowSelector = '.sme-table-row-data[data-rendered-item-index]';

/**
 * Keeps the focus where it is while a table's rows are made anew.
 *
 * The SDK's table draws all its rows again whenever it gets others or measures itself, and the browser takes the focus
 * from what is removed: with each answer of a server, an admin without a mouse would begin at the top of the page. And
 * a moment after a row got the focus the table tells itself so once more. If the focus has gone on by then, the table
 * would take it back, out of a field in which a key is being typed.
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
    // Before the table's own listeners.
    const arrivals = fromEvent(this.host.nativeElement, 'focusin', { capture: true });
    this.arrivals = arrivals.subscribe(event => {
      if (!this.host.nativeElement.contains(document.activeElement)) {
        event.stopPropagation();
      }
      // At once, since the table may draw its rows anew in the very turn in which one gets the focus.
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
