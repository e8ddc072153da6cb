import { expect, test } from './fixtures/test';
import { callsOf } from './lab-calls';
import { singleUseKeys } from './lab-keys';

test('A cluster that was added by an alias uses it; if it doesn’t answer, known servers are shown', async ({
  activation,
  consoleGuard,
  lab
}) => {
  consoleGuard.expect(/status of 400/);
  await lab.setScenario('other-names');
  lab.changeCluster({ answers: false });
  const names = lab.state().servers.map(({ name }) => name);
  await Promise.all(names.map(name => lab.changeServer(name, { power: 'off' })));
  await activation.openAsItIs();
  await expect(activation.summary).toHaveText('We couldn’t tell whether these servers can activate VMs.');
  await expect(activation.frame.getByRole('alert')).toContainText('Couldn’t get the list of servers from the cluster.');

  await Promise.all(names.map(name => lab.changeServer(name, { power: 'on' })));
  await activation.frame.getByRole('button', { name: 'Retry' }).click();
  // One of four servers isn't in the list, and one in the list no longer exists.
  await expect(activation.summary).toHaveText(
    '3 of 4 servers can activate VMs (Windows Server 2022 keys). Status unknown for 1 server.'
  );
  await expect(activation.frame.getByRole('alert')).toContainText('might be out of date');
  await expect(activation.row('old-node')).toContainText('Couldn’t check');
  await activation.expectAccessible();

  lab.changeCluster({ answers: true });
  lab.clearAudit();
  await activation.frame.getByRole('button', { name: 'Retry' }).click();
  await expect(activation.summary).toContainText('All 4 servers can activate VMs');
  await expect(activation.row('old-node')).toHaveCount(0);
  // The cluster uses the name that it was added by, and the nodes their full names.
  expect(callsOf(lab, 'Get-ClusterServer').map(({ node }) => node)).toEqual(['hci.contoso.com']);
  expect(
    callsOf(lab, 'Get-ServerActivation')
      .map(({ node }) => node)
      .sort()
  ).toEqual(lab.state().servers.map(({ fqdn }) => fqdn));
});

test('A cluster whose servers have their own DNS suffix is shown and set up', async ({
  activation,
  consoleGuard,
  lab
}) => {
  await lab.setScenario('dns-suffix');
  await activation.openAsItIs();
  await expect(activation.summary).toContainText('isn’t set up on this cluster yet');
  const [key] = singleUseKeys(lab, 2022);
  await activation.openSetUp();
  await activation.keys.enter('node02', key);
  await activation.keys.button('Apply').click();
  await expect(activation.keys.row('node02')).toContainText('Applied');
  expect(callsOf(lab, 'Set-ServerActivationKey').map(({ node }) => node)).toEqual(['node02.bldg.contoso.com']);
  await activation.keys.close();

  consoleGuard.expect(/status of 400/);
  // If DNS doesn't have them, the page tries the cluster's domain, which doesn't find them.
  await Promise.all(['node01', 'node02'].map(name => lab.changeServer(name, { inDns: false })));
  lab.clearAudit();
  await activation.action('Refresh').click();
  await expect
    .poll(() => new Set(callsOf(lab, 'Get-ServerActivation').map(({ node }) => node)))
    .toEqual(new Set(['node01.contoso.com', 'node02.contoso.com']));
});
