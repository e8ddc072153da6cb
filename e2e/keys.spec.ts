import { Frame } from '@playwright/test';
import { byPowerShell, expect, test } from './fixtures/test';
import { callsOf } from './lab-calls';
import { appliedKeys, keyOf, singleUseKeys } from './lab-keys';

/** Counts mouse clicks in the extension from now on. */
async function countClicks(frame: Frame): Promise<() => Promise<number>> {
  await frame.evaluate(() => {
    const counted = window as unknown as { clicks: number };
    counted.clicks = 0;
    addEventListener('click', event => (counted.clicks += event.isTrusted ? 1 : 0), true);
  });
  return () => frame.evaluate(() => (window as unknown as { clicks: number }).clicks);
}

function nodeName(number: number): string {
  return `node${String(number).padStart(2, '0')}`;
}

test.describe('Keys for many servers', () => {
  test(
    'eight keys from a spreadsheet are on eight servers in four clicks',
    byPowerShell,
    async ({ activation, lab, page }) => {
      // A browser has six connections to a gateway, so half of the sixteen servers are enough to wait for.
      await lab.setScenario('large-fresh');
      for (let number = 9; number <= 16; number += 1) {
        await lab.removeServer(nodeName(number));
      }
      await activation.openAsItIs();
      await expect(activation.setUp).toBeEnabled();
      await expect(activation.summary).toContainText('isn’t set up on this cluster yet');
      expect(callsOf(lab, 'Get-ServerActivation').length).toBe(8);
      const frame = page.frames().find(one => one.url().includes('/modules/'));
      if (!frame) {
        throw new Error('The extension is not there.');
      }
      const clicks = await countClicks(frame);
      const keys = singleUseKeys(lab, 2022).slice(0, 8);
      const servers = keys.map((_, index) => nodeName(index + 1));

      await activation.openSetUp();
      const rows = keys.map((key, index) => `${servers[index].toUpperCase()}\t${key}`);
      await expect(activation.keys.field('node01')).toBeFocused();
      await activation.keys.pasteListIntoField(['Server\tProduct key', ...rows], keys);
      await expect(activation.keys.list.field).toBeFocused();
      await expect(activation.keys.list.summary).toHaveText('8 keys ready.');
      await expect(activation.keys.list.lines).toHaveCount(9);
      await activation.keys.useList();
      await expect(activation.keys.footnote).toContainText('This uses 8 activations.');
      await activation.keys.button('Apply').click();
      await expect(activation.keys.footnote).toContainText('Applied to all 8 servers');
      await activation.keys.finish();
      await expect(activation.summary).toHaveText('All 8 servers can activate VMs (Windows Server 2022 keys).');
      expect(await clicks()).toBe(4);
      expect(appliedKeys(lab).map(({ server, key }) => `${server} ${String(key)}`)).toEqual(
        servers.map((server, index) => `${server} ${keys[index]}`)
      );
    }
  );

  test('a volume license key is entered once and used for all servers, and the pane counts the activations', async ({
    activation,
    lab
  }) => {
    await activation.open({ scenario: 'small-fresh' });
    const key = keyOf(lab, 'mak', 2022);
    await expect(activation.setUp).toBeEnabled();
    // The server's session has no key pair for a while, so its key can't be sent.
    const hold = lab.holdRun('node02', 'Get-EncryptionJWKOnNode', 'start');
    await activation.openSetUp();
    const places = await activation.keys.buttonPlaces();
    await activation.keys.enter('node02', key);
    await activation.keys.useForAll('node02');
    expect(await activation.keys.buttonPlaces(), 'places with keys').toEqual(places);
    await expect(activation.keys.footnote).toContainText('This uses 2 activations of');
    await expect(activation.keys.footnote).toContainText(`the key ending in ${key.slice(-5)}. You can’t undo this.`);

    await test.step('Stop takes back what was not sent, and keeps its key', async () => {
      await activation.keys.button('Apply').click();
      await expect(activation.keys.row('node01')).toContainText('Applied');
      await expect(activation.keys.row('node02')).toContainText('Waiting');
      await expect(activation.keys.footnote).toHaveText('Applying keys: 1 of 2 servers are done.');
      await expect(activation.keys.progress).toHaveJSProperty('value', 1);
      expect(await activation.keys.buttonPlaces(), 'places while keys are applied').toEqual(places);
      // The browser here asks for reduced motion, so nothing is animated.
      await expect(activation.keys.row('node02').locator('sme-loading-wheel')).toBeAttached();
      const body = activation.frame.locator('body');
      expect(await body.evaluate(({ ownerDocument }) => ownerDocument.getAnimations().length)).toBe(0);
      await activation.keys.button('Stop').click();
      await expect(activation.keys.row('node02')).toContainText('Stopped before the key was sent');
      await expect(activation.keys.field('node02')).toHaveValue(key);
      await expect(activation.keys.footnote).toHaveText('Applied to 1 of 2 servers. 1 not sent.');
      expect(await activation.keys.buttonPlaces(), 'places afterwards').toEqual(places);
      expect(appliedKeys(lab).map(({ server }) => server)).toEqual(['node01']);
    });

    hold.letGo();
    await activation.keys.button('Retry').click();
    await expect(activation.keys.footnote).toContainText('Applied to all 2 servers');
    await expect(activation.keys.button('Done')).toBeVisible();
    expect(await activation.keys.buttonPlaces(), 'places at the end').toEqual(places);
    expect(appliedKeys(lab).map(({ server, key: applied }) => [server, applied])).toEqual([
      ['node01', key],
      ['node02', key]
    ]);
    const known = lab.state().keys.find(one => one.key === key);
    expect(known?.remaining).toBe(18);
  });
});
