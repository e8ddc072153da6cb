import { ComponentHarness } from '@angular/cdk/testing';
import { CopyableTextHarness } from '../../ui/testing/copyable-text-harness';

/** Harness for the footer. */
export class FooterHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-footer';

  /** The problem report. */
  readonly report = this.locatorFor(CopyableTextHarness);

  /** All text in the footer. */
  async text(): Promise<string> {
    return (await this.host()).text();
  }
}
