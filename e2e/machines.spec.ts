import { readFileSync } from 'node:fs';
import { expectAllReached } from './fixtures/tab-order';
import { byPowerShell, expect, openOnce, test } from './fixtures/test';
import { callsOf } from './lab-calls';
import { appliedKeys, singleUseKeys } from './lab-keys';

const script = 'Get-ServerVirtualMachine';

/** A window in which the table draws all of its rows. */
const allRows = { width: 1920, height: 3200 };

test.describe('The virtual machines of a cluster', () => {
  const visit = openOnce({
    scenario: 'guests',
    permissions: ['clipboard-read', 'clipboard-write']
  });

  test.beforeEach(() => visit.activation.page.setViewportSize(allRows));

  test('of every kind: whether each can be activated, why not, and what to do', async () => {
    const { activation, lab } = visit;
    await expect(activation.summary).toContainText('3 of 4 servers can activate VMs');
    expect(callsOf(lab, script), 'calls before somebody wants to see virtual machines').toEqual([]);
    const { machines } = activation;
    await machines.open();
    await expect(machines.summary).toHaveText(
      '13 of 32 VMs can be activated, and 2 of them on every server that they can move to.'
    );
    expect(callsOf(lab, script).length).toBe(4);
    const expected: Record<string, string> = {
      dc01: 'On every server that it can move to.',
      sql01: 'Not on node03 or node04.',
      app01: 'Not on node04.',
      app02: 'Not on node04.',
      legacy01: 'Not on node04.',
      files01: 'Not on node04.',
      files02: 'Not on node04.',
      files03: 'Not on node04.',
      legacy02: 'The VM’s version of Windows Server is older than 2012 R2.',
      ubuntu01: 'It doesn’t run Windows.',
      backup01: 'Can be activated',
      web01: 'The VM’s version of Windows Server is newer than the server’s key.',
      azure01: 'Depends on your license',
      eval01: 'Evaluation editions can’t be activated.',
      office01: 'Essentials',
      'Prüfstand Österreich': 'Can be activated here',
      desktop01: 'It doesn’t run Windows Server.',
      '<b>vm</b>': 'Can’t be activated',
      off01: 'It’s off, so its operating system is unknown.',
      saved01: 'It’s saved, so its operating system is unknown.',
      paused01: 'Paused',
      'exchange-off01': 'Data Exchange is off.',
      'no-services01': 'It hasn’t reported its operating system.',
      print01: 'The server has no activation key.'
    };
    for (const [name, words] of Object.entries(expected)) {
      await expect(machines.row(name), name).toContainText(words);
    }

    await machines.row('reported01').click();
    await expect(machines.details).toContainText('LicenseStatus: 1');
    await expect(machines.details).toContainText('This information comes from the guest, and might be out of date.');
    await machines.row('web01').click();
    await expect(machines.details).toContainText('Apply a key for the guest’s version of Windows Server or later.');
    await machines.command('/ipk').getByRole('button').click();
    expect(await activation.clipboard()).toBe('slmgr /ipk YQB4H-NKHHJ-Q6K4R-4VMY6-VCH67');
    await machines.details.getByText('Recent events on node02').click();
    await expect(machines.details.locator('avma-expander avma-expander p')).toHaveCount(1);
    await activation.expectAccessible();

    await activation.frame.getByRole('tab', { name: 'Servers' }).click();
    await expect(activation.row('node01')).toContainText('8');
  });

  test('searched, filtered, exported and scripted', async () => {
    const { activation } = visit;
    const { machines, page } = activation;
    await machines.open();
    await expect(machines.summary).toContainText('of 32 VMs');
    await machines.search.fill('2019 standard');
    await expect(machines.rows).toHaveCount(2);
    await machines.clearSelection();
    await machines.row('files01').click();
    await machines.row('Prüfstand Österreich').click({ modifiers: ['Control'] });
    await machines.action('Copy script').click();
    await expect(machines.notes).toContainText('Script copied.');
    await expect.poll(() => activation.clipboard()).toContain("Name = 'Prüfstand Österreich'");

    await machines.search.fill('');
    await machines.part('Not applicable').click();
    await expect(machines.rows).toHaveCount(2);
    await expect(machines.notes).toContainText('2 selected VMs are hidden by your search.');
    const [download] = await Promise.all([page.waitForEvent('download'), machines.action('Export').click()]);
    const table = readFileSync(await download.path(), 'utf8');
    expect(table.split('\r\n').length).toBe(3);
    expect(table).toContain('"Not applicable","It doesn’t run Windows."');
    await machines.list('Server').selectOption('node04');
    await expect(machines.root).toContainText('No VMs match your search.');
    await machines.list('Server').selectOption('All servers');
    await machines.tile('Not applicable').click();
    await expect(machines.rows).toHaveCount(32);
    await machines.list('Preview other keys').selectOption('Windows Server 2025 keys everywhere');
    await expect(machines.action('Export')).toBeDisabled();
    await expect(machines.preview).toContainText('Preview only. Nothing has changed. 17 of 32 VMs could be activated');
    await expect(machines.row('web01')).toContainText('Now: Can’t be activated.');
    await machines.preview.getByRole('button', { name: 'Exit preview' }).click();
    await expect(machines.preview).toHaveCount(0);
  });

  test('can be reached by Tab, around the table and in the details of one', async () => {
    const { activation } = visit;
    await activation.machines.open();
    await expect(activation.machines.summary).toContainText('of 32 VMs');
    await activation.machines.row('dc01').click();
    await activation.machines.details.getByText('Recent events on node01').click();
    await activation.machines.search.focus();
    await expectAllReached(activation, 'avma-virtual-machines');
  });
});

test.describe('Virtual machines', () => {
  test('that moved, or whose server got a key, are up to date after a refresh', async ({
    activation,
    consoleGuard,
    lab,
    page
  }) => {
    consoleGuard.expect(/status of 400.*node03/);
    await page.setViewportSize(allRows);
    await activation.open({ scenario: 'guests' });
    const { machines } = activation;
    await expect(activation.summary).toContainText('3 of 4 servers can activate VMs');

    await test.step('what fails touches nothing of the servers, and is named', async () => {
      await lab.changeServer('node03', { power: 'off' });
      await machines.open();
      await expect(machines.failures).toHaveCount(1);
      await expect(machines.failures).toContainText('Couldn’t get the VMs on node03.');
      await expect(machines.row('app01')).toContainText('Not on node04.');
      await expect(machines.summary).toContainText('Of the 23 VMs that could be read');
      await activation.frame.getByRole('tab', { name: 'Servers' }).click();
      await expect(activation.summary).toContainText('3 of 4 servers can activate VMs');
      await expect(activation.row('node03')).toContainText('Activated');
      await lab.changeServer('node03', { power: 'on' });
      await machines.open();
      await machines.failures.getByRole('button', { name: 'Retry' }).click();
      await expect(machines.failures).toHaveCount(0);
      await expect(machines.summary).toContainText('of 32 VMs');
    });

    await activation.frame.getByRole('tab', { name: 'Servers' }).click();
    await activation.row('node04').click();
    await activation.action('Manage activation keys').click();
    const [key] = singleUseKeys(lab, 2022);
    await activation.keys.enter('node04', key);
    await activation.keys.button('Apply').click();
    await expect(activation.keys.row('node04')).toContainText('Applied');
    await activation.keys.close();
    expect(appliedKeys(lab).length).toBe(1);
    await machines.open();
    lab.migrateGuest('sql01', 'node03');
    await machines.action('Refresh').click();
    await expect(machines.row('app01')).toContainText('Can be activated');
    await expect(machines.row('app01')).not.toContainText('Not on');
    await expect(machines.row('sql01')).toContainText('node03');
    await expect(machines.row('sql01')).toContainText('Can’t be activated');
    await expect(machines.summary).toContainText('of 32 VMs');
  });
});

test.describe('With German servers and a French browser', byPowerShell, () => {
  test.use({ locale: 'fr-FR' });

  test('virtual machines show the same states', async ({ activation, page }) => {
    await page.setViewportSize(allRows);
    await activation.open({ scenario: 'guests-german' });
    const { machines } = activation;
    await machines.open();
    await expect(machines.summary).toHaveText(
      '13 of 32 VMs can be activated, and 2 of them on every server that they can move to.'
    );
    await expect(machines.row('exchange-off01')).toContainText('Data Exchange is off.');
    await machines.row('web01').click();
    await machines.details.getByText('Recent events on node02').click();
    await expect(machines.details.locator('avma-expander avma-expander p')).toHaveCount(1);
  });
});
