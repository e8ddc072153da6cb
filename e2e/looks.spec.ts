import * as path from 'node:path';
import { accessibilityFaults } from './fixtures/accessibility';
import { clippedTexts } from './fixtures/clipped-text';
import { columnsAstray } from './fixtures/columns';
import { expect, test } from './fixtures/test';
import { callsOf } from './lab-calls';
import { singleUseKeys } from './lab-keys';
import { ActivationPage } from './pages/activation-page';

/** Where the pictures go, for a person to look at; the documents' own are taken from there. */
const pictures = path.join(__dirname, '..', 'out', 'pictures');

/** Whether text is cut does not depend on the theme, so that is looked at in one of them. */
const widths = [1024, 1280, 1920];

test.describe('No text is cut at any width, in either theme', () => {
  /** Looks at the screen as it is now at each width, and in both themes. */
  async function lookAt(activation: ActivationPage, name: string): Promise<void> {
    const { page, frame } = activation;
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      await expect.poll(() => columnsAstray(frame), `not below their headings at ${width} pixels`).toEqual([]);
      await expect.poll(() => clippedTexts(frame), `cut at ${width} pixels`).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.screenshot({ path: path.join(pictures, `${name}-light-1280.png`) });
    await activation.setTheme('dark');
    await expect.poll(() => columnsAstray(frame), 'not below their headings in the dark theme').toEqual([]);
    await page.screenshot({ path: path.join(pictures, `${name}-dark-1280.png`) });
    await activation.setTheme('light');
    await activation.expectAccessible();
  }

  test('of a cluster that is set up', async ({ activation }) => {
    await activation.open({ scenario: 'healthy' });
    await expect(activation.sentence).toContainText('All 4 servers');
    await lookAt(activation, 'servers');

    // What is looked for is found, in the shell as in the page: an image without words in each, and faint words.
    await activation.page.locator('body').evaluate(body => body.append(document.createElement('img')));
    await activation.frame.locator('body').evaluate(body => {
      const style = 'position: fixed; inset-block-start: 0; z-index: 99; color: #777; background: #888';
      body.insertAdjacentHTML('beforeend', `<img><p class="faint" style="${style}">words</p>`);
    });
    const faults = (await accessibilityFaults(activation.page, { shell: true })).join('\n');
    for (const fault of [/image-alt .*: img/, /image-alt .*: #frame,img/, /color-contrast .*: #frame,\.faint/]) {
      expect(faults).toMatch(fault);
    }
  });

  test('of first run, pane, subscription and results', async ({ activation, lab }) => {
    await activation.open({ scenario: 'small-fresh' });
    await expect(activation.setUp).toBeVisible();
    await lookAt(activation, 'first-run');
    await activation.openSetUp();
    await activation.keys.choose('Purchase Windows Server subscription');
    await lookAt(activation, 'subscription-offer');
    await activation.keys.choose('Use existing Windows Server licenses');
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

  test('of what a subscription covers', async ({ activation }) => {
    await activation.open({ scenario: 'subscription' });
    await expect(activation.sentence).toContainText('4 of 6 servers can activate VMs');
    await activation.row('node05').click();
    await lookAt(activation, 'subscription');
  });

  test('of 16 servers that deny access, and ask for credentials once', async ({ activation, consoleGuard, lab }) => {
    consoleGuard.expect(/status of 40[13]/);
    await activation.open({ scenario: 'no-access' });
    await activation.credentials.cancel();
    const denied = activation.alert("You don't have access to the servers of this cluster");
    await expect(denied).toBeVisible();
    expect(callsOf(lab, 'Get-ServerActivation').length).toBeGreaterThanOrEqual(16);
    await lookAt(activation, 'no-access');
    await expect(activation.credentials.root).toBeHidden();
    expect(await activation.credentials.timesAsked()).toBe(1);
  });

  test('of why a Hyper-V administrator can’t set keys up', async ({ activation, consoleGuard }) => {
    consoleGuard.expect(/status of 400/);
    await activation.open({ scenario: 'hyper-v-administrator' });
    await expect(activation.setUp).toBeDisabled();
    const notice = 'Your role lets you see how these servers stand, but not apply keys.';
    await expect(activation.alerts.filter({ hasText: notice })).toBeVisible();
    await lookAt(activation, 'read-only');
  });

  test('of virtual machines and the details of one', async ({ activation }) => {
    await activation.open({ scenario: 'guests' });
    const { machines } = activation;
    await machines.open();
    await expect(machines.sentence).toContainText('Of 32');
    await lookAt(activation, 'machines');
    await machines.row('dc01').click();
    await expect(machines.details).toContainText('slmgr /ipk');
    await lookAt(activation, 'machine-details');
  });

  test('of a server that is down', async ({ activation, consoleGuard }) => {
    consoleGuard.expect(/status of 400.*node03/);
    await activation.open({ scenario: 'server-down' });
    await activation.row('node03').click();
    await expect(activation.details('node03')).toContainText('Server is down');
    await lookAt(activation, 'server-down');
  });
});
