import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { LoadingWheelModule, StatusIconType } from '@microsoft/windows-admin-center-sdk/angular';
import { StateIcon } from './state-icon';

/**
 * A status icon of the SDK, or its spinner. The words beside it say the same, so it is silent for screen readers.
 *
 * The icon is the SDK's classes on this element itself. Its `sme-status-icon` draws the same with three components,
 * a directive and a timer, for which a table of thousands of rows is noticeably slower to sort and to scroll.
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

  /** The SDK's names are these very words. */
  protected get classes(): string {
    if (this.icon === 'wait') {
      return '';
    }
    return StatusIconType.getIconLayers(this.icon as StatusIconType).join(' ');
  }
}
