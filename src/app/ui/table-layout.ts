import { EventEmitter, Inject, Injectable, OnDestroy, Optional, SkipSelf } from '@angular/core';
import { Layout, SME_LAYOUT_PROVIDER } from '@microsoft/windows-admin-center-sdk/angular';
import { Subscription } from 'rxjs';

/**
 * Tells a table of changes to the layout around it, until the table is destroyed.
 *
 * The SDK's master view keeps listening to its layout when it's destroyed. If that were the page's, the page would keep
 * it, its table, and all of the table's rows: one more set each time a tab is shown.
 */
@Injectable()
export class TableLayout implements Layout, OnDestroy {
  readonly layoutChanged = new EventEmitter<void>();
  readonly windowBreakpointChanged = new EventEmitter<void>();

  private readonly changes = new Subscription();

  constructor(@Optional() @SkipSelf() @Inject(SME_LAYOUT_PROVIDER) around: Layout | null) {
    this.changes.add(around?.layoutChanged.subscribe(this.layoutChanged));
    this.changes.add(around?.windowBreakpointChanged?.subscribe(this.windowBreakpointChanged));
  }

  ngOnDestroy(): void {
    this.changes.unsubscribe();
  }
}
