import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { describe, it } from 'node:test';
import { FakeWindow, shellHarness } from './testing/shell-harness';

describe('the shell', () => {
  const shell = shellHarness();
  const { open, heard, ask } = shell;

  it('opens an extension with Ping, Init and Open, in this order', async () => {
    const packets = await heard(await open('?theme=dark&locale=de-DE'));
    const commands = packets.map(packet => packet.command);
    const order = commands.filter((command, at) => commands.indexOf(command) === at);
    assert.deepEqual(order, ['Ping', 'gateway-connection', 'Init', 'Open']);
    assert.ok(packets.every(packet => !packet.from || packet.from === 'msft.sme.shell'));

    const [gateway, init, ...opens] = ['gateway-connection', 'Init', 'Open'].flatMap(command =>
      packets.filter(packet => packet.command === command).map(packet => packet.data)
    );
    assert.equal(gateway?.['gatewayName'], new URL(shell.lab.address).origin);
    assert.equal(opens.length, 2, 'Open is sent again to an extension that takes its time.');
    assert.equal(opens[0]?.['path'], 'servers');
    assert.equal(init?.['theme'], 'dark');
    assert.equal(init?.['locale'], 'de-DE');
    assert.equal(init?.['entryPointType'], 'settingsForm');
    assert.equal(init?.['entryPointName'], 'settings-entry');
    assert.equal(init?.['gatewayApiVersion'], '2.0.0');
    const modules = init?.['modules'] as { version: string; entryPoints: unknown[] }[];
    assert.equal(modules[0]?.version, '9.8.7');
    assert.equal(modules[0]?.entryPoints.length, 2);
  });

  it('lists the extension by the name of its manifest, in the admin’s language, with its icon', async () => {
    for (const [query, name] of [
      ['?locale=de-DE', 'Ein falscher Eintrag'],
      ['?locale=fr-FR', 'A fake entry']
    ]) {
      await open(query);
      const entry = shell.page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name, exact: true });
      assert.equal(await entry.getAttribute('aria-current'), 'page');
      const width = await entry
        .locator('img')
        .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth));
      assert.equal(width, 16);
    }
  });

  it('goes to another page and comes back, and reports both to the extension', async () => {
    const frame = await open();
    const tools = shell.page.getByRole('navigation', { name: 'Tools' });
    await tools.getByRole('link', { name: 'Dashboard' }).click();
    await shell.page.getByText('This page is scenery.').waitFor();
    await tools.getByRole('link', { name: 'Settings' }).click();
    await shell.page.locator('html[data-extension=open]').waitFor();
    const told = (await heard(frame)).filter(({ command }) => /activate/i.test(command));
    assert.deepEqual(
      told.map(({ command }) => command),
      ['Deactivate2', 'Activate']
    );
  });

  it('gives styles and fonts that load', async () => {
    const frame = await open();
    const init = (await heard(frame)).find(packet => packet.command === 'Init');
    const { cssV2 } = init?.data['assets'] as { cssV2: string[] };
    for (const address of cssV2) {
      const response = await shell.page.request.get(address);
      assert.equal(response.status(), 200, address);
      assert.match(response.headers()['content-type'] ?? '', /^text\/css/);
    }
    const loaded = await shell.page.evaluate(async () => {
      const wanted = ['Server-MDL2', 'Segoe UI', 'Segoe UI SemiBold', 'Segoe UI Light'];
      const faces = await Promise.all(wanted.map(family => document.fonts.load(`16px "${family}"`)));
      return faces.map(found => found[0]?.status);
    });
    assert.deepEqual(loaded, Array(4).fill('loaded'));
  });

  it('reports its services, with the cluster as the active connection', async () => {
    const frame = await open();
    const { result } = await ask(frame, 'Forward', { service: 'connection-manager', type: 2 });
    const { activeConnection } = result as {
      activeConnection: { name: string; type: string; properties: { nodes: string[] } };
    };
    const { clusterName, domain, connection } = shell.lab.state();
    assert.equal(activeConnection.name, `${clusterName}.${domain}`);
    assert.equal(activeConnection.type, 'msft.sme.connection-type.cluster');
    assert.deepEqual(activeConnection.properties.nodes, connection.nodes);
    assert.equal('activeAlias' in activeConnection, false);
    const tokens = await ask(frame, 'Forward', { service: 'authorization-manager', type: 2 });
    assert.deepEqual((tokens['result'] as { nodeTokens: object }).nodeTokens, {});
    const told = await ask(frame, 'Forward', {
      service: 'connection-manager',
      type: 1,
      name: 'activeConnection'
    });
    assert.equal(told['result'], null);
  });

  it('reports the name and the nodes that the cluster was once added with', async () => {
    await shell.lab.setScenario('other-names');
    const { result } = await ask(await open(), 'Forward', {
      service: 'connection-manager',
      type: 2
    });
    const { activeConnection } = result as {
      activeConnection: { name: string; activeAlias: string; properties: { nodes: string[] } };
    };
    assert.equal(activeConnection.name, 'cluster01.contoso.com');
    assert.equal(activeConnection.activeAlias, 'hci.contoso.com');
    assert.deepEqual(activeConnection.properties.nodes, shell.lab.state().connection.nodes);
    assert.ok(activeConnection.properties.nodes.includes('NODE01'));
  });

  it('acknowledges notices, and sends observables their result', async () => {
    const frame = await open();
    for (const command of ['Log', 'Telemetry', 'Alive', 'UpdateData', 'Report', 'Failed']) {
      assert.equal(await ask(frame, command, {}), undefined, command);
    }
    const result = frame.waitForFunction(() =>
      (window as unknown as FakeWindow).heard.some(
        packet => packet.command === 'ErrorMonitorObservable-Result' && packet.data['id'] === 7
      )
    );
    await ask(frame, 'ErrorMonitorObservable-Request', { id: 7, request: {} });
    await result;
    assert.deepEqual(await ask(frame, 'ShellNavigate', {}), { status: true });
  });

  it('saves settings', async () => {
    const frame = await open();
    const place = { scope: 0, provider: 1 };
    await ask(frame, 'Settings', { ...place, operation: 1, value: { version: 3 } });
    assert.deepEqual(await ask(frame, 'Settings', { ...place, operation: 0 }), {
      data: { version: 3 }
    });
  });

  it('shows a notification and its update, and lets it be dismissed', async () => {
    const frame = await open();
    const notification = { id: 'one', state: 2, title: 'Applying', message: 'To node01' };
    await ask(frame, 'Notification', notification);
    await ask(frame, 'Notification', { ...notification, state: 6, title: 'Successfully applied' });
    await shell.page.getByRole('button', { name: 'Notifications' }).click();
    const area = shell.page.getByRole('complementary', { name: 'Notifications' });
    assert.equal(await area.getByRole('listitem').count(), 1);
    assert.match((await area.getByRole('listitem').textContent()) ?? '', /Successfully applied/);
    await area.getByRole('button', { name: 'Dismiss: Successfully applied' }).click();
    assert.equal(await area.getByText('There are no notifications.').isVisible(), true);
  });

  it('shows a dialog, and reports how it was closed', async () => {
    const frame = await open();
    const dialogId = 'sure';
    const opened = await ask(frame, 'Dialog', {
      dialogId,
      type: 1,
      request: { title: 'Sure?', message: 'Really.', confirmButtonText: 'Go' }
    });
    assert.equal(opened['state'], 1);
    const closed = ask(frame, 'Dialog', { dialogId, type: 5 });
    const shown = shell.page.getByRole('dialog', { name: 'Sure?' });
    await shown.getByRole('button', { name: 'Go' }).click();
    const { state, response } = await closed;
    assert.equal(state, 2);
    assert.equal((response as { confirmed: boolean }).confirmed, true);
  });

  it('runs a work item through the gateway', async () => {
    const frame = await open();
    const item = await ask(frame, 'WorkItem', {
      type: 2,
      nodeName: 'node01',
      powerShellScript: 'Get-Thing',
      successTitle: 'Got it'
    });
    const run = await shell.host.nextRun();
    run.put({ thing: 1 });
    run.end();
    const { object } = (await shell.workItemIn(6, item['sequenceId'])) as {
      object: { results: unknown[] };
    };
    assert.deepEqual(object.results, [{ thing: 1 }]);
  });

  it('changes the theme without reloading the extension', async () => {
    const frame = await open();
    await shell.page.getByLabel('Theme').selectOption('dark');
    await frame.waitForFunction(() =>
      (window as unknown as FakeWindow).heard.some(
        packet =>
          packet.command === 'UpdateThemeObservable-Request' &&
          (packet.data['request'] as { newTheme: string }).newTheme === 'dark'
      )
    );
  });

  it('reloads the extension for another scenario', async () => {
    const first = await open();
    await first.evaluate(() => (document.title = 'old'));
    await shell.page.getByLabel('Scenario').selectOption('fresh');
    await shell.page.getByText('Scenario fresh is being played.').waitFor();
    await first.waitForFunction(() => document.title !== 'old');
    await shell.page.waitForSelector('html[data-extension=open]', { state: 'attached' });
    assert.equal(shell.lab.state().scenario, 'fresh');
  });

  it('records everything that the extension sent, so that a test can search it', async () => {
    const frame = await open();
    await ask(frame, 'Log', { message: 'a trace' });
    const received = await shell.page.evaluate(
      () => (window as unknown as { receivedByShell: unknown[] }).receivedByShell
    );
    assert.match(JSON.stringify(received), /a trace/);
  });

  it('has no axe violations in either theme, including its dialog for credentials', async () => {
    const frame = await open();
    await ask(frame, 'Notification', { id: 'n', state: 4, title: 'Failed', message: 'Why' });
    await shell.page.getByRole('button', { name: 'Notifications' }).click();
    await shell.page.locator('#server-node01').click();
    const expectNoFault = async (): Promise<void> => {
      for (const theme of ['light', 'dark']) {
        // The panel with this field may be behind a dialog.
        await shell.page.getByLabel('Theme').selectOption(theme, { force: true });
        assert.deepEqual(await axeFaults(), [], theme);
      }
    };
    await expectNoFault();
    await ask(frame, 'Forward', {
      service: 'authorization-manager',
      type: 0,
      name: 'getNewToken',
      arguments: [['node01'], { errorMessage: 'Access is denied.' }]
    });
    await shell.page.getByRole('button', { name: 'Continue' }).click();
    await shell.page.getByText(/^Type a user name/).waitFor();
    await expectNoFault();
  });

  /** Runs axe in the shell's page only. The frame contains the extension. */
  async function axeFaults(): Promise<unknown[]> {
    if (!(await shell.page.evaluate(() => 'axe' in window))) {
      await shell.page.evaluate(fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
    }
    return shell.page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run({ exclude: ['iframe'] }, { iframes: false });
      return violations.map(fault => [fault.id, fault.nodes.map(node => node.target)]);
    });
  }

  it('can be used with only the keyboard', async () => {
    await open();
    await shell.page.keyboard.press('Tab');
    assert.equal(await focusedText(), 'Skip to the extension');
    await shell.page.keyboard.press('Enter');
    assert.equal(await shell.page.evaluate(() => document.activeElement?.id), 'extension');
  });

  function focusedText(): Promise<string | null | undefined> {
    return shell.page.evaluate(() => document.activeElement?.textContent);
  }
});
