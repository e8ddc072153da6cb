import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { appStrings } from '../platform/strings';

/** A link to a page of somebody else's: it opens in a new tab, says so, and tells that page nothing of this one. */
@Component({
  selector: 'avma-external-link',
  standalone: true,
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<a class="sme-link sme-focus-zone" [href]="href" target="_blank" rel="noopener noreferrer"
    >{{ text }}<span class="sme-screen-reader"> {{ strings.Page.opensInNewTab }}</span></a
  >`
})
export class ExternalLinkComponent {
  @Input() text = '';
  @Input() href = '';

  protected readonly strings = appStrings();
}
