import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { isWindowsServerHost } from '../domain/servers/states';
import { ServerStatus } from '../domain/servers/status';
import { daysBetweenSyncs, supportsSubscription } from '../domain/answers/subscription';
import { appStrings, fillIn } from '../platform/strings';
import { ExternalLinkComponent } from '../ui/external-link.component';
import { links } from '../text/links';
import { StateIconComponent } from '../ui/state-icon.component';

/** A server that isn't known to meet the requirements, and what it needs as far as that's known. */
interface UnfitServer {
  readonly name: string;
  readonly why: string;
}

/** What the Windows Server subscription requires of these servers, and where to buy it. */
@Component({
  selector: 'avma-subscription-offer',
  standalone: true,
  imports: [CommonModule, ExternalLinkComponent, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './subscription-offer.component.html',
  styleUrls: ['./subscription-offer.component.css']
})
export class SubscriptionOfferComponent {
  /** Windows Server hosts need none of it: they activate VMs with their own activation. */
  @Input() set statuses(statuses: readonly ServerStatus[]) {
    this.asked = statuses.filter(status => !isWindowsServerHost(status));
  }

  private asked: readonly ServerStatus[] = [];

  protected readonly strings = appStrings();
  protected readonly links = links;
  protected readonly needsSync = fillIn(this.strings.Subscription.needsSync, daysBetweenSyncs);

  /** How many of the servers have the module that the subscription requires. */
  protected get needsModule(): string {
    const total = this.asked.length;
    return fillIn(this.strings.Subscription.needsModule, total - this.unfit.length, total);
  }

  protected get unfit(): readonly UnfitServer[] {
    return this.asked.flatMap(({ server: { name }, report }) => {
      switch (supportsSubscription(report)) {
        case 'yes':
          return [];
        case 'no':
          return [{ name, why: this.strings.Subscription.tooOld }];
        case 'notKnown':
          return [{ name, why: this.strings.Table.notKnown }];
      }
    });
  }

  protected readonly byName = (_index: number, { name }: UnfitServer): string => name;
}
