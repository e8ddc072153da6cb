import { ComponentHarness, TestElement } from '@angular/cdk/testing';
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

  /** What a preview would change. Empty without a preview. */
  async preview(): Promise<string> {
    return this.textOf('.preview [role=status]');
  }

  /** The notes above the table. */
  async notes(): Promise<string> {
    return this.textOf('.notes [role=status]');
  }

  /** The tiles below the bar, each with its count. */
  async tiles(): Promise<string[]> {
    return this.textsOf('.tile');
  }

  async pressTile(name: string): Promise<void> {
    await this.pressFirst('.tile', async tile => (await tile.text()).endsWith(` ${name}`));
  }

  /** The parts of the bar, by their names. */
  async parts(): Promise<string[]> {
    const parts = await this.locatorForAll('.part')();
    return Promise.all(parts.map(async part => (await part.getAttribute('title')) ?? ''));
  }

  async pressPart(name: string): Promise<void> {
    await this.pressFirst('.part', async part => (await part.getAttribute('title')) === name);
  }

  /** Presses the button with that text. */
  async press(text: string): Promise<void> {
    await this.pressFirst('button', async button => (await button.text()) === text);
  }

  /** Whether it shows grey lines in place of a table. */
  async isWaiting(): Promise<boolean> {
    return (await this.locatorForOptional('.waiting')()) !== null;
  }

  async tableText(): Promise<string> {
    return this.textOf('avma-table');
  }

  async mapHeading(): Promise<string> {
    return this.textOf('avma-guest-map summary');
  }

  /** The table of servers and versions, with its headings. */
  async map(): Promise<string[][]> {
    const rows = await this.locatorForAll('avma-guest-map tr')();
    const columns = (await this.locatorForAll('avma-guest-map thead th')()).length;
    const cells = await this.textsOf('avma-guest-map tr > *');
    return rows.map((_row, index) => cells.slice(index * columns, (index + 1) * columns));
  }

  /** The notes on versions that only some servers activate. */
  async mapNotes(): Promise<string[]> {
    return this.textsOf('avma-guest-map .mixed li');
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

  private async textOf(selector: string): Promise<string> {
    return (await this.textsOf(selector)).join(' ');
  }

  /** Texts as they're read: white space in a row is one space. */
  private async textsOf(selector: string): Promise<string[]> {
    const found = await this.locatorForAll(selector)();
    const texts = await Promise.all(found.map(one => one.text()));
    return texts.map(text => text.replace(/\s+/g, ' ').trim());
  }

  private async pressFirst(selector: string, isIt: (button: TestElement) => Promise<boolean>): Promise<void> {
    for (const button of await this.locatorForAll(selector)()) {
      if (await isIt(button)) {
        return button.click();
      }
    }
    throw new Error(`There is no such button: ${selector}`);
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
