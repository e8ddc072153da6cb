import { expectAllReached } from './fixtures/tab-order';
import { expect, openOnce, test } from './fixtures/test';
import { keyOf } from './lab-keys';

const manage = 'Manage activation keys';
const olderKey = 'Some servers use keys for an older version of Windows Server.';

test.describe('Keys of several versions', () => {
  const visit = openOnce({ scenario: 'mixed-versions' });

  test('Tab reaches everything above and below the table, with alerts and the details of a server', async () => {
    const { activation } = visit;
    await expect(activation.summary).toContainText('All 4 servers');
    await activation.row('node03').click();
    await activation.details('node03').locator('summary').last().click();
    await activation.frame.getByRole('button', { name: 'Questions and answers' }).focus();
    await expectAllReached(activation, 'avma-activation-page');

    // A question opens in place, and returns the focus.
    const learnMore = activation.alert(olderKey).getByRole('button', { name: 'Learn more' });
    await learnMore.focus();
    await activation.page.keyboard.press('Enter');
    const question = 'Which keys activate which VMs?';
    await expect(activation.help.question(question)).toBeFocused();
    await expect(activation.help.answer(question)).toBeVisible();
    await activation.page.keyboard.press('Escape');
    await expect(activation.help.root).toBeHidden();
    await expect(learnMore).toBeFocused();
  });

  test('an older key: the alert names it, explains why it matters, and says how to fix it', async () => {
    const { activation, lab } = visit;
    await expect(activation.summary).toHaveText(
      'All 4 servers can activate VMs (Windows Server 2019, 2022, and 2025 keys).'
    );
    const { keys, servers } = lab.state();
    const isNewest = ({ lastFive }: { lastFive: string | null }): boolean =>
      keys.some(({ key, version }) => version === 2025 && key.endsWith(lastFive ?? '?'));
    const newest = servers.filter(isNewest);
    const older = servers.filter(server => !isNewest(server));
    expect([newest.length, older.length]).toEqual([1, 3]);
    const alert = activation.alert(olderKey);
    for (const { name } of older) {
      await expect(alert).toContainText(name);
      await expect(activation.row(name)).toContainText('older key');
    }
    await expect(alert).not.toContainText(newest[0].name);
    await expect(alert).toContainText('Other servers use Windows Server 2025 keys.');
    await expect(alert).toContainText('VMs that move to a server with an older key might lose activation.');
    await activation.expectAccessible();

    await alert.getByRole('button', { name: manage }).click();
    for (const { name } of older) {
      await activation.keys.enter(name, keyOf(lab, 'mak', 2025));
      await activation.keys.markVolume(name);
    }
    await expect(activation.keys.field(newest[0].name)).toHaveCount(0);
    await activation.keys.button('Apply').click();
    await expect(activation.keys.footnote).toContainText('Applied to all 3 servers');
    await activation.keys.close();
    await expect(activation.summary).toHaveText('All 4 servers can activate VMs (Windows Server 2025 keys).');
    await expect(activation.alerts).toHaveCount(0);
  });
});

test.describe('What needs attention', () => {
  test('a server that is down, without the update, or can’t be checked: what to do, and that it helps', async ({
    activation,
    consoleGuard,
    lab
  }) => {
    consoleGuard.expect(/status of 400.*node03/);
    await lab.setScenario('server-down');
    await lab.changeServer('node02', { activationModule: { found: 'missing' } });
    await lab.reinstallServer('node04');
    await lab.changeServer('node04', { activationModule: { found: 'broken' } });
    await activation.openAsItIs();
    const down = activation.alert('Server is down');
    await expect(down).toContainText('node03');
    await expect(down).toContainText('Bring all servers online and then try again');
    await expect(activation.row('node03')).toContainText('Down');

    const update = activation.alert('To use this feature, install the latest update');
    await expect(update).toContainText('node02');
    const link = update.getByRole('link', { name: 'How to update' });
    await expect(link).toHaveAttribute('href', /^https:\/\/learn\.microsoft\.com\/.*update/);
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(activation.row('node02')).toContainText('Update required');
    await activation.row('node02').click();
    await expect(activation.action(manage)).toBeDisabled();

    await activation.showAllAlerts();
    const unchecked = activation.alert('Couldn’t check the status on this server.');
    await expect(unchecked).toContainText('node04');
    await expect(unchecked.getByRole('link', { name: 'How to update' })).toBeVisible();
    await unchecked.getByRole('button', { name: 'Details' }).click();
    const details = activation.details('node04');
    await expect(details.locator('summary').first()).toBeFocused();
    await expect(details).toContainText('Try Import-Module ServerAVMAManager on the server');
    await activation.expectAccessible();

    await lab.changeServer('node02', { activationModule: { found: 'name' } });
    await lab.changeServer('node03', { power: 'on', clusterState: 'Up' });
    await lab.changeServer('node04', { activationModule: { found: 'name' } });
    await activation.action('Refresh').click();
    await expect(activation.row('node03')).toContainText('No activation key');
    await expect(activation.row('node02')).toContainText('Activated');
    await expect(activation.row('node04')).toContainText('No activation key');
    for (const alert of [down, update, unchecked]) {
      await expect(alert).toHaveCount(0);
    }
  });

  test('a server that was added: it has no activation key, and the alert says how to add one', async ({
    activation,
    lab
  }) => {
    await activation.open({ scenario: 'added-server' });
    await expect(activation.summary).toHaveText('4 of 5 servers can activate VMs (Windows Server 2022 keys).');
    const alert = activation.alert('No activation key');
    await expect(alert).toContainText('node05');
    await expect(alert).toContainText('Enter a key for each server that you added or reinstalled.');
    await alert.getByRole('button', { name: manage }).click();
    await expect(activation.keys.field('node05')).toBeFocused();
    await expect(activation.keys.field('node01')).toHaveCount(0);
    await activation.keys.enter('node05', keyOf(lab, 'mak', 2022));
    await activation.keys.button('Apply').click();
    await expect(activation.keys.row('node05')).toContainText('Applied');
    await activation.keys.close();
    await expect(activation.summary).toContainText('All 5 servers can activate VMs');
    await expect(activation.alerts).toHaveCount(0);
  });
});
