import { expect, test } from './fixtures/test';
import { appliedKeys, singleUseKeys } from './lab-keys';

test.describe('A key that is refused without an error is never said to be applied', () => {
  const ways = [
    ['returned-false', 'by an answer of false', 'false'],
    ['returned-value', 'by a return value', 'The server does not take this as a product key.'],
    ['warned-code', 'by a warning with the code', 'blocked']
  ] as const;
  for (const [refusal, about, words] of ways) {
    test(`such as ${about}`, async ({ activation, lab }) => {
      await lab.setScenario('small-fresh');
      await lab.changeServer('node01', { refusal });
      await activation.openAsItIs();
      const [key] = singleUseKeys(lab, 2022);
      await activation.openSetUp();
      await activation.keys.enter('node01', key);
      await activation.keys.button('Apply').click();
      const row = activation.keys.row('node01');
      await expect(row).toContainText('The key you entered didn’t work');
      await expect(row).toContainText(words);
      await expect(activation.keys.field('node01')).toHaveValue(key);
      await expect(activation.keys.footnote).toContainText('0 of 1 servers took their key.');
      await expect(activation.notification).toContainText("Couldn't apply all activation keys");
      await activation.keys.close();
      await expect(activation.alert('The key you entered didn’t work')).toContainText('node01');
      expect(appliedKeys(lab).length).toBe(1);
    });
  }
});
