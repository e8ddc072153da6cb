import { lookAt } from './fixtures/look-at';
import { byPowerShell, expect, openOnce, test } from './fixtures/test';
import { appliedKeys, singleUseKeys } from './lab-keys';

const covered = 'Subscription';
const overdue = 'Not synced with Azure for more than 30 days';
const unread = 'Couldn’t read the Windows Server subscription';
const notCovered = 'Not covered by the Windows Server subscription';

test.describe('A cluster with a Windows Server subscription', () => {
  const visit = openOnce({ scenario: 'subscription' });

  test('shows what its servers report, next to the key’s state and not instead of it', async () => {
    const { activation } = visit;
    await expect(activation.summary).toHaveText(
      '4 of 6 servers can activate VMs (Windows Server subscription or Windows Server 2019 and 2022 keys). ' +
        'Status unknown for 1 server.'
    );
    for (const name of ['node01', 'node05']) {
      await expect(activation.row(name)).toContainText(covered);
      await expect(activation.row(name)).not.toContainText('No activation key');
    }
    await expect(activation.row('node02')).toContainText('Activated');
    await expect(activation.row('node02')).toContainText('2022');
    for (const name of ['node02', 'node06']) {
      await expect(activation.row(name).getByText('subscription', { exact: true })).toBeVisible();
      await expect(activation.row(name)).not.toContainText('older key');
    }
    // One server's subscription lapsed, and the other couldn't tell. The page claims nothing about either.
    for (const name of ['node03', 'node04']) {
      await expect(activation.row(name)).toContainText('No activation key');
      await expect(activation.row(name)).not.toContainText('subscription');
    }
  });

  test('asks for no key for covered servers, and names the others', async () => {
    const { activation } = visit;
    await expect(activation.setUp).toBeHidden();
    await activation.showAllAlerts();
    await expect(activation.alert(notCovered)).toContainText('node03');
    await expect(activation.alert(unread)).toContainText('node04');
    await expect(activation.alert('No activation key')).toBeHidden();
    await activation.row('node01').click();
    await expect(activation.details('node01')).not.toContainText('Enter a Windows Server');
  });

  test('shows in the details what the server said, and when it last synced with Azure', async () => {
    const { activation } = visit;
    const details = activation.details('node05');
    await activation.showAllAlerts();
    await expect(activation.alert(overdue)).toContainText('node05');
    await activation.alert(overdue).getByRole('button', { name: 'Details' }).click();
    const days = await details.locator('dt', { hasText: 'Last sync with Azure' }).evaluate(term => {
      const when = new Date(term.nextElementSibling?.textContent ?? '');
      return Math.round((Date.now() - when.getTime()) / 86_400_000);
    });
    expect(days).toBe(45);
    await expect(details).toContainText('Windows Server subscription');
    await expect(details).toContainText('at least once every 30 days');
    await lookAt(activation, 'subscription');

    await activation.row('node03').click();
    await expect(activation.details('node03')).toContainText('Not active (Disabled)');
    await activation.row('node04').click();
    await expect(activation.details('node04')).toContainText('Unable to connect to service.');
    await expect(activation.details('node04')).toContainText('Last sync with Azure');
    await expect(activation.details('node04')).toContainText('Unknown');
  });

  test('names a server whose subscription ends while others are covered, after a refresh', async () => {
    const { activation, lab } = visit;
    for (const name of ['node02', 'node06']) {
      await lab.reinstallServer(name);
    }
    await lab.changeServer('node01', { azure: { subscription: 'Deleted' } });
    await activation.action('Refresh').click();
    await activation.showAllAlerts();
    await expect(activation.alert(notCovered)).toContainText('node01 and node03');
    await expect(activation.summary).toHaveText(
      '3 of 6 servers can activate VMs (Windows Server subscription). Status unknown for 1 server.'
    );
    await expect(activation.row('node01')).toContainText('No activation key');
  });
});

test.describe('Setting up', () => {
  test('offers the subscription next to keys, also with the keyboard, and keeps what was typed', async ({
    activation,
    lab,
    page
  }) => {
    const [key] = singleUseKeys(lab, 2022);
    const { keys } = activation;
    const links = keys.root.getByRole('link', { name: /opens in a new tab/ });
    await lab.setScenario('small-fresh');
    await lab.changeServer('node02', { activationModule: { version: '1.0' } });
    await activation.openAsItIs();
    await activation.openSetUp();
    // The options are one tab stop. The arrow keys switch between them.
    await expect(keys.field('node01')).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(keys.root.getByRole('button', { name: 'Paste a list' })).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(keys.choice('Use existing Windows Server licenses')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(keys.choice('Purchase Windows Server subscription')).toBeChecked();
    await page.keyboard.press('Tab');
    await expect(links.first()).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(links.last()).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(keys.button('Close')).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(links.last()).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(links.first()).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(keys.choice('Purchase Windows Server subscription')).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(keys.choice('Use existing Windows Server licenses')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(keys.root.getByRole('button', { name: 'Paste a list' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(keys.field('node01')).toBeFocused();

    await expect(keys.choice('Use existing Windows Server licenses')).toBeChecked();
    await keys.enter('node02', key);
    await keys.choose('Purchase Windows Server subscription');
    await expect(keys.field('node02')).toBeHidden();
    await expect(keys.button('Apply')).toBeHidden();
    // One server's module is too old for it.
    await expect(keys.root).toContainText('Servers with ServerAVMAManager 1.1 or later: 1 of 2');
    await expect(keys.root).toContainText('node02');
    await expect(keys.root).toContainText('AVMA key');
    await expect(links).toHaveText([/^How to purchase the subscription/, /^Azure Local billing and payment/]);
    for (const [index, address] of [/\/vm-activate$/, /\/billing$/].entries()) {
      await expect(links.nth(index)).toHaveAttribute('target', '_blank');
      await expect(links.nth(index)).toHaveAttribute('rel', 'noopener noreferrer');
      await expect(links.nth(index)).toHaveAttribute('href', /^https:\/\/learn\.microsoft\.com\//);
      await expect(links.nth(index)).toHaveAttribute('href', address);
    }

    await keys.choose('Use existing Windows Server licenses');
    await expect(keys.field('node02')).toHaveValue(key);
    await keys.button('Apply').click();
    await expect(keys.row('node02')).toContainText('Applied');
    expect(appliedKeys(lab).map(({ server }) => server)).toEqual(['node02']);
  });
});

test(
  'A server whose Azure cmdlet hangs is shown meanwhile, and accepts a key',
  byPowerShell,
  async ({ activation, lab }) => {
    await lab.setScenario('small-fresh');
    await lab.changeServer('node01', { azure: { hangs: true } });
    await activation.openAsItIs();
    await expect(activation.summary).toContainText('isn’t set up on this cluster yet');
    const [key] = singleUseKeys(lab, 2022);
    await activation.openSetUp();
    await activation.keys.enter('node01', key);
    await activation.keys.button('Apply').click();
    await expect(activation.keys.row('node01')).toContainText('Applied');
    await activation.keys.close();
    await expect(activation.row('node01')).toContainText(key.slice(-5));
    await expect(activation.alerts).not.toContainText(['subscription']);
  }
);
