import { shows } from './faults/seen';
import { byPowerShell, expect, test } from './fixtures/test';
import { callsOf, scriptCalls } from './lab-calls';
import { appliedKeys, singleUseKeys } from './lab-keys';

const servers = ['node01', 'node02'];

/** The REST address of each version of the API. */
const restPaths = {
  '1.0.0': /^\/api\/nodes\/.*\/features\/powershellApi\//,
  '2.0.0': /^\/api\/services\/WinREST\/PowerShell\/nodes\//i
} as const;

/** All other whole-chain tests run on a new gateway with the stream. */
const others = [
  { apiVersion: '2.0.0', stream: false },
  { apiVersion: '1.0.0', stream: true },
  { apiVersion: '1.0.0', stream: false }
] as const;

test.describe('On another gateway', byPowerShell, () => {
  for (const gateway of others) {
    const { apiVersion, stream } = gateway;
    const kind = `version ${apiVersion} ${stream ? 'with' : 'without'} the stream`;

    test(`of ${kind}, a cluster is set up and shown`, async ({ activation, consoleGuard, lab }) => {
      if (!stream) {
        // The SDK tries the stream ten times, and reports each time that it isn't there.
        consoleGuard.expect(/websocket/i);
      }
      await activation.open({ scenario: 'small-fresh', gateway });
      const keys = singleUseKeys(lab, 2022);
      await activation.openSetUp();
      for (const [index, server] of servers.entries()) {
        await activation.keys.enter(server, keys[index]);
      }
      await activation.keys.button('Apply').click();
      await expect(activation.keys.footnote).toContainText('Applied to all 2 servers');
      await activation.keys.close();
      await activation.action('Refresh').click();
      await expect(activation.summary).toHaveText('All 2 servers can activate VMs (Windows Server 2022 keys).');
      expect(appliedKeys(lab).map(({ key }) => key)).toEqual(keys.slice(0, 2));

      const reads = callsOf(lab, 'Get-ServerActivation');
      expect(new Set(reads.map(({ way }) => way))).toEqual(new Set([stream ? 'stream' : 'REST']));
      const overRest = scriptCalls(lab).filter(({ way }) => way === 'REST');
      expect(overRest.length).toBeGreaterThan(0);
      expect(overRest.filter(({ url }) => !restPaths[apiVersion].test(url))).toEqual([]);
    });
  }

  test(
    'a stream that is cut off while keys are applied or servers are read loses nothing',
    shows('streamReset load', 'streamReset apply'),
    async ({ activation, consoleGuard, lab }) => {
      consoleGuard.expect(/websocket/i);
      await activation.open({ scenario: 'small-fresh' });
      const keys = singleUseKeys(lab, 2022);
      await expect(activation.setUp).toBeEnabled();
      // Windows has one server's key, and the page doesn't know yet. The other server's status is being read.
      const holds = [
        lab.holdRun('node01', 'Set-ServerActivationKey', 'end'),
        lab.holdRun('node02', 'Get-ServerActivation', 'end')
      ];
      await activation.openSetUp();
      for (const [index, server] of servers.entries()) {
        await activation.keys.enter(server, keys[index]);
      }
      await activation.keys.button('Apply').click();
      await Promise.all(holds.map(hold => hold.reached));
      lab.cutStreams();
      holds.forEach(hold => hold.letGo());
      await expect(activation.keys.footnote).toContainText('Applied to all 2 servers');
      expect(callsOf(lab, 'Set-ServerActivationKey').length).toBe(2);
      await activation.keys.close();
      await activation.expectServersAsTheyAre();

      await lab.changeServer('node01', { latencyMs: 3_000 });
      await activation.action('Refresh').click();
      await expect(activation.action('Refresh')).toBeDisabled();
      lab.cutStreams();
      await expect(activation.action('Refresh')).toBeEnabled();
      await expect(activation.summary).toContainText('All 2 servers can activate VMs');
    }
  );
});
