import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { LoadingWheelModule, StatusIconType } from '@microsoft/windows-admin-center-sdk/angular';
import { StateIcon } from './state-icon';

/**
 * One of the SDK's status icons, or its spinner. It's hidden from screen readers because the text beside it says the
 * same.
 *
 * The icon is drawn by the SDK's classes on this element. The SDK's `sme-status-icon` draws the same with three
 * components, a directive, and a timer, which makes a table of thousands of rows noticeably slower to sort and scroll.
 */
@Component({
  selector: 'avma-state-icon',
  standalone: true,
  imports: [CommonModule, LoadingWheelModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <sme-loading-wheel *ngIf="icon === 'wait'" size="small" [isBackgroundTransparent]="true"></sme-loading-wheel>
  `,
  styleUrls: ['./state-icon.component.css'],
  host: { 'aria-hidden': 'true', '[class]': 'classes' }
})
export class StateIconComponent {
  @Input() icon: StateIcon = 'info';

  /** The SDK's classes for the icon. `StateIcon` uses the SDK's own names. */
  protected get classes(): string {
    if (this.icon === 'wait') {
      return '';
    }
    // eslint-disable-next-line no-restricted-syntax -- Classes aren't text.
    return StatusIconType.getIconLayers(this.icon as StatusIconType).join(' ');
  }
}
