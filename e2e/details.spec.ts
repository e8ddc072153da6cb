import { expect, test } from './fixtures/test';

test('what a server answered, in plain words and as it came, can be copied', async ({
  activation,
  context,
  lab
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await activation.open({ scenario: 'healthy' });
  await expect(activation.sentence).toContainText('All 4 servers');
  const server = lab.state().servers[1];
  await activation.row('node02').click();
  const details = activation.details('node02');
  await expect(details).toContainText(`Windows Server 2022, Volume, ends in ${server.lastFive}`);
  await expect(details).toContainText('ServerAVMAManager 1.1');
  await expect(details).toContainText('Microsoft Azure Stack HCI 22H2 (build 20349.2322)');
  await details.getByText('What it answered').click();
  await expect(details.locator('pre')).toContainText('"ActivationStatus": "Activated"');
  await activation.expectAccessible();

  await details.getByRole('button', { name: 'Copy details' }).click();
  await expect(details.getByRole('status')).toHaveText('The details were copied.');
  const copied = await activation.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('node02\nState: Activated');
  expect(copied).toContain('"ActivationStatus": "Activated"');
});
