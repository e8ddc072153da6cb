import {
  AfterViewInit,
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  EventEmitter,
  Input,
  OnDestroy,
  OnInit,
  Output,
  ViewChild
} from '@angular/core';
import { DialogComponent, DialogModule } from '@microsoft/windows-admin-center-sdk/angular';
import { Subscription } from 'rxjs';
import { appStrings } from '../platform/strings';
import { keepFocus } from './pane-focus';

/**
 * A modal pane beside the page. It's open as long as it exists: its parent removes it when it emits `closed`.
 *
 * The projected content is its body. Screen readers read the element with the ID `sme-dialog-desc` when the pane opens.
 * Elements with `pane-note` go to the footer above the buttons. Those with `pane-button` go before
 * Close, and links with `pane-link` to the other end of their line.
 */
@Component({
  selector: 'avma-pane',
  standalone: true,
  imports: [DialogModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './pane.component.html',
  styleUrls: ['./pane.component.css']
})
export class PaneComponent implements OnInit, AfterViewInit, OnDestroy {
  @Input() heading = '';
  /** Whether it has rows that need more room than a form. */
  @Input() isWide = false;
  /** Whether a click outside the pane closes it. Only for panes without input that could be lost. */
  @Input() closesFromOutside = false;
  /** A CSS selector of the elements that may get the initial focus. If it's empty, the SDK's close button gets it. */
  @Input() focusOn = '';
  /** Asks the parent to focus one of the elements that match `focusOn`. */
  @Output() readonly focusAsked = new EventEmitter<void>();
  /** The admin pressed the Close button, the cross in the corner, or Escape, or clicked outside the pane. */
  @Output() readonly closed = new EventEmitter<void>();

  @ViewChild('dialog', { static: true }) private dialog!: DialogComponent;

  protected readonly strings = appStrings();
  private readonly living = new Subscription();

  constructor(private readonly host: ElementRef<HTMLElement>) {}

  ngOnInit(): void {
    this.living.add(this.dialog.closeRequested.subscribe(() => this.closed.emit()));
    this.dialog.show();
  }

  ngAfterViewInit(): void {
    // Otherwise the SDK's button in the corner would have the same name as the one in the footer.
    const cross = this.host.nativeElement.querySelector('.sme-dialog-close-button');
    cross?.setAttribute('aria-label', this.strings.Pane.closeFromCorner);
    if (this.focusOn !== '') {
      this.living.add(keepFocus(this.host.nativeElement, this.focusOn, () => this.focusAsked.emit()));
    }
  }

  ngOnDestroy(): void {
    this.living.unsubscribe();
  }
}
