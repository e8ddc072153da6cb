import { Locator } from '@playwright/test';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FakeWindow, shellHarness } from './testing/shell-harness';

const service = 'authorization-manager';
const denied = { statusCode: 403, errorCode: 'Unauthorized', errorMessage: 'Access is denied.' };
const cancelled = {
  name: 'setNodeTokenError',
  value: { code: 'ManageAsDialogCancel', message: 'The credentials dialog was cancelled.' }
};

interface Token {
  value: string;
  username: string;
}

describe("the shell's credentials", () => {
  const shell = shellHarness();
  const { open, heard, ask, extension } = shell;

  function request(nodes: string[] | null): Promise<Record<string, unknown>> {
    return ask(extension(), 'Forward', {
      service,
      type: 0,
      name: 'getNewToken',
      arguments: [nodes, denied]
    });
  }

  function dialog(): Locator {
    return shell.page.getByRole('dialog', { name: 'Specify your credentials' });
  }

  async function give(userName: string, password: string): Promise<void> {
    await dialog().getByLabel('User name').fill(userName);
    await dialog().getByLabel('Password').fill(password);
    await dialog().getByRole('button', { name: 'Continue' }).click();
  }

  /** Waits until the extension was told that many times about credentials, and returns what it was told. */
  async function told(times: number): Promise<Record<string, unknown>[]> {
    await extension().waitForFunction(
      count => (window as unknown as FakeWindow).heard.filter(packet => packet.command === 'Forward').length === count,
      times
    );
    const packets = await heard(extension());
    return packets.filter(packet => packet.command === 'Forward').map(packet => packet.data);
  }

  /** Returns the credentials that an extension gets when it starts now. */
  async function kept(): Promise<{ manageAsToken: Token | null; nodeTokens: object }> {
    const { result } = await ask(extension(), 'Forward', { service, type: 2 });
    return result as { manageAsToken: Token | null; nodeTokens: object };
  }

  function tokenOf(userName: string, credentials: object): object {
    const value = Buffer.from(JSON.stringify(credentials), 'utf8').toString('base64');
    return { value, username: userName, useLaps: false, lapsLocalAdminName: null };
  }

  it('are requested by a dialog that names the node and the reason', async () => {
    await open();
    assert.deepEqual(await request(['Node01.contoso.com']), { result: null });
    await dialog().getByText('Node01.contoso.com').waitFor();
    await dialog().getByText('Access is denied.').waitFor();
    await give('CONTOSO\\Zoë', 'Pässword 1');

    const token = tokenOf('CONTOSO\\Zoë', {
      domain: 'CONTOSO',
      username: 'Zoë',
      password: 'Pässword 1'
    });
    assert.deepEqual(await told(1), [
      {
        service,
        type: 1,
        name: 'setNodeToken',
        value: { token, appliesTo: ['Node01.contoso.com'] }
      }
    ]);
    assert.deepEqual(await kept(), {
      manageAsToken: null,
      nodeTokens: { 'node01.contoso.com': token },
      nodePowershellEndpoints: {},
      signOnToken: null
    });
  });

  for (const [userName, domain] of [
    ['alex@contoso.com', ''],
    ['alex', '.']
  ] as const) {
    it(`have the domain "${domain}" for ${userName}`, async () => {
      await open();
      await request(['node01']);
      await give(userName, 'secret');
      const [news] = await told(1);
      const { token } = news?.['value'] as { token: Token };
      const credentials = { domain, username: userName, password: 'secret' };
      assert.deepEqual(token, tokenOf(userName, credentials));
    });
  }

  it('can be given for all servers, replacing those for one server and serving waiting requests', async () => {
    await open();
    await request(['node01']);
    await give('one', '1');
    await told(1);
    await request(['node02']);
    await request(['node03']);
    await dialog().getByLabel('Use these credentials for all servers').check();
    await give('all', '2');

    const token = tokenOf('all', { domain: '.', username: 'all', password: '2' });
    assert.deepEqual((await told(3)).slice(1), [
      { service, type: 0, name: 'clearNodeTokens', arguments: [] },
      { service, type: 1, name: 'setNodeToken', value: { token, appliesTo: null } }
    ]);
    assert.equal(await dialog().count(), 0);
    const { manageAsToken, nodeTokens } = await kept();
    assert.deepEqual({ manageAsToken, nodeTokens }, { manageAsToken: token, nodeTokens: {} });
  });

  it('are for all servers if no node is named', async () => {
    await open();
    await request(null);
    await dialog().getByText('every server').waitFor();
    assert.equal(await dialog().getByRole('checkbox').count(), 0);
    await give('all', '2');
    const [, news] = await told(2);
    assert.equal((news?.['value'] as { appliesTo: null }).appliesTo, null);
  });

  it('are refused by Cancel and by Escape, and nothing is kept', async () => {
    await open();
    await request(['node01']);
    await dialog().getByLabel('User name').fill('alex');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual(await told(1), [{ service, type: 1, ...cancelled }]);
    await request(['node01']);
    await dialog().waitFor();
    await shell.page.keyboard.press('Escape');
    assert.deepEqual((await told(2))[1], { service, type: 1, ...cancelled });
    assert.deepEqual((await kept()).nodeTokens, {});
  });

  it('are requested one after another', async () => {
    await open();
    await request(['node01']);
    await request(['node02', 'node03']);
    assert.equal(await dialog().count(), 1);
    await give('one', '1');
    await dialog().getByText('node02, node03').waitFor();
    assert.equal(await dialog().getByLabel('Password').inputValue(), '');
    await give('two', '2');
    const places = (await told(2)).map(({ value }) => (value as { appliesTo: string[] }).appliesTo);
    assert.deepEqual(places, [['node01'], ['node02', 'node03']]);
    assert.deepEqual(Object.keys((await kept()).nodeTokens), ['node01', 'node02', 'node03']);
  });

  for (const userName of ['', '  ', 'CONTOSO\\']) {
    it(`need a user name, which "${userName}" is not`, async () => {
      await open();
      await request(['node01']);
      await give(userName, 'typed');
      await dialog()
        .getByText(/^Type a user name/)
        .waitFor();
      const field = dialog().getByLabel('User name');
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
      assert.equal(await field.evaluate(input => input === document.activeElement), true);
      assert.equal(await dialog().getByLabel('Password').inputValue(), 'typed');
      await field.fill('alex');
      await dialog().getByRole('button', { name: 'Continue' }).click();
      await told(1);
      assert.equal(await dialog().count(), 0);
    });
  }

  it('can be typed and sent by the keyboard alone', async () => {
    await open();
    await request(['node01']);
    await dialog().waitFor();
    await shell.page.keyboard.type('alex');
    await shell.page.keyboard.press('Tab');
    await shell.page.keyboard.type('secret');
    await shell.page.keyboard.press('Tab');
    await shell.page.keyboard.press('Space');
    await shell.page.keyboard.press('Enter');
    const [, news] = await told(2);
    assert.deepEqual(news?.['value'], {
      token: tokenOf('alex', { domain: '.', username: 'alex', password: 'secret' }),
      appliesTo: null
    });
  });

  it('outlive the extension but not the scenario', async () => {
    await open();
    await request(['node01']);
    await give('alex', 'secret');
    await told(1);
    await reloaded(() => Promise.resolve(shell.lab.reloadExtension()));
    assert.deepEqual(Object.keys((await kept()).nodeTokens), ['node01']);
    await reloaded(() => shell.lab.setScenario('fresh'));
    assert.deepEqual((await kept()).nodeTokens, {});
  });

  it('are no longer requested after the extension is reloaded', async () => {
    await open();
    await request(['node01']);
    await request(['node02']);
    await dialog().waitFor();
    await reloaded(() => Promise.resolve(shell.lab.reloadExtension()));
    assert.equal(await dialog().count(), 0);
    const { nodeTokens } = await kept();
    assert.deepEqual(nodeTokens, {});
    assert.deepEqual(
      (await heard(extension())).filter(({ command }) => command === 'Forward'),
      []
    );
  });

  /** Reloads the extension, and waits until it's open. */
  async function reloaded(how: () => Promise<void>): Promise<void> {
    const before = extension();
    await before.evaluate(() => (document.title = 'old'));
    await how();
    await before.waitForFunction(() => document.title !== 'old');
    await shell.page.waitForSelector('html[data-extension=open]', { state: 'attached' });
  }

  it('leave no password in the page, in what the shell received, or in an address', async () => {
    await open('?panel=off');
    const addresses: string[] = [];
    shell.page.on('request', sent => addresses.push(sent.url()));
    await request(['node01']);
    await give('alex', 'never-seen');
    await told(1);
    assert.equal(await shell.page.locator('dialog').count(), 0);
    const seen = await shell.page.evaluate(() => [
      document.documentElement.outerHTML,
      JSON.stringify((window as unknown as { receivedByShell: unknown }).receivedByShell),
      location.href,
      JSON.stringify({ ...sessionStorage, ...localStorage })
    ]);
    assert.doesNotMatch([...seen, ...addresses].join('\n'), /never-seen/);
  });

  it('are sent with work items to the gateway', async () => {
    await open();
    await shell.lab.changeServer('node01', { access: 'none' });
    await request(['NODE01']);
    const [account] = shell.lab.state().accounts;
    assert.ok(account);
    await give(account.userName, account.password);
    await told(1);
    const item = await ask(extension(), 'WorkItem', {
      type: 2,
      nodeName: 'node01',
      powerShellScript: 'Get-Thing'
    });
    await shell.workItemIn(2, item['sequenceId']);
    const run = await shell.host.nextRun();
    assert.match(run.script, /Get-Thing/);
    run.end();
  });
});
