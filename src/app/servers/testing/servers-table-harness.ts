import { TestElement } from '@angular/cdk/testing';
import { TableHarness } from '../../ui/testing/table-harness';

/** The table of servers with its tiles, its search, and its actions, as an admin uses them. */
export class ServersTableHarness extends TableHarness {
  static override readonly hostSelector = 'avma-servers-table';

  private readonly counts = this.locatorForAll('button.count');
  private readonly links = this.locatorForAll('button.machines');
  private readonly captionsBelow = this.locatorForAll('.caption');
  private readonly tileButtons = this.locatorForAll('.tile');
  private readonly search = this.locatorFor('input[type=search]');
  private readonly notesAbove = this.locatorFor('.notes [role=status]');
  private readonly clearButton = this.locatorForOptional('.notes button:not(.count)');

  /** The texts of the tiles; the one that filters is in brackets, and disabled ones are in parentheses. */
  async tiles(): Promise<string[]> {
    return Promise.all(
      (await this.tileButtons()).map(async tile => {
        const words = (await tile.text({ exclude: 'avma-state-icon' })).replace(/\s+/g, ' ').trim();
        const isPressed = (await tile.getAttribute('aria-pressed')) === 'true';
        return isPressed ? `[${words}]` : (await tile.getProperty<boolean>('disabled')) ? `(${words})` : words;
      })
    );
  }

  async pressTile(words: string): Promise<void> {
    for (const tile of await this.tileButtons()) {
      if ((await tile.text()).includes(words)) {
        return tile.click();
      }
    }
    throw new Error(`There is no tile ${words}.`);
  }

  async find(words: string): Promise<void> {
    const field = await this.search();
    await field.setInputValue(words);
    await field.dispatchEvent('input');
  }

  /** What is said above the table. */
  async notes(): Promise<string> {
    return (await (await this.notesAbove()).text()).replace(/\s+/g, ' ').trim();
  }

  /** Shows all servers again. */
  async clear(): Promise<void> {
    await there(await this.clearButton()).click();
  }

  async canClear(): Promise<boolean> {
    return (await this.clearButton()) !== null;
  }

  /** The states in the cluster below the servers' names. */
  async captions(): Promise<string[]> {
    return Promise.all((await this.captionsBelow()).map(caption => caption.text()));
  }

  async offersToCount(): Promise<boolean> {
    return (await this.counts()).length > 0;
  }

  /** Asks how many virtual machines each server has. */
  async count(): Promise<void> {
    const [button] = await this.counts();
    await there(button).click();
  }

  /** The names of the links to virtual machines, for screen readers. */
  async machineLinks(): Promise<(string | null)[]> {
    return Promise.all((await this.links()).map(link => link.getAttribute('aria-label')));
  }

  /** Opens the virtual machines of the first server that has a number of them. */
  async openMachines(): Promise<void> {
    const [link] = await this.links();
    await there(link).click();
  }
}

function there(element: TestElement | null | undefined): TestElement {
  if (!element) {
    throw new Error('The table does not show it.');
  }
  return element;
}
