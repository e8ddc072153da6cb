import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { IconModule, LoadingWheelModule, StatusIconType } from '@microsoft/windows-admin-center-sdk/angular';
import { StateIcon } from './server-words';

/** A status icon of the SDK, or its spinner. The words beside it say the same, so it is silent for screen readers. */
@Component({
  selector: 'avma-state-icon',
  standalone: true,
  imports: [CommonModule, IconModule, LoadingWheelModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <sme-loading-wheel
      *ngIf="icon === 'wait'; else status"
      size="small"
      [isBackgroundTransparent]="true"
    ></sme-loading-wheel>
    <ng-template #status><sme-status-icon [status]="statusIcon"></sme-status-icon></ng-template>
  `,
  styleUrls: ['./state-icon.component.css'],
  host: { 'aria-hidden': 'true' }
})
export class StateIconComponent {
  @Input() icon: StateIcon = 'info';

  /** The SDK's enumeration, whose values are these very words. */
  protected get statusIcon(): StatusIconType {
    return this.icon as StatusIconType;
  }
}
