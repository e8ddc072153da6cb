import { Hold } from '../lab/gateway/run-holds';
import { Lab } from '../lab/lab';
import { shows } from './faults/seen';
import { byPowerShell, expect, test } from './fixtures/test';
import { callsOf } from './lab-calls';
import { appliedKeys, singleUseKeys } from './lab-keys';
import { ActivationPage } from './pages/activation-page';

/** One server for each of four moments of an apply, all at the same time, so that a failure affects every moment. */
const servers = ['node01', 'node02', 'node03', 'node04'];
const [notSent, sent, done, applied] = servers;

test.describe('Applying keys, interrupted at each of four moments', byPowerShell, () => {
  let keys: string[];
  let holds: Hold[];

  test.beforeEach(async ({ activation, lab }) => {
    await lab.setScenario('fresh');
    keys = singleUseKeys(lab, 2022).slice(0, servers.length);
    // Until keys are entered, nothing here is about PowerShell.
    lab.rememberAnswers(true);
    await activation.openAsItIs();
    await expect(activation.setUp).toBeEnabled();
    lab.rememberAnswers(false);
  });

  /** Enters and applies all keys. The first server's isn't sent yet, because its key pair is held back. */
  async function applyUntilHeld(activation: ActivationPage, lab: Lab, moment: 'start' | 'end'): Promise<void> {
    holds = holdAll(lab, moment);
    await activation.openSetUp();
    for (const [index, server] of servers.entries()) {
      await activation.keys.enter(server, keys[index]);
    }
    await activation.keys.button('Apply').click();
    await Promise.all(holds.map(hold => hold.reached));
    await expect(activation.keys.row(notSent)).toContainText('Waiting');
    await expect(activation.keys.row(sent)).toContainText('Applying…');
    await expect(activation.keys.row(done)).toContainText('Applying…');
    await expect(activation.keys.row(applied)).toContainText('Applied');
  }

  test.afterEach(() => holds.forEach(hold => hold.letGo()));

  test('by the gateway, which comes back', async ({ activation, consoleGuard, lab }) => {
    // This server's session has no key pair yet.
    await applyUntilHeld(activation, lab, 'start');
    consoleGuard.expect(/websocket|Failed to load resource/i);
    lab.configureGateway({ isRunning: false });
    holds.forEach(hold => hold.letGo());
    await expectBrokenOff(activation);
    lab.configureGateway({ isRunning: true });
    await expectMendedByRetry(activation, lab, keys);
  });

  test('by the servers, which come back', async ({ activation, consoleGuard, lab }) => {
    // The server has a key, and the page doesn't know yet.
    await applyUntilHeld(activation, lab, 'end');
    consoleGuard.expect(/websocket|Failed to load resource/i);
    await Promise.all(servers.map(server => lab.changeServer(server, { power: 'off' })));
    holds.forEach(hold => hold.letGo());
    await expectBrokenOff(activation);
    await Promise.all(servers.map(server => lab.changeServer(server, { power: 'on' })));
    await expectMendedByRetry(activation, lab, keys);
  });

  test(
    'by the administrator, who leaves the page, and by the browser, which reloads it',
    shows('pageLeft apply', 'pageReloaded apply'),
    async ({ activation, consoleGuard, lab, page }) => {
      await applyUntilHeld(activation, lab, 'start');
      // The requests of a page that is left are canceled.
      consoleGuard.expect(/Failed to load resource|net::ERR/);
      const left = 'Applied to 1 of 4 servers so far.';
      await activation.leave();
      await expect(activation.notification).toContainText(left);
      await activation.comeBack();
      await expect(activation.notification).toContainText('In progress');
      lab.reloadExtension();
      await expect(activation.notification).toContainText(left);
      await expect(activation.notification).toContainText('1 of 3 servers have a new key. Not sent: 1. Unknown: 1.');
      await expect(activation.notification).not.toContainText('In progress');
      const notKnown = activation.alert('We couldn’t confirm whether the key was applied');
      await expect(notKnown).toContainText(sent);
      await expect(activation.row(done)).toContainText(keys[2].slice(-5));

      await page.reload();
      holds.forEach(hold => hold.letGo());
      await expect(activation.notification).toContainText('of 1 server has a new key');
      // The server reports the key that was sent, either at once or when it's done.
      await expect(async () => {
        await activation.action('Refresh').click();
        await activation.expectServersAsTheyAre(2_000);
        expect(lab.state().servers.filter(({ lastFive }) => lastFive !== null).length).toBe(3);
      }).toPass();
      expect(timesSent(lab)).toEqual([0, 1, 1, 1]);
      await expect(notKnown).toBeHidden();
    }
  );
});

/** Holds the apply of every server but the last, each at a different moment. */
function holdAll(lab: Lab, moment: 'start' | 'end'): Hold[] {
  return [
    lab.holdRun(notSent, 'Get-EncryptionJWKOnNode', moment),
    // The key was sent, but hasn't reached Windows.
    lab.holdRun(sent, 'Set-ServerActivationKey', 'start'),
    // Windows has the key, and the page doesn't know yet.
    lab.holdRun(done, 'Set-ServerActivationKey', 'end')
  ];
}

async function expectBrokenOff(activation: ActivationPage): Promise<void> {
  const { keys } = activation;
  await expect(keys.row(notSent)).toContainText('The key wasn’t applied.');
  for (const server of [sent, done]) {
    await expect(keys.row(server)).toContainText('We couldn’t confirm whether the key was applied');
  }
  await expect(keys.row(applied)).toContainText('Applied');
  await expect(keys.footnote).toContainText('Applied to 1 of 4 servers. 1 failed. 2 not confirmed.');
  for (const server of [notSent, sent, done]) {
    await expect(keys.field(server), 'what was typed stays').not.toHaveValue('');
  }
  await activation.expectAccessible();
}

/** Nothing is sent again automatically. The admin retries, and then page and servers agree. */
async function expectMendedByRetry(activation: ActivationPage, lab: Lab, keys: readonly string[]): Promise<void> {
  expect(timesSent(lab)).toEqual([0, 1, 1, 1]);
  expect(appliedKeys(lab).map(({ server }) => server)).toEqual([done, applied]);
  await activation.keys.button('Retry').click();
  await expect(activation.keys.footnote).toContainText('Applied to all 4 servers');
  // The server that has its key already isn't sent it again.
  expect(timesSent(lab)).toEqual([1, 2, 1, 1]);
  await activation.keys.close();
  await activation.action('Refresh').click();
  await expectAgreement(activation, lab, keys);
}

async function expectAgreement(activation: ActivationPage, lab: Lab, keys: readonly string[]): Promise<void> {
  await expect(activation.summary).toContainText('All 4 servers can activate VMs');
  await activation.expectServersAsTheyAre();
  expect(lab.state().servers.map(({ lastFive }) => lastFive)).toEqual(keys.map(key => key.slice(-5)));
}

/** How many times a key was sent to each server. */
function timesSent(lab: Lab): number[] {
  const sent = callsOf(lab, 'Set-ServerActivationKey').map(({ node }) => node.split('.')[0]);
  return servers.map(server => sent.filter(name => name === server).length);
}
