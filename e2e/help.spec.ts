import { expectAllReached } from './fixtures/tab-order';
import { expect, openOnce, test } from './fixtures/test';
import { callsOf, scriptCalls } from './lab-calls';

test.describe('Before it is set up', () => {
  const visit = openOnce({ scenario: 'small-fresh' });

  test('it takes N + 1 calls to show N servers', async () => {
    const { activation, lab } = visit;
    await expect(activation.summary).toHaveText('Automatic activation isn’t set up on this cluster yet.');
    const servers = lab.state().servers.map(({ fqdn }) => fqdn);
    expect(callsOf(lab, 'Get-ClusterServer').map(({ node }) => node)).toEqual(['cluster01.contoso.com']);
    expect(
      callsOf(lab, 'Get-ServerActivation')
        .map(({ node }) => node)
        .sort()
    ).toEqual(servers);
    expect(scriptCalls(lab).length).toBe(servers.length + 1);
  });

  test('the first run says why to set it up, what’s required, and where to get keys', async () => {
    const { activation } = visit;
    await expect(activation.firstRun).toContainText('VMs don’t need internet access');
    await expect(activation.firstRun).toContainText('activate any number of VMs');
    await expect(activation.firstRun).toContainText('proof of purchase');
    await expect(activation.requirements).toContainText([
      'Met: All servers online',
      'Met: Administrator access to every server',
      'Met: Azure Local (Azure Stack HCI), version 20H2 with the April 14, 2021 update, or later ' +
        'Microsoft Azure Stack HCI 22H2 (build ',
      'Met: The activation module (ServerAVMAManager), included in that update Version 1.1 is installed',
      'To do: A Windows Server Datacenter key, version 2019 or later, for each server No activation key',
      'Met: Windows Admin Center, version 2103 or later You’re running '
    ]);
    const where = activation.firstRun.locator('details', { hasText: 'Where do I get keys?' });
    await where.locator('summary').click();
    await expect(where).toContainText('Certificate of Authenticity (COA)');
    await expect(where).toContainText('Multiple Activation Key (MAK)');
    await expect(where).toContainText('label of the box');
    await expect(where.getByRole('link')).toHaveText([
      /^Packaged software/,
      /^Volume Licensing Service Center/,
      /^Microsoft 365 admin center/
    ]);
  });

  test('the commands are there, with a link to keys in virtual machines', async () => {
    const { activation } = visit;
    const open = activation.frame.getByRole('button', { name: 'View PowerShell' });
    await open.click();
    const { commands } = activation;
    await expect(commands.block('Apply a key to each server')).toContainText("'node02.contoso.com' = '<product key>'");
    const link = commands.root.getByRole('link', { name: 'Learn more about automatic activation' });
    await expect(link).toHaveAttribute('href', /^https:\/\/learn\.microsoft\.com\/windows-server\//);
    await expect(link).toHaveAttribute('target', '_blank');
    await commands.close();
    await expect(open).toBeFocused();
  });

  test('the pane has its title, its notes, and the answers that you need there', async () => {
    const { activation } = visit;
    await activation.openSetUp();
    await expect(activation.keys.root.getByRole('heading')).toHaveText('Apply activation keys to each server');
    await expect(activation.keys.root).toContainText(
      'Each server requires a unique key, unless you have a valid volume license key.'
    );
    const typed = activation.keys.root.locator('details', { hasText: 'the keys that I type' });
    await typed.locator('summary').click();
    await expect(typed).toContainText('This page encrypts each key so that only its server can read it');
  });

  test('Tab reaches everything on the page, in the questions and answers, and in the pane for keys', async () => {
    const { activation } = visit;
    await expect(activation.setUp).toBeVisible();
    const start = activation.frame.getByRole('button', { name: 'Questions and answers' });
    await start.focus();
    await expectAllReached(activation, 'avma-activation-page');

    await activation.openHelp();
    await activation.help.question('Where do I get keys?').click();
    await expectAllReached(activation, '[role="dialog"]');
    await activation.page.keyboard.press('Escape');

    await activation.openSetUp();
    await expect(activation.keys.field('node01')).toBeFocused();
    await expectAllReached(activation, '[role="dialog"]');
  });
});

test('Setup starts with the servers that are ready, and says what the others need', async ({
  activation,
  consoleGuard,
  lab
}) => {
  consoleGuard.expect(/status of 400.*node03/);
  await lab.setScenario('fresh');
  await lab.changeServer('node02', {
    activationModule: { found: 'missing', version: '1.1' }
  });
  await lab.changeServer('node03', { power: 'off', clusterState: 'Down' });
  await activation.openAsItIs();
  await expect(activation.requirements).toContainText([
    'Not met: All servers online node03: Server is down. Bring it online, and then refresh.',
    'Unknown: Administrator access to every server',
    // These are facts, not conclusions: neither about the missing update nor about the silent server.
    'or later node01, node02, and node04: Microsoft Azure Stack HCI 22H2 (build ',
    'node02: Not installed. Install the latest update.',
    'node01 and node04: No activation key',
    'Windows Admin Center, version 2103 or later'
  ]);
  await expect(activation.firstRun).toContainText('2 of 4 servers are ready for a key');
  await expect(activation.setUp).toBeEnabled();
});
