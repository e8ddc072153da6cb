import { ComponentHarness } from '@angular/cdk/testing';

/** A list of choices, as an admin uses it. */
export class ChoiceListHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-choice-list';

  private readonly caption = this.locatorFor('label');
  private readonly list = this.locatorFor('select');
  private readonly options = this.locatorForAll('option');

  async label(): Promise<string> {
    return (await this.caption()).text();
  }

  async choices(): Promise<string[]> {
    return Promise.all((await this.options()).map(option => option.text()));
  }

  /** Selects the choice with that text. */
  async choose(words: string): Promise<void> {
    const index = (await this.choices()).indexOf(words);
    await (await this.list()).selectOptions(index);
  }
}
