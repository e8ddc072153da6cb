import * as path from 'node:path';
import { clippedTexts } from './fixtures/clipped-text';
import { columnsAstray } from './fixtures/columns';
import { expect, test } from './fixtures/test';
import { singleUseKeys } from './lab-keys';
import { ActivationPage } from './pages/activation-page';

/** Where the pictures go, for a person to look at; the documents' own are taken from there. */
const pictures = path.join(__dirname, '..', 'out', 'pictures');

/** Whether text is cut does not depend on the theme, so that is looked at in one of them. */
const widthsOf = { light: [1024, 1280, 1920], dark: [1280] };

for (const theme of ['light', 'dark'] as const) {
  test.describe(`The page in the ${theme} theme`, () => {
    async function lookAt(activation: ActivationPage, name: string): Promise<void> {
      const { page, frame } = activation;
      for (const width of widthsOf[theme]) {
        await page.setViewportSize({ width, height: 800 });
        await expect.poll(() => columnsAstray(frame), `not below their headings at ${width} pixels`).toEqual([]);
        await expect.poll(() => clippedTexts(frame), `cut at ${width} pixels`).toEqual([]);
        await page.screenshot({ path: path.join(pictures, `${name}-${theme}-${width}.png`) });
      }
      await activation.expectAccessible();
    }

    test('shows a cluster that is set up, with no text cut', async ({ activation }) => {
      await activation.open({ scenario: 'healthy', theme });
      await expect(activation.sentence).toContainText('All 4 servers');
      await lookAt(activation, 'servers');
    });

    test('shows first run, pane and results, with no text cut', async ({ activation, lab }) => {
      await activation.open({ scenario: 'fresh', theme });
      await expect(activation.setUp).toBeVisible();
      await lookAt(activation, 'first-run');
      await activation.openSetUp();
      const [key, other] = singleUseKeys(lab, 2022);
      await activation.keys.enter('node01', key);
      await activation.keys.enter('node02', `${other.slice(0, 12)}0`);
      await activation.keys.field('node02').blur();
      await lookAt(activation, 'keys');
      await activation.keys.enter('node02', '7K2WQ-N9XJ4-TMBC6-VHY3R-PFGD8');
      await activation.keys.button('Apply').click();
      await expect(activation.keys.footnote).toContainText('1 of 2 servers took their key.');
      await lookAt(activation, 'results');
      await activation.keys.close();
      await lookAt(activation, 'servers-with-a-failure');
    });

    test('shows what a subscription covers and needs, with no text cut', async ({ activation }) => {
      await activation.open({ scenario: 'subscription', theme });
      await expect(activation.sentence).toContainText('4 of 6 servers can activate VMs');
      await activation.row('node05').click();
      await lookAt(activation, 'subscription');
      await activation.open({ scenario: 'fresh', theme });
      await activation.openSetUp();
      await activation.keys.choose('Purchase Windows Server subscription');
      await lookAt(activation, 'subscription-offer');
    });

    test('says why keys can not be entered, with no text cut', async ({
      activation,
      consoleGuard
    }) => {
      consoleGuard.expect(/status of 40[03]/);
      await activation.open({ scenario: 'no-access', theme });
      await activation.credentials.cancel();
      await expect(activation.alerts.filter({ hasText: "You don't have access" })).toBeVisible();
      await lookAt(activation, 'no-access');
      await activation.open({ scenario: 'hyper-v-administrator', theme });
      await expect(activation.alerts.filter({ hasText: 'Your role lets you see' })).toBeVisible();
      await lookAt(activation, 'read-only');
    });

    test('shows virtual machines and the details of one, with no text cut', async ({ activation }) => {
      await activation.open({ scenario: 'guests', theme });
      const { machines } = activation;
      await machines.open();
      await expect(machines.sentence).toContainText('Of 32');
      await lookAt(activation, 'machines');
      await machines.row('dc01').click();
      await expect(machines.details).toContainText('slmgr /ipk');
      await lookAt(activation, 'machine-details');
    });

    test('shows a server that is down, with no text cut', async ({ activation, consoleGuard }) => {
      consoleGuard.expect(/status of 400.*node03/);
      await activation.open({ scenario: 'server-down', theme });
      await activation.row('node03').click();
      await expect(activation.details('node03')).toContainText('Server is down');
      await lookAt(activation, 'server-down');
    });
  });
}
