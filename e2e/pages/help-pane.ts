import { FrameLocator, Locator } from '@playwright/test';

/** The pane of questions and answers. */
export class HelpPane {
  readonly root: Locator;

  constructor(private readonly frame: FrameLocator) {
    this.root = frame.getByRole('dialog');
  }

  /** A question. Clicking it shows its answer. */
  question(words: string): Locator {
    return this.root.locator('summary').getByText(words, { exact: true });
  }

  /** The whole answer to a question. */
  answer(question: string): Locator {
    return this.root.locator('details').filter({
      has: this.frame.locator('summary').getByText(question, { exact: true })
    });
  }
}
