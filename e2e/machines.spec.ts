import { readFileSync } from 'node:fs';
import { expectAllReached } from './fixtures/tab-order';
import { byPowerShell, expect, openOnce, test } from './fixtures/test';
import { callsOf } from './lab-calls';
import { appliedKeys, singleUseKeys } from './lab-keys';

const script = 'Get-ServerVirtualMachine';

/** A window in which the table draws all of its rows. */
const allRows = { width: 1920, height: 1800 };

test.describe('The virtual machines of a cluster', () => {
  const visit = openOnce({
    scenario: 'guests',
    permissions: ['clipboard-read', 'clipboard-write']
  });

  test.beforeEach(() => visit.activation.page.setViewportSize(allRows));

  test('of every kind: what can be expected of each, why not, and what to do', async () => {
    const { activation, lab } = visit;
    await expect(activation.summary).toContainText('3 of 4 servers can activate VMs');
    expect(callsOf(lab, script), 'calls before somebody wants to see virtual machines').toEqual([]);
    const { machines } = activation;
    await machines.open();
    await expect(machines.summary).toHaveText('Of 32 virtual machines, 2 can be activated wherever they may run.');
    expect(callsOf(lab, script).length).toBe(4);
    const expected: Record<string, string> = {
      dc01: 'Can be activated',
      sql01: 'Can be activated here; not on node03 and node04',
      app01: 'Can be activated here; not on node04',
      app02: 'Can be activated here; not on node04',
      legacy01: 'Can be activated here; not on node04',
      files01: 'Can be activated here; not on node04',
      files02: 'Can be activated here; not on node04',
      files03: 'Can be activated here; not on node04',
      legacy02: 'A host activates Windows Server 2012 R2 and later.',
      ubuntu01: 'It does not run Windows.',
      backup01: 'Can be activated',
      web01: 'It runs a newer version of Windows Server than the server’s key is for.',
      azure01: 'Depends on your license',
      eval01: 'A host activates no evaluation editions.',
      office01: 'Essentials',
      'Prüfstand Österreich': 'Can be activated here',
      desktop01: 'A host activates Windows Server only.',
      '<b>vm</b>': 'Can’t be activated',
      off01: 'It is off, and tells nothing of its system.',
      saved01: 'It is saved, and tells nothing of its system.',
      paused01: 'Paused',
      'exchange-off01': 'Data Exchange is off.',
      'no-services01': 'It has told nothing of its system.',
      print01: 'The server has no activation key.'
    };
    for (const [name, words] of Object.entries(expected)) {
      await expect(machines.row(name), name).toContainText(words);
    }

    await machines.row('reported01').click();
    await expect(machines.details).toContainText('LicenseStatus: 1');
    await expect(machines.details).toContainText('The guest says so itself; it may be out of date.');
    await machines.row('web01').click();
    await expect(machines.details).toContainText('Apply a key for a version of Windows Server');
    await machines.command('/ipk').getByRole('button').click();
    expect(await activation.clipboard()).toBe('slmgr /ipk YQB4H-NKHHJ-Q6K4R-4VMY6-VCH67');
    await machines.details.getByText('Recent events of node02').click();
    await expect(machines.details.locator('avma-expander avma-expander p')).toHaveCount(1);
    await activation.expectAccessible();

    await activation.frame.getByRole('tab', { name: 'Servers' }).click();
    await expect(activation.row('node01')).toContainText('8');
  });

  test('searched, filtered, exported and scripted', async () => {
    const { activation } = visit;
    const { machines, page } = activation;
    await machines.open();
    await expect(machines.summary).toContainText('Of 32');
    await machines.search.fill('2019 standard');
    await expect(machines.rows).toHaveCount(2);
    await machines.row('files01').click();
    await machines.row('Prüfstand Österreich').click({ modifiers: ['Control'] });
    await machines.details.getByText('The keys of all selected guests in one script').click();
    await machines.command('$guests').getByRole('button').click();
    await expect.poll(() => activation.clipboard()).toContain("Name = 'Prüfstand Österreich'");

    await machines.search.fill('');
    await machines.list('Activation').selectOption('Does not apply (2)');
    await expect(machines.rows).toHaveCount(2);
    const [download] = await Promise.all([page.waitForEvent('download'), machines.action('Export').click()]);
    const table = readFileSync(await download.path(), 'utf8');
    expect(table.split('\r\n').length).toBe(3);
    expect(table).toContain('"Does not apply","It does not run Windows."');
    await machines.list('Server').selectOption('node04');
    await expect(machines.root).toContainText('No virtual machine matches what you search for.');
    await machines.list('Server').selectOption('All servers');
    await machines.list('Activation').selectOption('All (32)');
    await machines.list('What if').selectOption('Windows Server 2025 keys everywhere');
    await expect(machines.action('Export')).toBeDisabled();
    await expect(machines.summary).toContainText('This is how it would be, and not how it is.');
    await expect(machines.row('web01')).toContainText('Can be activated');
    await machines.list('What if').selectOption({ index: 0 });
  });

  test('can be reached by Tab, around the table and in the details of one', async () => {
    const { activation } = visit;
    await activation.machines.open();
    await activation.machines.row('dc01').click();
    await activation.machines.details.getByText('Recent events of node01').click();
    await activation.machines.search.focus();
    await expectAllReached(activation, 'avma-virtual-machines');
  });
});

test.describe('Virtual machines', () => {
  test('that move, and whose server gets a key, are shown as they are after a refresh', async ({
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
      await expect(machines.failures).toContainText('The virtual machines of node03 could not be read.');
      await expect(machines.row('app01')).toContainText('Can be activated here; not on node04');
      await expect(machines.summary).toContainText('Of 23 virtual machines');
      await activation.frame.getByRole('tab', { name: 'Servers' }).click();
      await expect(activation.summary).toContainText('3 of 4 servers can activate VMs');
      await expect(activation.row('node03')).toContainText('Activated');
      await lab.changeServer('node03', { power: 'on' });
      await machines.open();
      await machines.failures.getByRole('button', { name: 'Retry' }).click();
      await expect(machines.failures).toHaveCount(0);
      await expect(machines.summary).toContainText('Of 32 virtual machines');
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
    await expect(machines.row('app01')).not.toContainText('not on');
    await expect(machines.row('sql01')).toContainText('node03');
    await expect(machines.row('sql01')).toContainText('Can’t be activated');
    await expect(machines.summary).toContainText('Of 32');
  });
});

test.describe('With German servers and a French browser', byPowerShell, () => {
  test.use({ locale: 'fr-FR' });

  test('virtual machines show the same states', async ({ activation, page }) => {
    await page.setViewportSize(allRows);
    await activation.open({ scenario: 'guests-german' });
    const { machines } = activation;
    await machines.open();
    await expect(machines.summary).toHaveText('Of 32 virtual machines, 2 can be activated wherever they may run.');
    await expect(machines.row('exchange-off01')).toContainText('Data Exchange is off.');
    await machines.row('web01').click();
    await machines.details.getByText('Recent events of node02').click();
    await expect(machines.details.locator('avma-expander avma-expander p')).toHaveCount(1);
  });
});
