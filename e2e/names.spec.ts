import { expect, test } from './fixtures/test';
import { callsOf } from './lab-calls';

test.describe('Names', () => {
  test('a cluster that was added by an alias is asked by it, its nodes by their full names', async ({
    activation,
    lab
  }) => {
    await activation.open({ scenario: 'other-names' });
    await expect(activation.sentence).toContainText('All 4 servers can activate VMs');
    expect(callsOf(lab, 'Get-ClusterServer').map(({ node }) => node)).toEqual(['hci.contoso.com']);
    expect(callsOf(lab, 'Get-ServerActivation').map(({ node }) => node).sort()).toEqual(
      lab.state().servers.map(({ fqdn }) => fqdn)
    );
  });

  test('where the cluster does not answer, the servers that the connection knows are shown', async ({
    activation,
    consoleGuard,
    lab
  }) => {
    consoleGuard.expect(/status of 400/);
    await lab.setScenario('other-names');
    lab.changeCluster({ answers: false });
    await activation.openAsItIs();
    // One of four is not remembered, and one that is remembered is long gone.
    await expect(activation.sentence).toHaveText(
      '3 of 4 servers can activate VMs, with Windows Server 2022 keys. Of one server it is not known.'
    );
    await expect(activation.frame.getByRole('alert')).toContainText('possibly out of date');
    await expect(activation.row('old-node')).toContainText('Couldn’t check the status');
    await activation.expectAccessible();

    lab.changeCluster({ answers: true });
    await activation.frame.getByRole('button', { name: 'Retry' }).click();
    await expect(activation.sentence).toContainText('All 4 servers can activate VMs');
    await expect(activation.row('old-node')).toHaveCount(0);
  });
});
