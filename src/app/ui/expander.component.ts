import { ChangeDetectionStrategy, Component, ElementRef, Input, ViewChild } from '@angular/core';

/**
 * A heading that opens to what is below it. Both are zones of the focus, since the SDK leads Tab from zone to zone and
 * leaves out all else; a summary it takes for something to focus only with a tab index.
 */
@Component({
  selector: 'avma-expander',
  standalone: true,
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <details [open]="opened">
      <summary #summary tabindex="0" class="sme-focus-zone" [class.sme-font-emphasis1]="isStrong">
        {{ heading }}
      </summary>
      <div class="content"><ng-content></ng-content></div>
    </details>
  `,
  styleUrls: ['./expander.component.css']
})
export class ExpanderComponent {
  @Input() heading = '';
  /** Whether it is open to begin with. */
  @Input() opened = false;
  /** Whether the heading stands out from the text around it. */
  @Input() isStrong = false;

  @ViewChild('summary', { static: true }) private summary!: ElementRef<HTMLElement>;

  /** Puts the focus on the heading, where it can be seen. */
  focus(): void {
    this.summary.nativeElement.focus();
    this.summary.nativeElement.scrollIntoView({ block: 'nearest' });
  }
}
