import { expectSeen, inOneLine, shows } from './faults/seen';
import { byPowerShell, expect, test } from './fixtures/test';
import { callsOf } from './lab-calls';
import { singleUseKeys } from './lab-keys';

test(
  'A cluster whose servers change while keys are applied: each key is where it was sent, and a refresh shows it',
  { ...byPowerShell, ...shows('renamed apply', 'added apply', 'removed apply') },
  async ({ activation, consoleGuard, lab }) => {
    // The sessions of servers that change end, and with them their requests.
    consoleGuard.expect(/status of 40[04]/);
    await activation.open({ scenario: 'fresh' });
    await expect(activation.setUp).toBeEnabled();
    const servers = ['node01', 'node02', 'node03'];
    const keys = singleUseKeys(lab, 2022);
    await activation.openSetUp();
    for (const [index, server] of servers.entries()) {
      await activation.keys.enter(server, keys[index]);
    }
    const holds = servers.map(server => lab.holdRun(server, 'Set-ServerActivationKey', 'end'));
    await activation.keys.button('Apply').click();
    await Promise.all(holds.map(({ reached }) => reached));
    await lab.renameServer('node02', 'node12');
    await lab.removeServer('node03');
    lab.addServer('node05');
    holds.forEach(hold => hold.letGo());
    const [unchanged, renamed, removed] = servers.map(server => activation.keys.row(server));
    await expect(unchanged).toContainText('Applied');
    await expect(renamed).not.toContainText('Applying');
    await expect(removed).not.toContainText('Applying');
    expectSeen('renamed', 'apply', inOneLine(await renamed.allInnerTexts()));
    expectSeen('removed', 'apply', inOneLine(await removed.allInnerTexts()));
    for (const server of servers) {
      expect(callsOf(lab, 'Set-ServerActivationKey').filter(({ node }) => node.startsWith(server)).length).toBe(1);
    }
    await expect(activation.keys.field('node02')).toHaveValue(keys[1]);
    await expect(activation.keys.field('node03')).toHaveValue(keys[2]);
    await activation.keys.close();
    await activation.refresh();
    await expect(activation.row('node02')).toHaveCount(0);
    await expect(activation.row('node03')).toHaveCount(0);
    await expect(activation.row('node12')).toContainText(keys[1].slice(-5));
    await activation.expectServersAsTheyAre();
    expectSeen('added', 'apply', inOneLine(await activation.row('node05').allInnerTexts()));
  }
);
