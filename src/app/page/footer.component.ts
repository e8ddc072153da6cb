import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { ServerStatus } from '../domain/servers/status';
import { appStrings, fillIn } from '../platform/strings';
import { environment } from '../platform/environment';
import { ExpanderComponent } from '../ui/expander.component';
import { CopyableTextComponent } from '../ui/copyable-text.component';
import { problemReport } from './problem-report';

/** The page's footer: whose extension this is, and how to report a problem. */
@Component({
  selector: 'avma-footer',
  standalone: true,
  imports: [CopyableTextComponent, ExpanderComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './footer.component.html',
  styleUrls: ['./footer.component.css']
})
export class FooterComponent {
  /** All servers of the cluster. A problem report counts them by state. */
  @Input() set statuses(statuses: readonly ServerStatus[]) {
    this.report = problemReport(environment(), statuses, this.strings);
  }

  protected readonly strings = appStrings();
  protected readonly whose = fillIn(this.strings.Footer.whose, environment().extensionVersion);
  protected report = '';

  /** The report opens below the page's end. */
  protected onToggled(isOpen: boolean, end: HTMLElement): void {
    if (isOpen) {
      end.scrollIntoView({ block: 'nearest' });
    }
  }
}
