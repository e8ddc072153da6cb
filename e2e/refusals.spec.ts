import * as path from 'node:path';
import { Locator } from '@playwright/test';
import { Lab } from '../lab/lab';
import { expect, test } from './fixtures/test';
import { callsOf } from './lab-calls';
import { appliedKeys, singleUseKeys } from './lab-keys';
import { ActivationPage } from './pages/activation-page';

const pictures = path.join(__dirname, '..', 'out', 'pictures');

test.describe('A key that is refused without an error is never reported as applied', () => {
  const ways = [
    ['returned-false', 'by an answer of false', 'false'],
    ['returned-value', 'by a return value', 'The server doesn’t recognize this as a product key.'],
    ['warned-code', 'by a warning with the code', 'blocked']
  ] as const;
  for (const [refusal, about, words] of ways) {
    test(`such as ${about}`, async ({ activation, lab }) => {
      await lab.setScenario('small-fresh');
      await lab.changeServer('node01', { refusal });
      const { key, row } = await applyOn(activation, lab);
      await expect(row).toContainText('The key you entered didn’t work');
      await expect(row).toContainText(words);
      await expect(activation.keys.field('node01')).toHaveValue(key);
      await expect(activation.keys.footnote).toContainText('The key wasn’t applied.');
      await expect(activation.notification).toContainText('Some activation keys weren’t applied');
      await activation.keys.close();
      await expect(activation.alert('The key you entered didn’t work')).toContainText('node01');
      expect(appliedKeys(lab).length).toBe(1);
    });
  }

  const untold = [
    ['silent', 'by nothing', ''],
    ['returned-key', 'by nothing but the key, returned', '*****-*****-*****-*****-'],
    ['warned-text', 'by a warning in words', 'was not accepted.']
  ] as const;
  for (const [refusal, about, words] of untold) {
    test(`if it’s reported ${about}, it is not confirmed`, async ({ activation, lab, page }) => {
      await lab.setScenario('small-fresh');
      await lab.changeServer('node01', { refusal });
      await page.clock.install();
      const { key, row } = await applyOn(activation, lab);
      await expect(row).toContainText('Applying');
      await expect.poll(() => callsOf(lab, 'Set-ServerActivationKey').length).toBe(1);
      await expect(async () => {
        await page.clock.runFor(5_000);
        await expect(row).toContainText('Not confirmed', { timeout: 1_000 });
      }).toPass();
      await expect(row).toContainText('the server doesn’t show it.');
      await expect(row).toContainText(words);
      await expect(activation.keys.field('node01')).toHaveValue(key);
      await page.screenshot({ path: path.join(pictures, `not-confirmed-${refusal}.png`) });
      await expect(activation.keys.footnote).toContainText('We couldn’t confirm whether the key was applied.');
      await expect(activation.notification).toContainText('Some activation keys aren’t confirmed');
      await activation.keys.close();
      await expect(activation.alert('The server doesn’t show the new key')).toContainText('node01');
      await expect(activation.row('node01')).toContainText('Not confirmed');
      expect(callsOf(lab, 'Set-ServerActivationKey').length).toBe(1);
    });
  }
});

/** Opens the page, and applies a key to node01. */
async function applyOn(activation: ActivationPage, lab: Lab): Promise<{ key: string; row: Locator }> {
  await activation.openAsItIs();
  const [key] = singleUseKeys(lab, 2022);
  await activation.openSetUp();
  await activation.keys.enter('node01', key);
  await activation.keys.button('Apply').click();
  return { key, row: activation.keys.row('node01') };
}
