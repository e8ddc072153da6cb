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
 * A pane beside the page, modal and open for as long as it is there: whoever shows it takes it away once it is closed.
 *
 * What is put into it is its body; what of that has the id `sme-dialog-desc` is read out when the pane opens. With
 * `pane-note` it stands in the footer above the buttons, with `pane-button` among these, before Close.
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
  /** Whether a click beside it closes it: only where nothing can be entered that would be lost. */
  @Input() closesFromOutside = false;
  /** What the focus may begin on, as a CSS selector. Empty where it is the SDK's choice, the cross in the corner. */
  @Input() focusOn = '';
  /** The pane is open: now the focus is to be put on one of those. */
  @Output() readonly focusAsked = new EventEmitter<void>();
  /** By its button, the cross in the corner, Escape, or a click beside it. */
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
    if (this.focusOn !== '') {
      this.living.add(keepFocus(this.host.nativeElement, this.focusOn, () => this.focusAsked.emit()));
    }
  }

  ngOnDestroy(): void {
    this.living.unsubscribe();
  }
}
