import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { extensionName } from '../lab/shell/extension-name';
import { Lab, startLab } from '../lab/lab';
import { pack } from '../tools/pack/pack';
import { expect, test as onBundle } from './fixtures/test';
import { appliedKeys, singleUseKeys } from './lab-keys';

interface PackageFixtures {
  /** The package as it's handed on. */
  packedAs: string;
  /** The lab, which has nothing of the extension but this package. */
  sharedLab: Lab;
}

const test = onBundle.extend<object, PackageFixtures>({
  packedAs: [
    // Playwright reads a fixture's needs from this very pattern, empty or not.
    async ({}, use) => {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'packed-'));
      await use(pack(folder));
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' }
  ],

  sharedLab: [
    async ({ packedAs, serverLines }, use) => {
      const lab = await startLab({
        package: packedAs,
        poolSize: 1,
        poolKeeps: 4,
        hear: line => serverLines.push(line)
      });
      await use(lab);
      await lab.stop();
    },
    { scope: 'worker', timeout: 120_000 }
  ]
});

test('from the package: a cluster without keys is set up, and a server has its key', async ({
  activation,
  lab,
  packedAs,
  page
}) => {
  const files = unzipSync(readFileSync(packedAs));
  const modulePrefix = `${lab.address}modules/${extensionName}/`;
  const loaded = new Map<string, Promise<Buffer>>();
  page.on('response', response => {
    const [address] = response.url().split('?');
    if (address.startsWith(modulePrefix)) {
      loaded.set(`ux/${address.slice(modulePrefix.length)}`, response.body());
    }
  });

  await activation.open({ scenario: 'small-fresh' });
  const [key] = singleUseKeys(lab, 2022);
  await activation.openSetUp();
  await activation.keys.enter('node01', key);
  await activation.keys.button('Apply').click();
  await expect(activation.keys.row('node01')).toContainText('Applied');
  await activation.keys.finish();
  await expect(activation.row('node01')).toContainText('Activated');
  await expect(activation.row('node01')).toContainText(key.slice(-5));
  expect(appliedKeys(lab).map(applied => [applied.server, applied.key])).toEqual([['node01', key]]);

  expect([...loaded.keys()]).toEqual(
    expect.arrayContaining(['ux/index.html', 'ux/manifest.json', 'ux/assets/icon.svg'])
  );
  for (const [name, body] of loaded) {
    expect((await body).equals(files[name]), name).toBe(true);
  }
  // Only packing adds this.
  expect(String(await loaded.get('ux/manifest.json'))).toContain('"BackendVersion"');
});
