import { expect, test } from './fixtures/test';
import { appliedKeys, keyOf } from './lab-keys';

test.describe('Changing the keys of some servers', () => {
  test.beforeEach(async ({ activation }) => {
    await activation.open({ scenario: 'healthy' });
    await expect(activation.summary).toContainText('All 4 servers');
  });

  test('selected servers get new keys, and those that failed stay selected', async ({ activation, lab }) => {
    const before = lab.state().servers.find(({ name }) => name === 'node02')?.lastFive ?? '';
    await lab.changeServer('node02', { applyError: '0xC004C008' });
    for (const server of ['node01', 'node02', 'node03']) {
      await activation.row(server).click({ modifiers: ['Control'] });
    }
    await activation.action('Manage activation keys').click();
    await expect(activation.keys.root.getByRole('heading')).toHaveText('Manage activation keys');
    await expect(activation.keys.root).toContainText(
      'Overwriting keys does not reduce activation count for used keys.'
    );
    await expect(activation.keys.root).toContainText(
      'Ensure that you’re using the right keys before applying them to the servers.'
    );
    await activation.keys.enter('node01', keyOf(lab, 'mak', 2022));
    await expect(activation.keys.row('node01')).toContainText(
      'This server already uses a key ending in the same five characters.'
    );
    const key = keyOf(lab, 'mak', 2025);
    for (const server of ['node01', 'node02']) {
      await activation.keys.enter(server, key);
      await activation.keys.markVolume(server);
    }
    await activation.keys.button('Apply').click();
    await expect(activation.keys.footnote).toContainText('Applied to 1 of 2 servers. 1 failed.');
    await expect(activation.keys.row('node02')).toContainText(
      'This key has reached its activation limit. (0xC004C008)'
    );
    await activation.keys.close();
    await expect(activation.row('node01')).toHaveAttribute('aria-selected', 'false');
    await expect(activation.row('node02')).toHaveAttribute('aria-selected', 'true');
    await expect(activation.row('node03')).toHaveAttribute('aria-selected', 'true');
    await expect(activation.row('node01')).toContainText('2025');
    // Two alerts apply: its new key failed, and its current key is older.
    await expect(activation.row('node02')).toContainText('Key didn’t work');
    await expect(activation.row('node02')).toContainText('older key');
    await expect(activation.alerts.first()).toContainText('The key you entered didn’t work node02');
    await expect(activation.alerts.nth(1)).toContainText('node02, node03, and node04');
    // Its current key still works, and the page says both.
    await expect(activation.row('node02')).toContainText(before);
    await expect(activation.row('node02')).toContainText('The previous key still activates VMs.');
    await expect(activation.summary).toContainText('All 4 servers can activate VMs');
    await activation.expectAccessible();
    expect(appliedKeys(lab).map(({ server }) => server)).toEqual(['node01', 'node02']);

    await test.step('a key that did not work: the alert leads to another key', async () => {
      await lab.changeServer('node02', { applyError: null });
      const alert = activation.alert('The key you entered didn’t work');
      await alert.getByRole('button', { name: 'Manage activation keys' }).click();
      await activation.keys.enter('node02', keyOf(lab, 'oem', 2022));
      await activation.keys.button('Apply').click();
      await expect(activation.keys.row('node02')).toContainText('The key you entered didn’t work');
      await expect(activation.keys.row('node02')).toContainText('reached its activation limit');
      await activation.keys.enter('node02', keyOf(lab, 'mak', 2022));
      await activation.keys.button('Retry').click();
      await expect(activation.keys.row('node02')).toContainText('Applied');
      await activation.keys.close();
      await expect(alert).toHaveCount(0);
      expect(appliedKeys(lab).length).toBe(4);
    });
  });

  test('by keyboard alone', async ({ activation, lab, page, secrets }) => {
    await activation.frame.locator('.sme-table-header-cell').last().focus();
    await page.keyboard.press('Tab');
    // The SDK's table moves the focus to its row later.
    await expect(activation.row('node01')).toBeFocused();
    await page.keyboard.press('Space');
    await expect(activation.row('node01')).toHaveAttribute('aria-selected', 'true');
    // The SDK's table gives the row the focus again in a later turn, which only a test is quick enough to precede.
    for (let turn = 0; turn < 3; turn++) {
      await activation.frame.locator('body').evaluate(() => new Promise(done => setTimeout(done)));
    }
    await activation.action('Manage activation keys').focus();
    await page.keyboard.press('Enter');
    await expect(activation.keys.field('node01')).toBeFocused();
    const key = keyOf(lab, 'mak', 2022);
    secrets.willType(key);
    await page.keyboard.type(key);
    await page.keyboard.press('Enter');
    await expect(activation.keys.row('node01')).toContainText('Applied');
    await page.keyboard.press('Escape');
    await expect(activation.keys.root).toBeHidden();
    // No action is left, so the button is gone and the focus is at the start of the section.
    await expect(activation.section).toBeFocused();
    expect(appliedKeys(lab).map(({ server }) => server)).toEqual(['node01']);
  });
});
