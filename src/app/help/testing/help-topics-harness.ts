import { ComponentHarness } from '@angular/cdk/testing';

/** Harness for the questions and answers. */
export class HelpTopicsHarness extends ComponentHarness {
  static readonly hostSelector = 'avma-help-topics';

  private readonly topics = this.locatorForAll('details');
  private readonly summaries = this.locatorForAll('summary');
  private readonly links = this.locatorForAll('a');

  async questions(): Promise<string[]> {
    return Promise.all((await this.summaries()).map(question => question.text()));
  }

  /** The questions whose answers are visible. */
  async opened(): Promise<string[]> {
    const questions = await this.questions();
    const isOpen = await Promise.all((await this.topics()).map(topic => topic.getProperty<boolean>('open')));
    return questions.filter((_, index) => isOpen[index]);
  }

  /** The question that has the focus; null if none has. */
  async focused(): Promise<string | null> {
    for (const question of await this.summaries()) {
      if (await question.isFocused()) {
        return question.text();
      }
    }
    return null;
  }

  /** All text in a question's answer. */
  async answer(question: string): Promise<string> {
    const index = (await this.questions()).indexOf(question);
    const topic = (await this.topics())[index];
    if (!topic) {
      throw new Error(`There is no question "${question}".`);
    }
    return (await topic.text({ exclude: 'summary, avma-state-icon' })).replace(/\s+/g, ' ').trim();
  }

  /** The cells of the guest table, row by row. */
  async tableRows(): Promise<string[][]> {
    const rows = (await this.locatorForAll('tr')()).length;
    return Promise.all(
      Array.from({ length: rows }, async (_, index) => {
        const nth = `${index === 0 ? 'thead' : `tbody tr:nth-child(${index})`} :is(th, td)`;
        return Promise.all((await this.locatorForAll(nth)()).map(cell => cell.text()));
      })
    );
  }

  /** The address, target, and rel of each link. */
  async linkAttributes(): Promise<{ href: string | null; target: string | null; rel: string | null }[]> {
    return Promise.all(
      (await this.links()).map(async link => ({
        href: await link.getAttribute('href'),
        target: await link.getAttribute('target'),
        rel: await link.getAttribute('rel')
      }))
    );
  }
}
