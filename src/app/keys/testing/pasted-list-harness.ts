import { ComponentHarness } from '@angular/cdk/testing';

/** Harness for the field where a list of keys is pasted. */
export class PastedListHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-pasted-list';

  private readonly field = this.locatorFor('textarea');
  private readonly buttons = this.locatorForAll('.buttons button');

  async paste(text: string): Promise<void> {
    const field = await this.field();
    await field.setInputValue(text);
    await field.dispatchEvent('input');
  }

  async value(): Promise<string> {
    return (await this.field()).getProperty<string>('value');
  }

  async isFocused(): Promise<boolean> {
    return (await this.field()).isFocused();
  }

  /** The preview of each line. */
  async lines(): Promise<string[]> {
    const lines = await this.locatorForAll('li')();
    return Promise.all(lines.map(line => line.text({ exclude: 'avma-state-icon' })));
  }

  async summary(): Promise<string> {
    return (await this.locatorFor('[role=status]')()).text();
  }

  /** The problem with a file; null if there's none. */
  async problem(): Promise<string | null> {
    return (await (await this.locatorForOptional('[role=alert]')())?.text()) ?? null;
  }

  async sayVolume(): Promise<void> {
    await (await this.locatorFor('input[type=checkbox]')()).click();
  }

  async press(name: string): Promise<void> {
    for (const button of await this.buttons()) {
      if ((await button.text()) === name) {
        return button.click();
      }
    }
    throw new Error(`There is no button ${name}.`);
  }

  /** The heading above the names of servers that have no key in the list; null if they're few. */
  async without(): Promise<string | null> {
    return (await (await this.locatorForOptional('summary')())?.text()) ?? null;
  }

  /** The text of the list's main button. */
  async use(): Promise<string> {
    return (await this.locatorFor('.buttons .sme-button-primary')()).text();
  }

  /** Drops a file onto the field. */
  async drop(file: unknown): Promise<void> {
    await (await this.locatorFor('.list')()).dispatchEvent('drop', { dataTransfer: { files: [file] } } as never);
  }
}
