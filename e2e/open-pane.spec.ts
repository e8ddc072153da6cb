import { Lab } from '../lab/lab';
import { byPowerShell, expect, test } from './fixtures/test';
import { requestsUnderWay } from './lab-calls';
import { appliedKeys, singleUseKeys } from './lab-keys';
import { ActivationPage } from './pages/activation-page';

const servers = ['node01', 'node02'];

test.describe('A pane that is left open', byPowerShell, () => {
  const twoMinutes = 120_000;

  test.beforeEach(async ({ activation, page }) => {
    await page.clock.install();
    await activation.open({ scenario: 'small-fresh' });
    await activation.openSetUp();
  });

  test('keeps its sessions alive for ten minutes, can still apply, and doesn’t leave them open for long', async ({
    activation,
    consoleGuard,
    lab,
    page,
    secrets
  }) => {
    const asked = (): number =>
      lab.audit().filter(({ body }) => body.includes('"command":"Get-EncryptionJWKOnNode"')).length;
    await expect.poll(asked).toBe(servers.length);
    const sessions = (): number => lab.state().gateway.openSessions;
    await expect.poll(() => requestsUnderWay(lab)).toBe(0);
    await expect.poll(sessions).toBe(servers.length);
    for (let turn = 1; turn <= 5; turn += 1) {
      await expect.poll(() => requestsUnderWay(lab)).toBe(0);
      lab.advanceClock(twoMinutes);
      await page.clock.runFor(twoMinutes);
      await expect.poll(asked).toBe(servers.length * (turn + 1));
    }
    await expect.poll(() => requestsUnderWay(lab)).toBe(0);
    expect(sessions(), 'the sessions are the same ones').toBe(servers.length);
    await applyToAll(activation, lab);

    await expect.poll(() => requestsUnderWay(lab)).toBe(0);
    expect(await secrets.leaks(), 'before the page is left').toEqual([]);
    consoleGuard.expect(/favicon/);
    await page.goto(`${lab.address}shell/shell.css`);
    expect(sessions()).toBeGreaterThan(0);
    // For a server that was still busy when the page was left, the time counts from the end of its run.
    await expect(() => {
      lab.advanceClock(lab.state().gateway.sessionExpiryMs + 1);
      expect(sessions()).toBe(0);
    }).toPass();
  });

  test('can apply after the computer slept for ten minutes, in new sessions', async ({
    activation,
    lab,
    page,
    consoleGuard
  }) => {
    consoleGuard.expect(/status of 404/);
    await expect.poll(() => requestsUnderWay(lab)).toBe(0);
    lab.advanceClock(10 * 60_000);
    await page.clock.fastForward('10:00');
    await applyToAll(activation, lab);
  });
});

async function applyToAll(activation: ActivationPage, lab: Lab): Promise<void> {
  const keys = singleUseKeys(lab, 2022);
  for (const [index, server] of servers.entries()) {
    await activation.keys.enter(server, keys[index]);
  }
  await activation.keys.button('Apply').click();
  await expect(activation.keys.footnote).toContainText('Applied to all 2 servers');
  expect(appliedKeys(lab).map(({ key }) => key)).toEqual(keys.slice(0, 2));
}
