import { expect, test } from './fixtures/test';
import { scriptCalls } from './lab-calls';

test.describe('How a cluster stands', () => {
  test('a healthy one: all servers activated, with their key’s version and last five', async ({
    activation,
    lab
  }) => {
    await activation.open({ scenario: 'healthy' });
    await expect(activation.sentence).toHaveText(
      'All 4 servers can activate VMs, with Windows Server 2022 keys.'
    );
    for (const { name, lastFive } of lab.state().servers) {
      await expect(activation.row(name)).toContainText('Activated');
      await expect(activation.row(name)).toContainText('2022');
      await expect(activation.row(name)).toContainText(lastFive ?? 'no key');
    }
    await activation.expectAccessible();
  });

  test('rows fill as answers come: a slow server keeps nobody waiting', async ({
    activation,
    lab
  }) => {
    await activation.open({ scenario: 'healthy' });
    await expect(activation.sentence).toContainText('All 4 servers');
    await lab.changeServer('node02', { latencyMs: 6_000 });
    await activation.page.reload();
    await expect(activation.row('node01')).toContainText('Activated');
    await expect(activation.row('node02')).toContainText('Checking…');
    await expect(activation.row('node02')).toContainText('Activated');
  });

  test('a refresh asks everybody once more, and keeps what is known meanwhile', async ({
    activation,
    lab
  }) => {
    await activation.open({ scenario: 'healthy' });
    await expect(activation.sentence).toContainText('All 4 servers');
    await lab.changeServer('node02', { latencyMs: 3_000 });
    lab.clearAudit();
    await activation.action('Refresh').click();
    await expect(activation.action('Refresh')).toBeDisabled();
    await expect(activation.row('node02')).toContainText('Activated');
    await expect(activation.action('Refresh')).toBeEnabled();
    expect(scriptCalls(lab).length).toBe(5);
  });

  test('a cluster that can not be asked is one clear error, with a retry that works', async ({
    activation,
    consoleGuard,
    lab
  }) => {
    consoleGuard.expect(/status of 400/);
    await activation.open({ scenario: 'healthy' });
    await expect(activation.sentence).toContainText('All 4 servers');
    for (const { name } of lab.state().servers) {
      await lab.changeServer(name, { power: 'off' });
    }
    await activation.page.reload();
    await expect(activation.sentence).toHaveText(
      'It is not known whether these servers can activate VMs.'
    );
    await expect(activation.frame.getByRole('alert')).toContainText(
      'The cluster could not be asked. The servers below are those known before'
    );
    await activation.expectAccessible();
    for (const { name } of lab.state().servers) {
      await lab.changeServer(name, { power: 'on' });
    }
    await activation.frame.getByRole('button', { name: 'Retry' }).click();
    await expect(activation.sentence).toContainText('All 4 servers can activate VMs');
  });
});
