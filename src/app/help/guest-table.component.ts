import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Coverage, HostLicense, coverageOf, guestReleases, hostLicenses } from '../domain/guests/guest-matrix';
import { appStrings, fillIn } from '../platform/strings';

/** The guests that a server activates, by the version of its key. */
@Component({
  selector: 'avma-guest-table',
  standalone: true,
  imports: [CommonModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './guest-table.component.html',
  styleUrls: ['./guest-table.component.css']
})
export class GuestTableComponent {
  protected readonly words = appStrings().Help.whichKeys;
  protected readonly hosts: readonly string[] = hostLicenses.map(host => this.headingOf(host));
  protected readonly guests = guestReleases.map(guest => ({
    name: guest,
    coverages: hostLicenses.map(host => this.inWords(coverageOf(guest, host)))
  }));
  protected readonly byIndex = (index: number): number => index;

  private headingOf(host: HostLicense): string {
    return host === 'subscription' ? this.words.subscription : fillIn(this.words.host, host);
  }

  private inWords(coverage: Coverage): string {
    const { yes, no, notKnown } = this.words;
    return { yes, no, notKnown }[coverage];
  }
}
