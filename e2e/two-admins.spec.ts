import { ConsoleGuard } from './guards/console-guard';
import { Secrets } from './guards/secrets';
import { shows } from './faults/seen';
import { byPowerShell, expect, test } from './fixtures/test';
import { appliedKeys, singleUseKeys } from './lab-keys';
import { ActivationPage } from './pages/activation-page';

test.describe('Two pages at once', byPowerShell, () => {
  test(
    'Two administrators apply keys at once: each sees their own results, and the status of all servers',
    shows('twoBrowsers apply'),
    async ({ activation, browser, lab, page: herPage, serverLines }) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const guard = new ConsoleGuard(page);
      const secrets = await Secrets.watch(page, lab, serverLines);
      const other = new ActivationPage(page, lab, secrets);
      const [hers, alsoHers, his] = singleUseKeys(lab, 2022);

      await herPage.clock.install();
      await activation.open({ scenario: 'small-fresh' });
      await other.openAsItIs();
      await activation.openSetUp();
      await other.openSetUp();
      await activation.keys.enter('node01', hers);
      await activation.keys.enter('node02', alsoHers);
      await other.keys.enter('node01', his);

      // Her key is on node01. Before her page knows, his key replaces it.
      const hold = lab.holdRun('node01', 'Set-ServerActivationKey', 'end');
      await activation.keys.button('Apply').click();
      await hold.reached;
      await other.keys.button('Apply').click();
      await expect(other.keys.row('node01')).toContainText('Applied');
      await expect(activation.keys.row('node01')).toContainText('Applying…');
      hold.letGo();
      // The server keeps showing another key than hers, so nothing proves that hers was applied.
      await expect(async () => {
        await herPage.clock.runFor(5_000);
        await expect(activation.keys.row('node01')).toContainText('Not confirmed', { timeout: 1_000 });
      }).toPass();
      await expect(activation.keys.footnote).toContainText('Applied to 1 of 2 servers. 1 not confirmed.');
      expect(appliedKeys(lab).map(({ server, key }) => [server, key])).toEqual([
        ['node01', hers],
        ['node01', his],
        ['node02', alsoHers]
      ]);

      // Her page has read node01 again and shows its current key, not the one that she applied.
      await activation.keys.close();
      await expect(activation.row('node01')).toContainText(his.slice(-5));
      await other.keys.close();
      for (const admins of [activation, other]) {
        await admins.action('Refresh').click();
        await expect(admins.summary).toContainText('All 2 servers can activate VMs');
        await admins.expectServersAsTheyAre();
      }
      expect(guard.unexpected()).toEqual([]);
      expect(await secrets.leaks()).toEqual([]);
      await context.close();
    }
  );

  test(
    'Two tabs of one browser send a server one key: the second tab says so, and keeps its key',
    shows('twoBrowsers apply'),
    async ({ activation, lab, page, serverLines }) => {
      const second = await page.context().newPage();
      const guard = new ConsoleGuard(second);
      const secrets = await Secrets.watch(second, lab, serverLines);
      const other = new ActivationPage(second, lab, secrets);
      const [key, otherKey] = singleUseKeys(lab, 2022);
      await activation.open({ scenario: 'small-fresh' });
      await other.openAsItIs();
      for (const [tab, entered] of [
        [activation, key],
        [other, otherKey]
      ] as const) {
        await tab.openSetUp();
        await tab.keys.enter('node01', entered);
      }

      const hold = lab.holdRun('node01', 'Set-ServerActivationKey', 'end');
      await activation.keys.button('Apply').click();
      await hold.reached;
      await other.keys.button('Apply').click();
      await expect(other.keys.row('node01')).toContainText('Another page in this browser is applying a key');
      await expect(other.keys.field('node01')).toHaveValue(otherKey);
      hold.letGo();
      await expect(activation.keys.row('node01')).toContainText('Applied');
      expect(appliedKeys(lab).map(applied => applied.key)).toEqual([key]);
      await other.keys.close();
      expect(guard.unexpected()).toEqual([]);
      expect(await secrets.leaks()).toEqual([]);
      await second.close();
    }
  );
});
