import { FrameLocator } from '@playwright/test';
import { Secrets } from './guards/secrets';
import { expect, test } from './fixtures/test';
import { callsOf, scriptCalls } from './lab-calls';
import { appliedKeys, keyOf, singleUseKeys } from './lab-keys';

const auditFlag = 'x-ms-sme-log-audit';

/** Keys that the lab and its panel don't know, so that the page's memory can be searched for them. */
const [canary, another] = ['7K2WQ-N9XJ4-TMBC6-VHY3R-PFGD8', 'HJ4KT-6PQNX-R8VBD-3MWYF-CG29K'];
/** A key that only the gateway's answers contain. The SDK passes them to the shell unchanged. */
const ofTheGateway = 'T9WRB-4XHKD-NQ7MC-J6VPY-8FG3H';
/** A key that a program in one of the lab's guests wrote where the host reads it. */
const ofAGuest = 'N6VYP-3RKWD-M9CQT-B4XHF-J8WG2';
const masked = (key: string): string => `*****-*****-*****-*****-${key.slice(-5)}`;

/** The fixture of every test searches for keys, and reports them when the test has ended. */
test.describe('A product key is nowhere but on its server', () => {
  test('when it was typed, pasted and shared, applied, and repeated by careless servers', async ({
    activation,
    context,
    lab,
    secrets
  }) => {
    const servers = ['node01', 'node02', 'node03', 'node04'];
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await lab.setScenario('fresh');
    for (const server of servers) {
      await lab.changeServer(server, { answersQuoteKey: true });
    }
    await activation.openAsItIs();
    await activation.openSetUp();
    const [typed, pasted] = singleUseKeys(lab, 2022);
    const shared = keyOf(lab, 'mak', 2022);
    await activation.keys.enter('node01', typed);
    await activation.keys.pasteList([`node02\t${pasted}`], [pasted]);
    await activation.keys.useList();
    await activation.keys.enter('node03', shared);
    await activation.keys.useForAll('node03');
    await activation.keys.button('Apply').click();
    await expect(activation.keys.footnote).toContainText('Applied to all 4 servers');
    for (const server of servers) {
      await expect(activation.keys.field(server), 'an applied key’s field').toHaveCount(0);
    }
    await activation.keys.close();
    await expect(activation.summary).toContainText('All 4 servers can activate VMs');
    expect(appliedKeys(lab).map(({ key }) => key)).toEqual([typed, pasted, shared, shared]);

    // The server has repeated it. The page shows and copies what is left of it.
    await activation.row('node01').click();
    const details = activation.details('node01');
    await details.getByText('Raw response').click();
    await expect(details.locator('pre')).toContainText(masked(typed));
    await details.getByRole('button', { name: 'Copy details' }).click();
    await expect(details.getByRole('status')).toHaveText('Details copied.');
    const copied = await activation.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(masked(typed));
    secrets.alsoSearch('copied details', copied);

    const marked = scriptCalls(lab).filter(({ headers }) => headers[auditFlag] === 'true');
    expect(marked, 'what the servers’ event log gets').toEqual(callsOf(lab, 'Set-ServerActivationKey'));
    expect(marked.map(({ node }) => node).sort()).toEqual(servers.map(name => `${name}.contoso.com`));
  });

  test('when servers and the gateway refuse it and repeat it, whole or in pieces', async ({
    activation,
    consoleGuard,
    lab,
    secrets
  }) => {
    consoleGuard.expect(/status of 400.*node03/);
    await lab.setScenario('healthy');
    const [first, second, third] = canary.split('-');
    await lab.changeServer('node01', { errorsQuoteKey: true });
    await lab.changeServer('node02', { applyErrorText: `No ${first}${second}, nor ${second}-${third}.` });
    await lab.changeServer('node03', { unreachableText: `${ofTheGateway} is no server.` });
    await activation.openAsItIs();
    await activation.row('node03').click();
    await expect(activation.details('node03')).toContainText('is no server.');
    const words = await activation.details('node03').textContent();
    expect(words, 'what the page shows of the gateway’s words').toContain(masked(ofTheGateway));

    await activation.row('node01').click({ modifiers: ['Control'] });
    await activation.row('node02').click({ modifiers: ['Control'] });
    await activation.action('Manage activation keys').click();
    await activation.keys.enter('node01', canary);
    await activation.keys.useForAll('node01');
    await activation.keys.button('Apply').click();
    await expect(activation.keys.row('node01')).toContainText('The key you entered didn’t work');
    await expect(activation.keys.row('node02')).toContainText('nor');
    await expect(activation.notification).toContainText('Some activation keys weren’t applied');
    await activation.keys.close();
    await expect(activation.details('node01')).toContainText(masked(canary));
    expect(appliedKeys(lab).map(({ key }) => key)).toEqual([canary, canary]);
    expect(await secrets.inMemory(), 'keys in the page’s memory').toBe(0);
  });

  test('when a guest tells its host of it', async ({ activation, page, secrets }) => {
    secrets.willType(ofAGuest);
    await page.setViewportSize({ width: 1920, height: 1800 });
    await activation.open({ scenario: 'guests' });
    const { machines } = activation;
    await machines.open();
    await machines.row('reported01').click();
    await expect(machines.details).toContainText(`ActivationKey: ${masked(ofAGuest)}`);
    await expect(machines.summary).toContainText('of 32 VMs');
    await Promise.all([page.waitForEvent('download'), machines.action('Export').click()]);
  });

  test('when it was typed but never applied: pane closed, page reloaded, page left and reopened', async ({
    activation,
    lab,
    page,
    secrets
  }) => {
    const servers = ['node01', 'node02'];
    const enter = async (): Promise<void> => {
      await activation.openSetUp();
      const texts = await fieldTexts(activation.frame);
      expect(texts, 'the fields of a pane that was just opened').toEqual(servers.map(() => ''));
      await activation.keys.enter('node01', canary);
      await activation.keys.pasteList([`node02;${another}`], [another]);
    };
    await activation.open({ scenario: 'small-fresh' });
    await enter();
    await activation.keys.close();
    expect(await secrets.inMemory(), 'keys in the page’s memory').toBe(0);
    expect(await secrets.leaks(), 'after the pane was closed').toEqual([]);

    await enter();
    await page.reload();
    await enter();
    await page.goto('about:blank');
    await page.goBack();
    await activation.openSetUp();
    expect(await fieldTexts(activation.frame), 'after the page was left').toEqual(servers.map(() => ''));
    expect(appliedKeys(lab)).toEqual([]);
  });
});

async function fieldTexts(frame: FrameLocator): Promise<string[]> {
  const fields = await frame.getByRole('dialog').getByRole('textbox').all();
  return Promise.all(fields.map(field => field.inputValue()));
}

test('a key is found wherever it is, so that finding none proves something', async ({
  activation,
  consoleGuard,
  context,
  lab,
  page,
  serverLines
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  consoleGuard.expect(/status of 404.*none/);
  const watch = await Secrets.watch(page, lab, serverLines);
  await activation.open({ scenario: 'single-server' });
  await expect(activation.summary).toContainText('This server can activate VMs');
  watch.willType(canary);
  watch.alsoSearch('export', `node01;${canary}`);
  serverLines.push(JSON.stringify({ about: 'asides', texts: [canary] }));
  await activation.frame.locator('body').evaluate(putEverywhere, canary);
  const found = await watch.leaks();
  const places = [
    'address',
    'caches',
    'console',
    'cookies',
    'copy',
    'download',
    'export',
    'fields',
    'history',
    'indexedDB',
    'localStorage',
    'message',
    'page',
    'request',
    'server, asides',
    'sessionStorage',
    'setItem',
    'shell',
    'writeText'
  ];
  expect(places.filter(place => !found.some(leak => leak.startsWith(place)))).toEqual([]);
  expect(await watch.inMemory()).toBe(1);
});

/** Runs in the extension's frame. Puts a key everywhere, in a different form each time. */
async function putEverywhere(body: HTMLElement, key: string): Promise<void> {
  const plain = key.replace(/-/g, '');
  body.setAttribute('aria-description', plain.slice(3, 14));
  body.append(Object.assign(document.createElement('input'), { value: key.toLowerCase() }));
  localStorage.setItem('kept', btoa(key));
  sessionStorage.setItem(encodeURIComponent(key.replace(/-/g, '\u2013')), '');
  document.cookie = `kept=${key}`;
  history.replaceState({ groups: key.split('-') }, '', `?key=${key.replace(/-/g, '%2D')}`);
  console.log([{ inner: { key } }]);
  window.parent.postMessage({ note: key }, '*');
  (window.parent as unknown as { receivedByShell: unknown[] }).receivedByShell.push(key);
  (window as unknown as { kept: string }).kept = key;
  await fetch('none', { method: 'POST', body: key }).catch(() => undefined);
  // It's refused without the focus, but the attempt is recorded.
  await navigator.clipboard.writeText(key).catch(() => undefined);
  const area = Object.assign(document.createElement('textarea'), { value: plain });
  body.append(area);
  area.select();
  document.execCommand('copy');
  await (await caches.open('kept')).put('/kept', new Response(key));
  await new Promise<void>(resolve => {
    const opening = indexedDB.open('kept');
    opening.onupgradeneeded = () => opening.result.createObjectStore('keys').put({ key }, 1);
    opening.onsuccess = () => (opening.result.close(), resolve());
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([key]));
  link.download = 'servers.csv';
  body.append(link);
  link.click();
}
