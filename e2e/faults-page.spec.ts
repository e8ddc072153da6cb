import { faultRow } from './faults/fault-matrix';
import { expectSeen, inOneLine, shows } from './faults/seen';
import { beginVisit, byPowerShell, expect, test } from './fixtures/test';
import { callsOf } from './lab-calls';
import { singleUseKeys } from './lab-keys';

test(
  'A page that’s left, reloaded, or closed while it reads servers reads them again',
  shows('pageLeft load', 'pageReloaded load', 'pageClosed load'),
  async ({ activation, browser, consoleGuard, lab, page, serverLines }) => {
    consoleGuard.expect(/net::ERR|Failed to load resource/);
    const shown = async (admins = activation): Promise<void> => {
      await expect(admins.summary).toContainText('All 4 servers can activate VMs');
      await admins.expectServersAsTheyAre();
    };
    await lab.setScenario('healthy');
    const hold = lab.holdRun('node02', 'Get-ServerActivation', 'end');
    await activation.openAsItIs();
    await hold.reached;
    await activation.leave();
    hold.letGo();
    await activation.comeBack();
    await shown();

    const second = lab.holdRun('node03', 'Get-ServerActivation', 'end');
    await activation.action('Refresh').click();
    await second.reached;
    await page.reload();
    second.letGo();
    await shown();

    const third = lab.holdRun('node04', 'Get-ServerActivation', 'end');
    const { activation: other, close, consoleGuard: guard } = await beginVisit(browser, lab, serverLines);
    await other.openAsItIs();
    await third.reached;
    await other.page.close();
    third.letGo();
    await close();
    expect(guard.unexpected()).toEqual([]);
    await activation.refresh();
    await shown();
    for (const id of ['pageLeft', 'pageReloaded', 'pageClosed']) {
      expectSeen(id, 'load', await activation.row('node02').innerText());
    }
  }
);

test(
  'A page that’s closed while a key is applied: another page shows which key the server has',
  { ...byPowerShell, ...shows('pageClosed apply') },
  async ({ activation, browser, lab, serverLines }) => {
    await lab.setScenario('small-fresh');
    const { activation: closed, close, consoleGuard: guard } = await beginVisit(browser, lab, serverLines);
    const [key] = singleUseKeys(lab, 2022);
    await closed.openAsItIs();
    await closed.openSetUp();
    await closed.keys.enter('node01', key);
    const hold = lab.holdRun('node01', 'Set-ServerActivationKey', 'end');
    await closed.keys.button('Apply').click();
    await hold.reached;
    await closed.page.close();
    hold.letGo();
    expect(guard.unexpected()).toEqual([]);
    await close();

    await activation.openAsItIs();
    await expect(activation.row('node01')).toContainText(key.slice(-5));
    await activation.expectServersAsTheyAre();
    expectSeen('pageClosed', 'apply', inOneLine(await activation.row('node01').allInnerTexts()));
    expect(callsOf(lab, 'Set-ServerActivationKey'), 'nothing is sent again').toEqual([]);
  }
);

test.describe('A computer that sleeps for ten minutes', () => {
  const minutes = 10;

  test(
    `while servers are read: ${faultRow('asleep').what}`,
    shows('asleep load'),
    async ({ activation, lab, page }) => {
      await page.clock.install();
      await lab.setScenario('healthy');
      const hold = lab.holdRun('node02', 'Get-ServerActivation', 'end');
      await activation.openAsItIs();
      await hold.reached;
      await expect(activation.row('node01')).toContainText('Activated');
      lab.advanceClock(minutes * 60_000);
      await page.clock.fastForward(minutes * 60_000);
      await expect(activation.action('Refresh')).toBeEnabled();
      expectSeen('asleep', 'load', inOneLine(await activation.row('node02').allInnerTexts()));
      await expect(activation.row('node03')).toContainText('Activated');
      hold.letGo();
      await activation.refresh();
      await expect(activation.summary).toContainText('All 4 servers can activate VMs');
    }
  );

  test(
    'while a key is applied: the page asks the server which key it has, and sends none again',
    { ...byPowerShell, ...shows('asleep apply') },
    async ({ activation, lab, page }) => {
      await page.clock.install();
      await activation.open({ scenario: 'small-fresh' });
      const [key] = singleUseKeys(lab, 2022);
      await activation.openSetUp();
      await activation.keys.enter('node01', key);
      const hold = lab.holdRun('node01', 'Set-ServerActivationKey', 'end');
      await activation.keys.button('Apply').click();
      await hold.reached;
      lab.advanceClock(minutes * 60_000);
      await page.clock.fastForward(minutes * 60_000);
      const row = activation.keys.row('node01');
      await expect(row).not.toContainText('Applying');
      expectSeen('asleep', 'apply', inOneLine(await row.allInnerTexts()));
      hold.letGo();
      await activation.keys.finish();
      await expect(activation.row('node01')).toContainText(key.slice(-5));
      expect(callsOf(lab, 'Set-ServerActivationKey').length).toBe(1);
    }
  );
});
