import { TableHarness } from '../../ui/testing/table-harness';

/** The table of servers and the actions above it, as an admin meets them. */
export class ServersTableHarness extends TableHarness {
  static override readonly hostSelector = 'avma-servers-table';

  private readonly loads = this.locatorForAll('button.load');

  /** How many rows offer to load their number of virtual machines. */
  async offersToLoad(): Promise<number> {
    return (await this.loads()).length;
  }

  async load(): Promise<void> {
    const [first] = await this.loads();
    await first.click();
  }
}
