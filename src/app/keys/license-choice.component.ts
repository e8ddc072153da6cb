import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { appStrings } from '../platform/strings';

/** The options for licensing virtual machines: keys that are entered here, or a purchase in Azure. */
export type LicenseOption = 'keys' | 'subscription';

/**
 * The choice between the two ways to license virtual machines. Uses plain inputs, because the SDK's form field brings
 * every other kind of field along. In a pane, the SDK moves Tab from one focus zone to the next, to the first control
 * there that can be focused, so only the selected option can.
 */
@Component({
  selector: 'avma-license-choice',
  standalone: true,
  imports: [CommonModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './license-choice.component.html',
  styleUrls: ['./license-choice.component.css']
})
export class LicenseChoiceComponent {
  @Input() way: LicenseOption = 'keys';
  @Input() disabled = false;
  @Output() readonly wayChange = new EventEmitter<LicenseOption>();

  protected readonly strings = appStrings();
  protected readonly ways: readonly { readonly way: LicenseOption; readonly text: string }[] = [
    { way: 'keys', text: this.strings.Subscription.existing },
    { way: 'subscription', text: this.strings.Subscription.purchase }
  ];

  /** Without this, the SDK would treat an arrow key as a move to the next control, and leave the choice unchanged. */
  protected onKey(event: KeyboardEvent): void {
    if (event.key.startsWith('Arrow')) {
      event.stopPropagation();
    }
  }

  protected readonly byWay = (_index: number, { way }: { way: LicenseOption }): LicenseOption => way;
}
