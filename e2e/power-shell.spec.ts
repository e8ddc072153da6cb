import { expect, openOnce, test } from './fixtures/test';

const modules = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\Modules';
const oneServer = 'On one server';
const statusOfAll = 'How all servers stand';
const keysForAll = 'A key for each server';

test.describe('View PowerShell', () => {
  const visit = openOnce({
    scenario: 'healthy',
    permissions: ['clipboard-read', 'clipboard-write']
  });

  test('by mouse: the commands, with this cluster’s servers, can be copied', async () => {
    const { activation, lab } = visit;
    await expect(activation.sentence).toContainText('All 4 servers');
    await activation.action('View PowerShell').click();
    const { commands } = activation;
    await expect(commands.root).toContainText('name all 4 servers of this cluster.');
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
    await expect(commands.block(keysForAll)).toContainText('may be kept in PowerShell’s history');
    await commands.close();
    await expect(activation.action('View PowerShell')).toBeFocused();
  });

  test('by keyboard alone: the focus goes into the pane and comes back', async () => {
    const { activation } = visit;
    const { page } = activation;
    await expect(activation.sentence).toContainText('All 4 servers');
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
