import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input, QueryList, ViewChildren } from '@angular/core';
import { numberInWords } from '../platform/locale';
import { appStrings, fillIn, pluralOf } from '../platform/strings';
import { ExpanderComponent } from '../ui/expander.component';
import { ExternalLinkComponent } from '../ui/external-link.component';
import { CopyableTextComponent } from '../ui/copyable-text.component';
import { StateIconComponent } from '../ui/state-icon.component';
import { GuestDetails, guestDetailsOf } from './virtual-machine-details';
import { VirtualMachineRow, Hosts } from './virtual-machine-row';
import { guestKeysScript, ordersOf } from './guest-script';
import { VirtualMachinesState } from './virtual-machines-state';

/** The maximum number of selected machines with details. More wouldn't help, and would be slow. */
const shownAtOnce = 10;

/** The selected machines and the answers about them. */
export interface ShownGuests {
  readonly rows: readonly VirtualMachineRow[];
  readonly hosts: Hosts;
  readonly guests: VirtualMachinesState;
}

/** The details of the selected virtual machines, the steps to activate each, and a script for all. */
@Component({
  selector: 'avma-guest-details',
  standalone: true,
  imports: [CommonModule, CopyableTextComponent, ExpanderComponent, ExternalLinkComponent, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './virtual-machine-details.component.html',
  styleUrls: ['../servers/server-details.component.css', './virtual-machine-details.component.css']
})
export class VirtualMachineDetailsComponent {
  @Input() set shown({ rows, hosts, guests }: ShownGuests) {
    this.machines = rows.slice(0, shownAtOnce).map(row => guestDetailsOf(row, hosts, guests, this.strings));
    this.more =
      rows.length > shownAtOnce
        ? fillIn(
            pluralOf(this.strings.GuestDetails.more, rows.length),
            numberInWords(shownAtOnce),
            numberInWords(rows.length)
          )
        : '';
    const orders = ordersOf(rows);
    const left = rows.length - orders.length;
    this.script = rows.length > 1 && orders.length > 0 ? guestKeysScript(orders) : '';
    this.leftOut = left > 0 ? fillIn(pluralOf(this.strings.GuestScript.leftOut, left), numberInWords(left)) : '';
  }

  @ViewChildren(ExpanderComponent) private expanders?: QueryList<ExpanderComponent>;

  /** Whether the table beside it shows a preview. The details never do. */
  @Input() isPreview = false;

  protected readonly strings = appStrings();
  protected machines: readonly GuestDetails[] = [];
  protected more = '';
  protected script = '';
  protected leftOut = '';

  protected readonly byId = (_index: number, { id }: GuestDetails): string => id;
  protected readonly byIndex = (index: number): number => index;

  /** Scrolls the details into view. */
  show(): void {
    this.expanders?.first?.show();
  }
}
