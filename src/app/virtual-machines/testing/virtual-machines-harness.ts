import { ComponentHarness } from '@angular/cdk/testing';
import { CopyableTextHarness } from '../../ui/testing/copyable-text-harness';
import { TableHarness } from '../../ui/testing/table-harness';
import { ChoiceListHarness } from '../../ui/testing/choice-list-harness';

/** The virtual machines tab, as an admin uses it. */
export class VirtualMachinesHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-virtual-machines';

  readonly table = this.locatorFor(TableHarness);
  /** The copyable texts of the selected machines. */
  readonly copyable = this.locatorForAll(CopyableTextHarness);

  private readonly lists = this.locatorForAll(ChoiceListHarness);
  private readonly detailParts = this.locatorForAll('avma-guest-details dt, avma-guest-details dd');

  async summary(): Promise<string> {
    return (await this.locatorFor('.summary')()).text();
  }

  /** The messages about what couldn't be read. */
  async failures(): Promise<string[]> {
    const items = await this.locatorForAll('.failures li')();
    return Promise.all(items.map(item => item.text({ exclude: 'avma-state-icon, button' })));
  }

  /** Retries the first server with a failure. */
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

  /** Selects the choice with that text in the list of that name. */
  async choose(name: string, words: string): Promise<void> {
    await (await this.list(name)).choose(words);
  }

  /** The choices of the list of that name. */
  async choices(name: string): Promise<string[]> {
    return (await this.list(name)).choices();
  }

  /** The facts of the selected machine, by label. If several are selected, those of the last one. */
  async details(): Promise<Record<string, string>> {
    const texts = await Promise.all((await this.detailParts()).map(part => part.text()));
    const pairs = texts.flatMap((label, index) => (index % 2 === 0 ? [[label, texts[index + 1]]] : []));
    return Object.fromEntries(pairs) as Record<string, string>;
  }

  /** The steps of the selected machines, each with its state. */
  async steps(): Promise<string[]> {
    const steps = await this.locatorForAll('.step')();
    const texts = await Promise.all(steps.map(step => step.text({ exclude: 'avma-state-icon' })));
    return texts.map(text => text.replace(/\s+/g, ' '));
  }

  /** The whole text of the selected machines' details. */
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
