import { Locator, Page } from '@playwright/test';

/** The shell's dialog that asks for credentials. */
export class CredentialsDialog {
  readonly root: Locator;

  constructor(private readonly page: Page) {
    this.root = page.getByRole('dialog', { name: 'Specify your credentials' });
  }

  /** Fills in the dialog and submits it. */
  async give(account: { userName: string; password: string }, options: { forAll?: boolean } = {}): Promise<void> {
    await this.root.getByLabel('User name').fill(account.userName);
    await this.root.getByLabel('Password', { exact: true }).fill(account.password);
    if (options.forAll) {
      await this.root.getByLabel('Use these credentials for all servers').check();
    }
    await this.root.getByRole('button', { name: 'Continue' }).click();
  }

  async cancel(): Promise<void> {
    await this.root.getByRole('button', { name: 'Cancel' }).click();
  }

  /** The number of times an extension has asked for credentials since the shell was loaded. */
  async timesAsked(): Promise<number> {
    return this.page.evaluate(
      () =>
        window.receivedByShell.filter(
          ({ command, data }) => command === 'Forward' && (data as { name?: string }).name === 'getNewToken'
        ).length
    );
  }
}

declare global {
  interface Window {
    receivedByShell: { command: string; data: unknown }[];
  }
}
