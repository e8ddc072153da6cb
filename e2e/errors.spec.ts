import { byPowerShell, expect, test } from './fixtures/test';
import { keyOf } from './lab-keys';

test('the page explains a German server’s error in its own words', byPowerShell, async ({ activation, lab }) => {
  await activation.open({ scenario: 'german' });
  await expect(activation.row('node01')).toContainText('Activated');
  await expect(activation.alert('Key installed, but not activated')).toContainText('node04');
  await lab.changeServer('node03', { applyError: '0x8004FE33', errorsQuoteKey: true });
  await activation.row('node03').click();
  await activation.action('Manage activation keys').click();
  const key = keyOf(lab, 'mak', 2022);
  await activation.keys.enter('node03', key);
  await activation.keys.button('Apply').click();
  const row = activation.keys.row('node03');
  await expect(row).toContainText('A proxy between the server and the internet requires a password. (0x8004FE33)');
  await expect(row).toContainText('then try the same key again');
  await activation.expectAccessible();
  await activation.keys.close();
  // The details have the server's own words.
  await expect(activation.details('node03')).toContainText('Error code');
  await expect(activation.details('node03')).toContainText(
    `Fehler beim Abrufen des sicheren Prozessorzertifikats. (*****-*****-*****-*****-${key.slice(-5)})`
  );
});
