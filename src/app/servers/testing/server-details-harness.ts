import { ComponentHarness } from '@angular/cdk/testing';

/** Harness for the details of the selected servers. */
export class ServerDetailsHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-server-details';

  private readonly headings = this.locatorForAll('section > avma-expander > details > summary');
  private readonly labels = this.locatorForAll('dt');
  private readonly values = this.locatorForAll('dd');
  private readonly raws = this.locatorForAll('pre');
  private readonly copyAllButton = this.locatorForOptional('.copy.all button');
  private readonly copies = this.locatorForAll('.copy:not(.all) button');

  async servers(): Promise<string[]> {
    return Promise.all((await this.headings()).map(heading => heading.text()));
  }

  /** The lines of all servers, by name. */
  async lines(): Promise<Record<string, string>> {
    const labels = await Promise.all((await this.labels()).map(label => label.text()));
    const values = await Promise.all((await this.values()).map(value => value.text()));
    return Object.fromEntries(labels.map((label, index) => [label, values[index]]));
  }

  async rawAnswers(): Promise<string[]> {
    return Promise.all((await this.raws()).map(raw => raw.text()));
  }

  async isFocused(): Promise<boolean> {
    const [heading] = await this.headings();
    return heading?.isFocused() ?? false;
  }

  async isOpen(): Promise<boolean[]> {
    const all = await this.locatorForAll('section > avma-expander > details')();
    return Promise.all(all.map(one => one.getProperty<boolean>('open')));
  }

  /** Copies the details of the first server. */
  async copy(): Promise<void> {
    await (await this.copies())[0].click();
  }

  /** The headings of the servers, for screen readers. */
  async sections(): Promise<string[]> {
    const all = await this.locatorForAll('summary [role=heading][aria-level="3"]')();
    return Promise.all(all.map(one => one.text()));
  }

  async canCopyAll(): Promise<boolean> {
    return (await this.copyAllButton()) !== null;
  }

  /** Copies the details of all servers. */
  async copyAll(): Promise<void> {
    await (await this.copyAllButton())?.click();
  }

  /** The message about the copy. */
  async copied(): Promise<string> {
    const [status] = await this.locatorForAll('[role=status]')();
    return status.text();
  }
}
