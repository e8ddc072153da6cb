import { readFile } from 'node:fs/promises';
import { parse } from 'papaparse';
import { expect, openOnce, test } from './fixtures/test';
import { scriptCalls } from './lab-calls';

test.describe('A cluster that is set up', () => {
  const visit = openOnce({
    scenario: 'healthy',
    permissions: ['clipboard-read', 'clipboard-write']
  });

  test('a healthy one: all servers activated, with their key’s version and last five', async () => {
    const { activation, lab } = visit;
    await expect(activation.sentence).toHaveText('All 4 servers can activate VMs, with Windows Server 2022 keys.');
    for (const { name, lastFive } of lab.state().servers) {
      await expect(activation.row(name)).toContainText('Activated');
      await expect(activation.row(name)).toContainText('2022');
      await expect(activation.row(name)).toContainText(lastFive ?? 'no key');
    }
  });

  test('what a server answered, in plain words and as it came, can be copied', async () => {
    const { activation, lab } = visit;
    const server = lab.state().servers[1];
    await activation.row('node02').click();
    const details = activation.details('node02');
    await expect(details).toContainText(`Windows Server 2022, Volume, ends in ${server.lastFive}`);
    await expect(details).toContainText('ServerAVMAManager 1.1');
    await expect(details).toContainText('Microsoft Azure Stack HCI 22H2 (build 20349.2322)');
    await details.getByText('What it answered').click();
    await expect(details.locator('pre')).toContainText('"ActivationStatus": "Activated"');
    await activation.expectAccessible();

    await details.getByRole('button', { name: 'Copy details' }).click();
    await expect(details.getByRole('status')).toHaveText('The details were copied.');
    const copied = await activation.clipboard();
    expect(copied).toContain('node02\nState: Activated');
    expect(copied).toContain('"ActivationStatus": "Activated"');
  });

  test('its export has all that the table shows, in a file for spreadsheets', async () => {
    const { activation, lab } = visit;
    const begun = Date.now();
    const [download] = await Promise.all([
      activation.page.waitForEvent('download'),
      activation.action('Export').click()
    ]);
    expect(download.suggestedFilename()).toMatch(/^activation-cluster01\.contoso\.com-\d{4}-\d\d-\d\d\.csv$/);
    const text = await readFile(await download.path(), 'utf8');
    expect(text.startsWith('\ufeff')).toBe(true);
    const { data: rows, errors } = parse<Record<string, string>>(text, { header: true });
    expect(errors).toEqual([]);
    const { keys, servers } = lab.state();
    expect(rows.map(row => [row['Cluster'], row['Full name'], row['Activation'], row['Last five']])).toEqual(
      servers.map(server => ['cluster01.contoso.com', `${server.name}.contoso.com`, 'Activated', server.lastFive])
    );
    const kinds: Record<string, string> = { mak: 'Volume', oem: 'OEM', retail: 'Retail' };
    for (const row of rows) {
      const used = keys.find(({ key }) => key.endsWith(row['Last five']));
      expect([row['State'], row['Key version'], row['Key type']]).toEqual([
        'Up',
        `${used?.version}`,
        kinds[used?.kind ?? '']
      ]);
      expect(row['Checked at']).toMatch(/T\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
      expect(Math.abs(new Date(row['Checked at']).getTime() - begun)).toBeLessThan(120_000);
    }
    for (const { key } of keys) {
      expect(text).not.toContain(key);
    }
  });
});

test('Rows fill as answers come: a slow server keeps nobody waiting, and is shown as it was while asked again', async ({
  activation,
  lab
}) => {
  await lab.setScenario('healthy');
  await lab.changeServer('node02', { latencyMs: 4_000 });
  await activation.openAsItIs();
  await expect(activation.row('node01')).toContainText('Activated');
  await expect(activation.row('node02')).toContainText('Checking…');
  await expect(activation.row('node02')).toContainText('Activated');

  lab.clearAudit();
  await activation.action('Refresh').click();
  await expect(activation.action('Refresh')).toBeDisabled();
  await expect(activation.row('node02')).toContainText('Activated');
  await expect(activation.action('Refresh')).toBeEnabled();
  expect(scriptCalls(lab).length).toBe(5);
});

test('A cluster that can not be asked is one clear error, with a retry that works', async ({
  activation,
  consoleGuard,
  lab
}) => {
  consoleGuard.expect(/status of 400/);
  await lab.setScenario('healthy');
  for (const { name } of lab.state().servers) {
    await lab.changeServer(name, { power: 'off' });
  }
  await activation.openAsItIs();
  await expect(activation.sentence).toHaveText('It is not known whether these servers can activate VMs.');
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
