import packageJson from '../package.json';
import { clippedTexts } from './guards/clipped-text';
import { lookAt } from './fixtures/look-at';
import { expect, openOnce, test } from './fixtures/test';

test.describe('The footer, and a server that is down', () => {
  const visit = openOnce({
    scenario: 'server-down',
    expects: /status of 400.*node03/,
    permissions: ['clipboard-read', 'clipboard-write']
  });

  test('says who made this extension, and how it works next to Microsoft’s own', async () => {
    const { activation } = visit;
    await expect(activation.footer).toContainText(`Community extension ${packageJson.version}`);
    await expect(activation.footer).toContainText('Not from Microsoft');
    await activation.openHelp();
    const question = activation.help.root.locator('details', { hasText: 'each shows what the other did' });
    await question.locator('summary').click();
    await expect(question).toContainText('Both run the same commands on the servers');
    await activation.page.keyboard.press('Escape');
  });

  test('has a problem report to copy, without names or keys', async () => {
    const { activation, lab } = visit;
    await expect(activation.row('node03')).toContainText('Down');
    await expect(activation.summary).toContainText('3 of 4 servers can activate VMs');
    await activation.openReport();
    await expect(activation.footer.getByRole('button', { name: 'Copy report' })).toBeInViewport();
    await activation.expectAccessible();
    await activation.footer.getByRole('button', { name: 'Copy report' }).click();
    await expect(activation.footer.getByRole('status')).toHaveText('Report copied.');
    const report = await activation.clipboard();
    expect(report.split('\n')).toEqual([
      `Activate Windows Server VMs (community): ${packageJson.version}`,
      'Windows Admin Center: 2.4.0',
      'Gateway API: 2.0.0',
      expect.stringMatching(/^Browser: .*Chrome/),
      'Theme: light',
      'Language: en-US',
      'Regional format: en-US',
      'Servers: 4',
      'Servers in state activated: 3',
      'Servers in state down: 1'
    ]);
    for (const { name, lastFive } of lab.state().servers) {
      expect(report).not.toContain(name);
      expect(report).not.toContain(lastFive ?? name);
    }
  });

  test('with a server that is down, no text is cut off at any width', async () => {
    const { activation } = visit;
    await activation.row('node03').click();
    await expect(activation.details('node03')).toContainText('Server is down');
    await lookAt(activation, 'server-down');
  });

  test('fits in very little space', async () => {
    const { activation } = visit;
    await activation.page.setViewportSize({ width: 320, height: 640 });
    await activation.openReport();
    await activation.footer.getByRole('button', { name: 'Copy report' }).scrollIntoViewIfNeeded();
    await expect(activation.footer.getByRole('button', { name: 'Copy report' })).toBeInViewport();
    const cut = await clippedTexts(activation.frame);
    expect(cut.filter(text => /extension|Microsoft|report/.test(text))).toEqual([]);
    const overhang = await activation.footer.evaluate(footer => footer.scrollWidth - footer.clientWidth);
    expect(overhang).toBe(0);
  });
});
