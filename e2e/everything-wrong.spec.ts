import { expect, openOnce, test } from './fixtures/test';

/** What the row of each server says. */
const rows: Record<string, string[]> = {
  node01: ['Activated', '2025'],
  node02: ['Activated', 'older key', 'Paused', '2019'],
  node03: ['No activation key', 'Joining'],
  node04: ['Not activated', 'older key', '0xC004C008'],
  node05: ['Down'],
  node06: ['Update required'],
  node07: ['No activation key', 'application control is on'],
  node08: ['No access'],
  node09: ['Couldn’t check', 'The account doesn’t have permission'],
  node10: ['Not recognized', 'The details show the server’s answer.'],
  node11: ['Not recognized'],
  node12: ['Couldn’t check']
};

/** Every alert, the worst first, with its servers. */
const alerts: [string, string][] = [
  ['Server is down', 'node05'],
  ['To use this feature, install the latest update', 'node06'],
  ['You don’t have access', 'node08'],
  ['Key installed, but not activated', 'node04'],
  ['Couldn’t check the status on this server.', 'node09 and node12'],
  ['Some servers use keys for an older version of Windows Server.', 'node02 and node04'],
  ['No activation key', 'node03 and node07'],
  ['Couldn’t tell whether this server can activate VMs', 'node10 and node11']
];

test.describe('Servers that are all in different states', () => {
  const visit = openOnce({
    scenario: 'everything-wrong',
    expects: /status of 40[03]/
  });

  test('every state at once: nothing is left out', async () => {
    const { activation } = visit;
    await expect(activation.summary).toHaveText(
      '2 of 12 servers can activate VMs (Windows Server 2019 and 2025 keys). Status unknown for 5 servers.'
    );
    // A dialog for the one server that denies access would cover what the others answered.
    await expect(activation.credentials.root).toBeHidden();
    expect(await activation.credentials.timesAsked()).toBe(0);
    await expect(activation.alerts).toHaveCount(2);
    await activation.page.setViewportSize({ width: 1024, height: 768 });
    await expect(activation.row('node02')).toBeInViewport();
    await activation.page.setViewportSize({ width: 1280, height: 800 });
    await activation.showAllAlerts();
    await expect(activation.alerts).toHaveCount(alerts.length);
    for (const [index, [title, servers]] of alerts.entries()) {
      const headline = activation.alerts.nth(index).locator('.words > div').first();
      await expect(headline).toHaveText(`${title} ${servers}`);
    }
    for (const [server, words] of Object.entries(rows)) {
      for (const word of words) {
        await expect(activation.row(server)).toContainText(word);
      }
    }
    await expect(activation.tiles).toHaveText([
      /^2\s*Activated$/,
      /^2\s*No key$/,
      /^3\s*Needs attention$/,
      /^5\s*Unknown$/
    ]);
    await activation.row('node11').click();
    await expect(activation.details('node11')).toBeInViewport();
    await expect(activation.details('node11')).toContainText('The server’s answer doesn’t say whether it’s activated');
    await expect(activation.details('node11')).toContainText('This page doesn’t guess what the answer means.');
    await activation.expectAccessible();
  });

  test('a tile and the search show some servers, and say what they hide', async () => {
    const { activation } = visit;
    await expect(activation.row('node12')).toContainText('Couldn’t check');
    await activation.tiles.filter({ hasText: 'No key' }).click();
    await expect(activation.rows).toHaveText([/node03/, /node07/]);
    await activation.search.fill('zzzz');
    await expect(activation.rows.filter({ hasText: /node\d/ })).toHaveCount(0);
    await expect(
      activation.frame.getByText('No servers match. To see all servers, select Clear filters.')
    ).toBeVisible();
    await expect(activation.notes).toContainText('Showing 0 of 12 servers.');
    await activation.frame.getByRole('button', { name: 'Clear filters' }).click();
    await expect(activation.rows).toHaveCount(12);
  });

  test('the commands name which servers they leave out, and why', async () => {
    const { activation } = visit;
    const { commands } = activation;
    await expect(activation.row('node12')).toContainText('Couldn’t check');
    await activation.action('View PowerShell').click();
    await expect(commands.root).toContainText('include 10 of the 12 servers in this cluster.');
    await expect(commands.leftOut).toHaveText([
      'node05: Server is down',
      'node06: To use this feature, install the latest update'
    ]);
    await activation.expectAccessible();
    await commands.close();
  });
});
