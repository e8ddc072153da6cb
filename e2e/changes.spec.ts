import { expect, test } from './fixtures/test';

test.describe('A cluster that changes', () => {
  test.beforeEach(async ({ activation }) => {
    await activation.open({ scenario: 'healthy' });
    await expect(activation.sentence).toContainText('All 4 servers');
    await activation.row('node02').click();
    await expect(activation.details('node02')).toContainText('Activated');
  });

  test('a server is added: the list follows, and the others stay as they are', async ({
    activation,
    lab
  }) => {
    lab.addServer('node05');
    await lab.changeServer('node03', { clusterState: 'Paused' });
    await activation.action('Refresh').click();
    await expect(activation.row('node05')).toContainText('No activation key');
    await expect(activation.alert('No activation key')).toContainText('node05');
    await expect(activation.row('node03')).toContainText('paused');
    await expect(activation.row('node03')).toContainText('Activated');
    await expect(activation.row('node02')).toHaveAttribute('aria-selected', 'true');
    await expect(activation.details('node02')).toContainText('Activated');
  });

  test('a server is removed: the others are not touched', async ({ activation, lab }) => {
    await lab.removeServer('node04');
    await lab.changeServer('node01', { clusterState: 'Down' });
    await activation.action('Refresh').click();
    await expect(activation.sentence).toHaveText(
      'All 3 servers can activate VMs, with Windows Server 2022 keys.'
    );
    await expect(activation.row('node04')).toHaveCount(0);
    // Down for the cluster, and answering: what it says counts.
    await expect(activation.row('node01')).toContainText('Down');
    await expect(activation.row('node01')).toContainText('Activated');
    await expect(activation.alerts).toHaveCount(0);
    await expect(activation.row('node02')).toHaveAttribute('aria-selected', 'true');
  });

  test('a server is reinstalled: its key is gone, and the page says so', async ({
    activation,
    lab
  }) => {
    await lab.reinstallServer('node02');
    await lab.renameServer('node03', 'node13');
    await activation.action('Refresh').click();
    await expect(activation.row('node02')).toContainText('No activation key');
    await expect(activation.alert('No activation key')).toContainText('node02');
    await expect(activation.details('node02')).toContainText('No activation key');
    await expect(activation.row('node13')).toContainText('Activated');
    await expect(activation.row('node03')).toHaveCount(0);
    await expect(activation.sentence).toContainText('3 of 4 servers can activate VMs');
  });
});

test('One server alone: nothing about others, moving or equal versions', async ({ activation }) => {
  await activation.open({ scenario: 'single-server' });
  await expect(activation.sentence).toHaveText(
    'This server can activate VMs, with Windows Server 2022 keys.'
  );
  await expect(activation.alerts).toHaveCount(0);
});
