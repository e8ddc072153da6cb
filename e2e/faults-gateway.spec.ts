import { GatewaySettings } from '../lab/gateway/gateway';
import { Lab } from '../lab/lab';
import { faultRow } from './faults/fault-matrix';
import { expectSeen, inOneLine, shows } from './faults/seen';
import { byPowerShell, expect, test } from './fixtures/test';
import { callsOf } from './lab-calls';
import { appliedKeys, singleUseKeys } from './lab-keys';
import { ActivationPage } from './pages/activation-page';

/** What the gateway does, by the row of the fault matrix. */
const failures: Readonly<Record<string, Partial<GatewaySettings>>> = {
  gatewayError: { failure: 'error' },
  gatewayPage: { failure: 'page' },
  gatewayProxy: { failure: 'proxy' },
  gatewayGone: { isRunning: false }
};

const works: Partial<GatewaySettings> = { failure: null, isRunning: true };

/** What a browser and the SDK report of requests that fail, and of streams that are cut. */
const reported = /websocket|Failed to load resource|JSON|net::ERR|of null \(reading 'results'\)/i;

test.describe('A gateway that fails', () => {
  for (const [id, failure] of Object.entries(failures)) {
    const { what } = faultRow(id);

    test(
      `keeps the servers in the table, which Retry reads again: ${what}`,
      shows(`${id} load`),
      async ({ activation, consoleGuard, lab }) => {
        consoleGuard.expect(reported);
        await activation.open({ scenario: 'healthy' });
        await expect(activation.summary).toContainText('All 4 servers can activate VMs');
        lab.configureGateway(failure);
        await activation.action('Refresh').click();
        await expect(activation.listFailure).toBeVisible();
        expectSeen(id, 'load', inOneLine(await activation.frame.locator('avma-activation-page').allInnerTexts()));
        await expect(activation.rows).toHaveCount(4);
        lab.configureGateway(works);
        await lab.reinstallServer('node02');
        await activation.listFailure.getByRole('button', { name: 'Retry' }).click();
        await expect(activation.summary).toContainText('3 of 4 servers can activate VMs');
        await expect(activation.listFailure).toBeHidden();
        await activation.expectServersAsTheyAre();
      }
    );

    test(
      `leaves no doubt about which keys were sent, and Retry applies the others: ${what}`,
      { ...byPowerShell, ...shows(`${id} apply`) },
      async ({ activation, consoleGuard, lab, page }) => {
        consoleGuard.expect(reported);
        await page.clock.install();
        const { keys, letGo } = await applyUntilHeld(activation, lab);
        lab.configureGateway(failure);
        const [sent, notSent] = servers.map(server => activation.keys.row(server));
        // The SDK never ends a call that got a page in place of an answer. The page's own time limit does.
        await expect(async () => {
          await page.clock.runFor(10_000);
          await expect(sent).toContainText('We couldn’t confirm whether the key was applied', { timeout: 2_000 });
          await expect(notSent).toContainText('The key wasn’t applied.', { timeout: 2_000 });
        }).toPass({ timeout: 120_000 });
        expectSeen(id, 'apply', inOneLine([await sent.innerText(), await notSent.innerText()]));
        for (const [index, server] of servers.entries()) {
          await expect(activation.keys.field(server)).toHaveValue(keys[index]);
        }
        expect(timesSent(lab)).toEqual([1, 0]);
        lab.configureGateway(works);
        letGo();
        await activation.keys.button('Retry').click();
        // A session that the page was keeping alive meanwhile has such a call, too.
        await expect(async () => {
          await page.clock.runFor(2_000);
          await expect(activation.keys.footnote).toContainText('Applied to all 2 servers', { timeout: 1_000 });
        }).toPass({ timeout: 150_000 });
        // The server that has its key already isn't sent it again.
        expect(timesSent(lab)).toEqual([1, 1]);
        await activation.keys.finish();
        await activation.refresh();
        await activation.expectServersAsTheyAre();
        expect(new Set(appliedKeys(lab).map(({ key }) => key))).toEqual(new Set(keys));
      }
    );
  }
});

const servers = ['node01', 'node02'];

/**
 * Applies keys until the first server has its key and nobody knows yet, and the other's public key has been asked for.
 * Returns the keys, and how to let the servers go on.
 */
async function applyUntilHeld(activation: ActivationPage, lab: Lab): Promise<{ keys: string[]; letGo: () => void }> {
  await activation.open({ scenario: 'small-fresh' });
  // A poll that the gateway already has is answered as usual. The next ones fail.
  lab.configureGateway({ pollHoldMs: 1_000 });
  await expect(activation.setUp).toBeEnabled();
  const keys = singleUseKeys(lab, 2022).slice(0, servers.length);
  const holds = [
    lab.holdRun(servers[0], 'Set-ServerActivationKey', 'end'),
    lab.holdRun(servers[1], 'Get-EncryptionJWKOnNode', 'start')
  ];
  await activation.openSetUp();
  for (const [index, server] of servers.entries()) {
    await activation.keys.enter(server, keys[index]);
  }
  await activation.keys.button('Apply').click();
  await Promise.all(holds.map(hold => hold.reached));
  return { keys, letGo: () => holds.forEach(hold => hold.letGo()) };
}

/** How many times a key was sent to each server. */
function timesSent(lab: Lab): number[] {
  const sent = callsOf(lab, 'Set-ServerActivationKey').map(({ node }) => node.split('.')[0]);
  return servers.map(server => sent.filter(name => name === server).length);
}
