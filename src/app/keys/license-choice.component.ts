import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { appStrings } from '../platform/strings';

/** How virtual machines can be licensed: with keys that are entered here, or by what is bought in Azure. */
export type LicenseOption = 'keys' | 'subscription';

/**
 * The choice between the two ways to license virtual machines. Plain inputs: the SDK's form field brings every other
 * kind of field along. Within a pane the SDK leads Tab from one focus zone to the next, to the first control there that
 * takes the focus: so what is chosen is the only one that does.
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

  /** The SDK would take an arrow for a way to the next control, and leave the choice as it is. */
  protected onKey(event: KeyboardEvent): void {
    if (event.key.startsWith('Arrow')) {
      event.stopPropagation();
    }
  }

  protected readonly byWay = (_index: number, { way }: { way: LicenseOption }): LicenseOption => way;
}
