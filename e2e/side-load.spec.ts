import { inProject } from '../machine/project-paths';
import { buildSideLoadWhenNeeded } from '../tools/build/build';
import { folders } from '../tools/project';
import { serveForSideLoad, SideLoadServer } from '../tools/side-load/side-load-server';
import { expect, test } from './fixtures/test';
import { appliedKeys, singleUseKeys } from './lab-keys';

/** What the SDK tells developers, who have such a build, about a page's markup. It says nothing in other builds. */
const sdkHints =
  /isn't a recognized sme style|outside of a form|Zones shouldn't have children|has been obsolete since 12\/10\/18/;

test.describe('Side-loaded into a shell at another origin', () => {
  let server: SideLoadServer;

  test.beforeAll(async () => {
    // `npm test` has built it already. Otherwise, a compiler needs a minute or two if a source has changed.
    test.setTimeout(600_000);
    await buildSideLoadWhenNeeded();
    server = await serveForSideLoad({
      bundle: folders.sideLoadBundle,
      port: 0,
      certificates: inProject('out', 'no-certificate')
    });
  });

  test.afterAll(() => server.close());

  test('the build of its own shows the cluster, applies keys, and shows its servers', async ({
    activation,
    consoleGuard,
    lab,
    page
  }) => {
    consoleGuard.expect(sdkHints);
    // The lab's shell is at 127.0.0.1. Cookies don't tell ports apart, but they do tell names apart.
    const sideLoad = server.origin.replace('localhost', '127.0.0.1');
    await activation.open({ scenario: 'small-fresh', sideLoad });
    await expect(activation.firstRun).toBeVisible();

    const entry = page.getByRole('link', { name: 'Activate Windows Server VMs (community)', exact: true });
    const icon = entry.locator('img');
    await expect(icon).toHaveAttribute('src', `${sideLoad}/assets/icon.svg`);
    await expect(icon).toHaveJSProperty('naturalWidth', 128);

    const extension = page.frames().find(frame => frame.url().startsWith(sideLoad));
    expect(extension?.url()).not.toContain(new URL(lab.address).host);
    const init = await extension?.evaluate(() => {
      const { Init } = (window as unknown as { MsftSme: { Init: { isProduction: boolean } } }).MsftSme;
      return Init.isProduction;
    });
    expect(init, 'what the SDK was told').toBe(false);

    const servers = ['node01', 'node02'];
    const keys = singleUseKeys(lab, 2022);
    await activation.openSetUp();
    for (const [index, name] of servers.entries()) {
      await activation.keys.enter(name, keys[index]);
    }
    await activation.keys.button('Apply').click();
    for (const name of servers) {
      await expect(activation.keys.row(name)).toContainText('Applied');
    }
    await activation.keys.finish();
    await expect(activation.summary).toHaveText('All 2 servers can activate VMs (Windows Server 2022 keys).');
    await activation.expectServersAsTheyAre();
    expect(appliedKeys(lab).map(({ server: name, key }) => [name, key])).toEqual(
      servers.map((name, index) => [name, keys[index]])
    );
    const shell = new URL(lab.address).origin;
    const foreign = lab.audit().flatMap(({ headers: { origin = shell } }) => (origin === shell ? [] : origin));
    expect(new Set(foreign), 'who called the gateway, besides the shell').toEqual(new Set([sideLoad]));
  });
});
