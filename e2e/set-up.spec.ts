import { lookAt } from './fixtures/look-at';
import { expect, openOnce, test } from './fixtures/test';
import { scriptCalls } from './lab-calls';
import { appliedKeys, singleUseKeys } from './lab-keys';

test.describe('Setting up a cluster without keys', () => {
  test.describe('of four servers', () => {
    const visit = openOnce({ scenario: 'fresh' });

    test('Checks before a key is used say what’s wrong, and accept keys that are pasted in any form', async () => {
      const { activation, lab } = visit;
      await activation.openSetUp();
      const { keys } = activation;
      const [key, other] = singleUseKeys(lab, 2022);

      await test.step('a public key, a key entered twice, and a typing mistake are told', async () => {
        // A public key isn't secret, so the fixture doesn't search for it.
        await keys.field('node01').fill('W3GNR-8DDXR-2TFRP-H8P33-DV9BG');
        await expect(keys.row('node01')).toContainText(
          'This is the public AVMA key for Windows Server 2022 Datacenter guests.'
        );
        await keys.enter('node02', key);
        await keys.enter('node03', key);
        await expect(keys.row('node02')).toContainText('You’ve also entered this key for node03.');
        await keys.enter('node04', (key[0] === 'B' ? 'C' : 'B') + key.slice(1));
        await expect(keys.row('node04')).toContainText('This key might contain a typo.');
        await activation.expectAccessible();
        await keys.button('Apply').click();
        await expect(keys.footnote).toHaveText('Fix or clear the highlighted keys to continue.');
        await expect(keys.field('node01')).toBeFocused();
      });

      await test.step('nothing is applied until a key that is not whole is', async () => {
        for (const server of ['node01', 'node03', 'node04']) {
          await keys.field(server).fill('');
        }
        await keys.enter('node01', key);
        await keys.enter('node02', other.slice(0, 14));
        await keys.button('Apply').click();
        await expect(keys.row('node02')).toContainText('Enter 25 characters (12 so far).');
        await expect(keys.field('node02')).toHaveValue(other.slice(0, 14));
        await expect(keys.field('node02')).toBeFocused();
      });

      await test.step('whatever people paste becomes a key', async () => {
        await keys.enter('node01', `  ${key.replace(/-/g, '\u2013').toLowerCase()}\u00a0`);
        await expect(keys.field('node01')).toHaveValue(key);
        await keys.enter('node02', key.replace(/-/g, ' '));
        await expect(keys.field('node02')).toHaveValue(key);
      });
      expect(appliedKeys(lab)).toEqual([]);
    });

    test('by mouse: ends with four activated servers, each with the key that was typed', async () => {
      const { activation, lab } = visit;
      const servers = ['node01', 'node02', 'node03', 'node04'];
      const keys = singleUseKeys(lab, 2022);
      await activation.openSetUp();
      for (const [index, server] of servers.entries()) {
        await activation.keys.enter(server, keys[index]);
      }
      await activation.keys.button('Apply').click();
      await expect(activation.keys.footnote).toHaveText(
        'Applied to all 4 servers. Next, install the matching AVMA key in each VM.'
      );
      for (const server of servers) {
        await expect(activation.keys.row(server)).toContainText('Applied');
        await expect(activation.keys.field(server), 'an applied key’s field').toHaveCount(0);
      }
      await activation.keys.finish();

      await expect(activation.summary).toHaveText('All 4 servers can activate VMs (Windows Server 2022 keys).');
      for (const [index, server] of servers.entries()) {
        await expect(activation.row(server)).toContainText('Activated');
        await expect(activation.row(server)).toContainText(keys[index].slice(-5));
      }
      await expect(activation.notification).toContainText('Applied activation keys');

      const applied = appliedKeys(lab);
      expect(applied.map(({ server, key }) => ({ server, key }))).toEqual(
        servers.map((server, index) => ({ server, key: keys[index] }))
      );
      expect(new Set(applied.map(({ processId }) => processId)).size).toBe(servers.length);
      for (const { server, processId } of applied) {
        expect(lab.openedSessions()).toContainEqual({ server, processId, automatic: false });
      }

      // Everything that goes to the servers around a key uses REST, because the stream may send a command again.
      const changes = scriptCalls(lab).filter(
        ({ command }) => !['Get-ClusterServer', 'Get-ServerActivation'].includes(command)
      );
      expect(new Set(changes.map(({ command }) => command))).toEqual(
        new Set(['Get-EncryptionJWKOnNode', 'Set-ServerActivationKey'])
      );
      expect(new Set(changes.map(({ way }) => way))).toEqual(new Set(['REST']));
    });
  });

  test('by keyboard alone: the focus goes into the pane and comes back', async ({ activation, lab, page, secrets }) => {
    const servers = ['node01', 'node02'];
    const keys = singleUseKeys(lab, 2022);
    await activation.open({ scenario: 'small-fresh' });
    await activation.setUp.focus();
    await page.keyboard.press('Enter');
    await expect(activation.keys.field('node01')).toBeFocused();
    for (const [index, server] of servers.entries()) {
      await expect(activation.keys.field(server)).toBeFocused();
      secrets.willType(keys[index]);
      await page.keyboard.type(keys[index].replace(/-/g, '').toLowerCase());
      await expect(activation.keys.field(server)).toHaveValue(keys[index]);
      await page.keyboard.press('Tab');
      // Beside a field are the kind of its key and the button to use it for all.
      for (const option of await activation.keys.row(server).locator('[type=checkbox], button').all()) {
        await expect(option).toBeFocused();
        await page.keyboard.press('Tab');
      }
    }
    // Below the fields are the questions that users may have there.
    for (const question of await activation.keys.root.locator('summary').all()) {
      await expect(question).toBeFocused();
      await page.keyboard.press('Tab');
    }
    await expect(activation.keys.button('Apply')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(activation.keys.footnote).toContainText('Applied to all 2 servers');
    await page.keyboard.press('Escape');
    await expect(activation.keys.root).toBeHidden();
    await expect(activation.summary).toContainText('All 2 servers can activate VMs');
    // The button that opened the pane went with the first run, so the focus moves to its section.
    await expect(activation.section).toBeFocused();
  });

  test('shows what the server said about a key that it refused, without the key', async ({ activation, lab }) => {
    const [key, other] = singleUseKeys(lab, 2022);
    const unknown = '7K2WQ-N9XJ4-TMBC6-VHY3R-PFGD8';
    const { keys } = activation;
    await activation.open({ scenario: 'small-fresh' });
    await expect(activation.setUp).toBeVisible();
    // Check each screen on the way, too.
    await lookAt(activation, 'first-run');
    await activation.openSetUp();
    await keys.choose('Purchase Windows Server subscription');
    await lookAt(activation, 'subscription-offer');
    await keys.choose('Use existing Windows Server licenses');
    await keys.enter('node02', key);
    await keys.enter('node01', `${other.slice(0, 12)}0`);
    await keys.field('node01').blur();
    await lookAt(activation, 'keys');

    await keys.enter('node01', unknown);
    await keys.button('Apply').click();
    await expect(keys.footnote).toContainText('Applied to 1 of 2 servers. 1 failed.');
    await expect(keys.row('node01')).toContainText('The key you entered didn’t work');
    await expect(keys.row('node01')).toContainText('0xC004');
    await expect(keys.field('node01')).toHaveValue(unknown);
    await expect(activation.notification).toContainText('Some activation keys weren’t applied');
    await lookAt(activation, 'results');
    await keys.close();
    await expect(activation.row('node01')).toContainText('Key didn’t work');
    expect(appliedKeys(lab).map(({ server }) => server)).toEqual(['node01', 'node02']);
    await lookAt(activation, 'servers-with-a-failure');
  });
});
