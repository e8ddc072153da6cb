import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { appStrings, fillIn } from '../../shell/strings';
import { ExpanderComponent } from '../expander.component';
import { CopyableTextComponent } from '../help/copyable-text.component';
import { StateIconComponent } from '../servers/state-icon.component';
import { GuestDetails, guestDetailsOf } from './guest-details';
import { GuestRow, Hosts } from './guest-row';
import { guestKeysScript } from './guest-script';
import { GuestsState } from './guests-state';

/** Of how many selected machines details are shown: more would be no help, and slow. */
const shownAtOnce = 10;

/** What is shown. */
export interface ShownGuests {
  readonly rows: readonly GuestRow[];
  readonly hosts: Hosts;
  readonly guests: GuestsState;
}

/** The selected virtual machines: what is known of each, what to look at in which order, and a script for all. */
@Component({
  selector: 'avma-guest-details',
  standalone: true,
  imports: [CommonModule, CopyableTextComponent, ExpanderComponent, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './guest-details.component.html',
  styleUrls: ['../servers/server-details.component.css', './guest-details.component.css']
})
export class GuestDetailsComponent {
  @Input() set shown({ rows, hosts, guests }: ShownGuests) {
    this.machines = rows.slice(0, shownAtOnce).map(row => guestDetailsOf(row, hosts, guests, this.strings));
    this.more = rows.length > shownAtOnce ? fillIn(this.strings.GuestDetails.more, shownAtOnce) : '';
    const orders = rows.flatMap(({ name, machine, server, key, kind, takesDirect }) =>
      key === null || kind === 'cannot' || !takesDirect ? [] : [{ name, id: machine.id, server: server.fqdn, key }]
    );
    const left = rows.length - orders.length;
    this.script = rows.length > 1 && orders.length > 0 ? guestKeysScript(orders) : '';
    this.leftOut = left > 0 ? fillIn(this.strings.GuestScript.leftOut, left) : '';
  }

  protected readonly strings = appStrings();
  protected machines: readonly GuestDetails[] = [];
  protected more = '';
  protected script = '';
  protected leftOut = '';

  protected readonly byId = (_index: number, { id }: GuestDetails): string => id;
  protected readonly byIndex = (index: number): number => index;
}
