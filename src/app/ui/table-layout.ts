import { ChangeDetectorRef, ElementRef, NgZone } from '@angular/core';
import { MasterViewComponent } from '@microsoft/windows-admin-center-sdk/angular';
import { Subscription, timer } from 'rxjs';

/** How much room a table has. */
export type TableWidth = 'narrow' | 'medium' | 'wide';

/** Below these widths, in CSS pixels, not all columns can be read. */
const mediumBelow = 1040;
const narrowBelow = 768;

/** In CSS pixels, with the line below it, which the SDK's own number leaves out: it would cut the last row. */
export const tableRowHeight = 31;

/** What a table of the SDK needs to be drawn whole in an OnPush view, at whatever width. */
export class TableLayout {
  room: TableWidth = 'wide';

  private readonly marking: Subscription;
  private settling = Subscription.EMPTY;

  constructor(
    private readonly host: ElementRef<HTMLElement>,
    changes: ChangeDetectorRef,
    zone: NgZone
  ) {
    // The SDK's table measures and changes itself in turns of its own, and expects to be drawn after each. In an OnPush
    // view it would go on showing its spinner, and rows that don't stand below their headings.
    this.marking = zone.onUnstable.subscribe(() => changes.markForCheck());
  }

  /** Looks how wide the place is now. */
  fit(masterView: MasterViewComponent): void {
    const width = this.host.nativeElement.clientWidth;
    const room = width < narrowBelow ? 'narrow' : width < mediumBelow ? 'medium' : 'wide';
    if (room !== this.room) {
      this.room = room;
      // The SDK's table measures once while its columns still change; so it measures again when they have.
      this.settling.unsubscribe();
      this.settling = timer(100).subscribe(() => masterView.updateLayout());
    }
  }

  /** Ends what it listens to. */
  end(): void {
    this.marking.unsubscribe();
    this.settling.unsubscribe();
  }
}
