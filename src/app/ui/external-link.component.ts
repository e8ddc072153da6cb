import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { appStrings } from '../platform/strings';

/** A link to an external page. It opens in a new tab, says so, and doesn't reveal this page to the other. */
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
