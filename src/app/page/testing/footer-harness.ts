import { ComponentHarness } from '@angular/cdk/testing';
import { CopyableTextHarness } from '../../ui/testing/copyable-text-harness';

/** The end of the page, as an admin meets it. */
export class FooterHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-footer';

  /** The report of a problem. */
  readonly report = this.locatorFor(CopyableTextHarness);

  private readonly parts = this.locatorForAll('summary');

  /** All that it says. */
  async text(): Promise<string> {
    return (await this.host()).text();
  }

  /** What can be opened. */
  async partNames(): Promise<string[]> {
    return Promise.all((await this.parts()).map(part => part.text()));
  }
}
