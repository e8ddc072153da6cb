import { ComponentHarness } from '@angular/cdk/testing';
import { CopyableTextHarness } from '../../ui/testing/copyable-text-harness';
import { TableHarness } from '../../ui/testing/table-harness';
import { ChoiceListHarness } from '../../ui/testing/choice-list-harness';

/** The tab of virtual machines, as an admin meets it. */
export class VirtualMachinesHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-virtual-machines';

  readonly table = this.locatorFor(TableHarness);
  /** What can be copied of the selected machines. */
  readonly copyable = this.locatorForAll(CopyableTextHarness);

  private readonly lists = this.locatorForAll(ChoiceListHarness);
  private readonly detailParts = this.locatorForAll('avma-guest-details dt, avma-guest-details dd');

  async summary(): Promise<string> {
    return (await this.locatorFor('.summary')()).text();
  }

  /** What could not be read, in words. */
  async failures(): Promise<string[]> {
    const items = await this.locatorForAll('.failures li')();
    return Promise.all(items.map(item => item.text({ exclude: 'avma-state-icon, button' })));
  }

  /** Asks the first server once more of which something could not be read. */
  async retry(): Promise<void> {
    await (await this.locatorFor('.failures button')()).click();
  }

  async search(words: string): Promise<void> {
    const field = await this.locatorFor('input[type=search]')();
    await field.clear();
    if (words !== '') {
      await field.sendKeys(words);
    }
  }

  /** Chooses in the list of that name, by the words of the choice. */
  async choose(name: string, words: string): Promise<void> {
    await (await this.list(name)).choose(words);
  }

  /** The choices of the list of that name. */
  async choices(name: string): Promise<string[]> {
    return (await this.list(name)).choices();
  }

  /** The facts of the selected machines, by their labels; of several machines the last one's. */
  async details(): Promise<Record<string, string>> {
    const texts = await Promise.all((await this.detailParts()).map(part => part.text()));
    const pairs = texts.flatMap((label, index) => (index % 2 === 0 ? [[label, texts[index + 1]]] : []));
    return Object.fromEntries(pairs) as Record<string, string>;
  }

  /** The steps of the selected machines, each with how it stands. */
  async steps(): Promise<string[]> {
    const steps = await this.locatorForAll('.step')();
    const texts = await Promise.all(steps.map(step => step.text({ exclude: 'avma-state-icon' })));
    return texts.map(text => text.replace(/\s+/g, ' '));
  }

  /** All that is said of the selected machines. */
  async detailsText(): Promise<string> {
    const found = await this.locatorForOptional('avma-guest-details')();
    return (await found?.text())?.replace(/\s+/g, ' ') ?? '';
  }

  private async list(name: string): Promise<ChoiceListHarness> {
    for (const list of await this.lists()) {
      if ((await list.label()) === name) {
        return list;
      }
    }
    throw new Error(`There is no list ${name}.`);
  }
}
