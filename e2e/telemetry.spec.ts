import { expect, test } from './fixtures/test';
import { standInForTelemetry, telemetryOf } from './guards/telemetry-recorder';
import { singleUseKeys } from './lab-keys';

// The stand-in is a script of another origin, as the real one is.
test.use({ bypassCSP: true });

test.describe('Microsoft’s telemetry script, where a gateway lets it load', () => {
  test('gets no click on this page, no key, and no name of a server', async ({ activation, lab, page, secrets }) => {
    await standInForTelemetry(page);
    await activation.open({ scenario: 'small-fresh' });
    const extension = page.frames().find(frame => frame.url().includes('/modules/'));
    if (!extension) {
      throw new Error('The extension has a frame.');
    }
    const got = () => telemetryOf(extension);
    const named = async (what: string) => (await got()).filter(record => record.what === what);
    await expect.poll(() => named('initialize')).toHaveLength(1);
    const [{ content: config }] = await named('initialize');
    expect(config, 'the SDK asks for clicks').toMatchObject({
      webAnalyticsConfiguration: { autoCapture: { click: true } }
    });

    await test.step('keys are typed, pasted, and applied, by mouse and by keyboard', async () => {
      const [first, second] = singleUseKeys(lab, 2022);
      await activation.openSetUp();
      const { keys } = activation;
      await keys.pasteList([`node02,${second}`], [second]);
      await keys.list.field.click();
      await page.keyboard.press('Enter');
      await keys.useList();
      await keys.enter('node01', first);
      await keys.field('node01').click();
      await keys.field('node01').press('Space');
      await keys.row('node01').click();
      await keys.button('Apply').click();
      await expect(keys.row('node02')).toContainText('Applied');
      await expect(keys.row('node01')).toContainText('Applied');
      await keys.finish();
      await expect(activation.notification).toContainText('Applied activation keys');
    });

    await test.step('the servers and their commands are looked at', async () => {
      await activation.row('node01').click();
      await expect(activation.details('node01')).toBeVisible();
      await activation.details('node01').click();
      await activation.action('View PowerShell').click();
      await activation.commands.root.click();
    });

    const records = await got();
    expect(
      records.map(({ what }) => what),
      'what the SDK sends by itself'
    ).toContain('capturePageAction');
    expect(await named('click')).toEqual([]);
    const text = JSON.stringify(records);
    secrets.alsoSearch('telemetry', text);
    for (const { name } of lab.state().servers) {
      expect(text.toLowerCase()).not.toContain(name.toLowerCase());
    }
    expect(text.toLowerCase()).not.toContain(lab.state().clusterName.toLowerCase());

    // The shell hands the title and the message of each notification to the same script (NotificationManager.notify).
    const notifications = (await page.evaluate(() => window.receivedByShell))
      .filter(({ command }) => command === 'Notification')
      .map(({ data }) => data as { title: string; message: string });
    expect(notifications).not.toEqual([]);
    for (const { title, message } of notifications) {
      expect(`${title} ${message}`).not.toMatch(/node0\d|cluster01|contoso/i);
    }
  });
});
