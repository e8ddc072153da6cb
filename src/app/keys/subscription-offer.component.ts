import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { isWindowsServerHost } from '../domain/servers/states';
import { ServerStatus } from '../domain/servers/status';
import { daysBetweenSyncs, supportsSubscription } from '../domain/answers/subscription';
import { appStrings, fillIn } from '../platform/strings';
import { ExternalLinkComponent } from '../ui/external-link.component';
import { links } from '../text/links';
import { StateIconComponent } from '../ui/state-icon.component';

/** A server that is not known to fit the subscription, and what it takes, as far as that is known. */
interface UnfitServer {
  readonly name: string;
  readonly why: string;
}

/** What the Windows Server subscription needs of these servers, and where it is bought. */
@Component({
  selector: 'avma-subscription-offer',
  standalone: true,
  imports: [CommonModule, ExternalLinkComponent, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './subscription-offer.component.html',
  styleUrls: ['./subscription-offer.component.css']
})
export class SubscriptionOfferComponent {
  /** Windows Server hosts among them need none of it: their own activation does the job. */
  @Input() set statuses(statuses: readonly ServerStatus[]) {
    this.asked = statuses.filter(status => !isWindowsServerHost(status));
  }

  private asked: readonly ServerStatus[] = [];

  protected readonly strings = appStrings();
  protected readonly link = links.activateVms;
  protected readonly needsSync = fillIn(this.strings.Subscription.needsSync, daysBetweenSyncs);

  /** How many of the servers have the module that it needs. */
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
