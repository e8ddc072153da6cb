import { shows } from './faults/seen';
import { expect, test } from './fixtures/test';

test(
  'A cluster that changes: the list follows, and unchanged servers stay the same',
  shows('renamed load', 'added load', 'removed load'),
  async ({ activation, lab }) => {
    await activation.open({ scenario: 'healthy' });
    await expect(activation.summary).toContainText('All 4 servers');
    await activation.row('node02').click();
    await expect(activation.details('node02')).toContainText('Activated');

    await test.step('a server is added', async () => {
      lab.addServer('node05');
      await lab.changeServer('node03', { clusterState: 'Paused' });
      await activation.refresh();
      await expect(activation.row('node05')).toContainText('No activation key');
      await expect(activation.alert('No activation key')).toContainText('node05');
      await expect(activation.row('node03')).toContainText('Paused');
      await expect(activation.row('node03')).toContainText('Activated');
      await expect(activation.row('node02')).toHaveAttribute('aria-selected', 'true');
      await expect(activation.details('node02')).toContainText('Activated');
    });

    await test.step('servers are removed', async () => {
      await lab.removeServer('node05');
      await lab.removeServer('node04');
      await lab.changeServer('node01', { clusterState: 'Down' });
      await activation.refresh();
      await expect(activation.summary).toHaveText('All 3 servers can activate VMs (Windows Server 2022 keys).');
      await expect(activation.row('node04')).toHaveCount(0);
      // The cluster says that it's down, but it answers, so its own answer counts.
      await expect(activation.row('node01')).toContainText('Down');
      await expect(activation.row('node01')).toContainText('Activated');
      await expect(activation.alerts).toHaveCount(0);
      await expect(activation.row('node02')).toHaveAttribute('aria-selected', 'true');
    });

    await test.step('one is reinstalled, and one gets another name', async () => {
      await lab.reinstallServer('node02');
      await lab.renameServer('node03', 'node13');
      await activation.refresh();
      await expect(activation.row('node02')).toContainText('No activation key');
      await expect(activation.alert('No activation key')).toContainText('node02');
      await expect(activation.details('node02')).toContainText('No activation key');
      await expect(activation.row('node13')).toContainText('Activated');
      await expect(activation.row('node03')).toHaveCount(0);
      await expect(activation.summary).toContainText('2 of 3 servers can activate VMs');
    });
  }
);
