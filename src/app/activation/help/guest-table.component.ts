import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Coverage, HostLicence, coverageOf, guestReleases, hostLicences } from '../../domain/guest-matrix';
import { appStrings, fillIn } from '../../shell/strings';

/** Which guests a server activates, by the version of its key. */
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
  protected readonly hosts: readonly string[] = hostLicences.map(host => this.headingOf(host));
  protected readonly guests = guestReleases.map(guest => ({
    name: guest,
    coverages: hostLicences.map(host => this.inWords(coverageOf(guest, host)))
  }));
  protected readonly byIndex = (index: number): number => index;

  private headingOf(host: HostLicence): string {
    return host === 'subscription' ? this.words.subscription : fillIn(this.words.host, host);
  }

  private inWords(coverage: Coverage): string {
    const { yes, no, notKnown } = this.words;
    return { yes, no, notKnown }[coverage];
  }
}
