import { expect, test } from './fixtures/test';
import { callsOf, requestsUnderWay, scriptCalls } from './lab-calls';
import { appliedKeys, singleUseKeys } from './lab-keys';

const servers = ['node01', 'node02', 'node03', 'node04'];

/** Where each version of the API has REST. */
const restPaths = {
  '1.0.0': /^\/api\/nodes\/.*\/features\/powershellApi\//,
  '2.0.0': /^\/api\/services\/WinREST\/PowerShell\/nodes\//i
} as const;

/** Everything else of the whole chain runs on a new gateway with the stream. */
const others = [
  { apiVersion: '2.0.0', stream: false },
  { apiVersion: '1.0.0', stream: true },
  { apiVersion: '1.0.0', stream: false }
] as const;

test.describe('On another gateway', () => {
  for (const gateway of others) {
    const { apiVersion, stream } = gateway;
    const kind = `version ${apiVersion} ${stream ? 'with' : 'without'} the stream`;

    test(`of ${kind}, a cluster is set up and shown`, async ({ activation, consoleGuard, lab }) => {
      if (!stream) {
        // The SDK tries the stream ten times, and says each time that it is not there.
        consoleGuard.expect(/websocket/i);
      }
      await activation.open({ scenario: 'fresh', gateway });
      const keys = singleUseKeys(lab, 2022);
      await activation.openSetUp();
      for (const [index, server] of servers.entries()) {
        await activation.keys.enter(server, keys[index]);
      }
      await activation.keys.button('Apply').click();
      await expect(activation.keys.footnote).toContainText('applied to all 4 servers');
      await activation.keys.close();
      await activation.action('Refresh').click();
      await expect(activation.sentence).toHaveText(
        'All 4 servers can activate VMs, with Windows Server 2022 keys.'
      );
      expect(appliedKeys(lab).map(({ key }) => key)).toEqual(keys.slice(0, 4));

      const reads = callsOf(lab, 'Get-ServerActivation');
      expect(new Set(reads.map(({ way }) => way))).toEqual(new Set([stream ? 'stream' : 'REST']));
      const overRest = scriptCalls(lab).filter(({ way }) => way === 'REST');
      expect(overRest.length).toBeGreaterThan(0);
      expect(overRest.filter(({ url }) => !restPaths[apiVersion].test(url))).toEqual([]);
    });
  }

  test('keys never go over the stream', async ({ activation, lab }) => {
    await activation.open({ scenario: 'fresh' });
    await activation.openSetUp();
    await activation.keys.enter('node01', singleUseKeys(lab, 2022)[0]);
    await activation.keys.button('Apply').click();
    await expect(activation.keys.row('node01')).toContainText('Applied');
    const changes = scriptCalls(lab).filter(
      ({ command }) => !['Get-ClusterServer', 'Get-ServerActivation'].includes(command)
    );
    expect(changes.map(({ command }) => command)).toContain('Set-ServerActivationKey');
    expect(changes.map(({ command }) => command)).toContain('Get-EncryptionJWKOnNode');
    expect(new Set(changes.map(({ way }) => way))).toEqual(new Set(['REST']));
  });

  test('a stream that is cut is not missed', async ({ activation, consoleGuard, lab }) => {
    consoleGuard.expect(/websocket/i);
    await activation.open({ scenario: 'healthy' });
    await expect(activation.sentence).toContainText('All 4 servers');
    await lab.changeServer('node02', { latencyMs: 3_000 });
    await activation.action('Refresh').click();
    await expect(activation.action('Refresh')).toBeDisabled();
    lab.cutStreams();
    await expect(activation.action('Refresh')).toBeEnabled();
    await expect(activation.sentence).toContainText('All 4 servers');
  });
});

test.describe('A large cluster', () => {
  test('of 16 servers is shown whole', async ({
    activation,
    lab
  }) => {
    await activation.open({ scenario: 'large' });
    await expect(activation.sentence).toHaveText(
      'All 16 servers can activate VMs, with Windows Server 2022 keys.'
    );
    expect(callsOf(lab, 'Get-ServerActivation').length).toBe(16);
    await activation.expectAccessible();
  });
});

test.describe('A page that is closed', () => {
  test('leaves sessions behind only until the gateway’s expiry', async ({
    activation,
    consoleGuard,
    lab,
    page
  }) => {
    await activation.open({ scenario: 'fresh' });
    await activation.openSetUp();
    await expect.poll(() => lab.state().gateway.openSessions).toBe(servers.length);
    await expect.poll(() => requestsUnderWay(lab)).toBe(0);
    consoleGuard.expect(/favicon/);
    await page.goto(`${lab.address}shell/shell.css`);
    expect(lab.state().gateway.openSessions).toBeGreaterThan(0);
    lab.advanceClock(lab.state().gateway.sessionExpiryMs + 1);
    await expect.poll(() => lab.state().gateway.openSessions).toBe(0);
  });
});
