import { BrowserContext, Page } from '@playwright/test';

/** Lets functions of this project run in a page: they're compiled with calls of this helper, which keeps names. */
export async function letFunctionsKeepNames(where: BrowserContext | Page): Promise<void> {
  await where.addInitScript('globalThis.__name = named => named;');
}
