import * as path from 'node:path';
import { expect, test } from './fixtures/test';
import { appliedKeys, singleUseKeys } from './lab-keys';

const pictures = path.join(__dirname, '..', 'out', 'pictures');

test.describe('A cluster without keys can be set up, whatever its servers answer', () => {
  const answers = [
    ['state-not-set', 'a state that nobody has seen, with an empty key'],
    ['sentence-japanese', 'a sentence in Japanese'],
    ['own-license', 'the license of the host’s own system']
  ] as const;
  for (const [noKeyAnswer, about] of answers) {
    test(`such as ${about}`, async ({ activation, lab, page }) => {
      await lab.setScenario('small-fresh');
      await lab.changeServer('node01', { noKeyAnswer });
      await lab.changeServer('node02', { noKeyAnswer });
      await activation.openAsItIs();
      await expect(activation.summary).toContainText('isn’t set up on this cluster yet');
      await expect(activation.firstRun).toBeVisible();
      await page.screenshot({ path: path.join(pictures, `no-key-${noKeyAnswer}.png`) });

      const [key] = singleUseKeys(lab, 2022);
      await activation.openSetUp();
      await activation.keys.enter('node01', key);
      await activation.keys.button('Apply').click();
      await expect(activation.keys.row('node01')).toContainText('Applied');
      await activation.keys.close();
      await expect(activation.row('node01')).toContainText(key.slice(-5));
      // A server without a key now counts as added.
      await expect(activation.alert('No activation key')).toContainText('node02');
      await expect(activation.summary).toContainText('1 of 2 servers can activate VMs');
      expect(appliedKeys(lab).length).toBe(1);
    });
  }
});
