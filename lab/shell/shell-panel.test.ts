import { Locator } from '@playwright/test';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LabServer } from '../control/lab-state';
import { serverFaults } from '../control/server-faults';
import { shellHarness } from './testing/shell-harness';

describe("the shell's panel", () => {
  const shell = shellHarness();
  const { open, heard, ask, extension } = shell;

  function panel(): Locator {
    return shell.page.getByRole('complementary', { name: 'Lab control panel' });
  }

  function server(name: string): Locator {
    return panel().getByRole('group', { name });
  }

  function stateOf(name: string): LabServer | undefined {
    return shell.lab.state().servers.find(known => known.name === name);
  }

  function said(words: string): Promise<void> {
    return panel().getByText(words, { exact: true }).waitFor();
  }

  it('switches servers off, slows them down, and denies access to the signed-in account', async () => {
    await open();
    const row = server('node02');
    await row.getByRole('switch', { name: 'Switched on' }).click();
    await said('node02 is switched off.');
    assert.equal(stateOf('node02')?.power, 'off');
    await row.getByText('node02').click();
    await row.getByLabel('Latency').fill('300');
    await row.getByLabel('Latency').press('Tab');
    await said('node02 now answers 300 ms later.');
    assert.equal(stateOf('node02')?.latencyMs, 300);
    await row.getByLabel('Access').selectOption('No access');
    await said('Access to node02 is now: No access.');
    assert.equal(stateOf('node02')?.access, 'none');
    await row.getByText('Off, 300 ms, No access').waitFor();
    assert.equal(await row.getByLabel('Access').isVisible(), true, 'The row stays open.');
  });

  it('changes the module, the answers, and the cluster state of a server', async () => {
    await open();
    const row = server('node03');
    await row.getByText('node03').click();
    await row.getByLabel('Cluster state').selectOption('Paused');
    await said('To its cluster node03 is now: Paused.');
    await row.getByLabel('Module').selectOption('Broken');
    await said('The module of node03 is now: Broken.');
    await row.getByLabel('Answers').selectOption('Unheard of');
    await said('node03 now answers in: Unheard of.');
    await row.getByLabel('Azure').selectOption('Without subscriptions');
    await said('The Azure module of node03 is now: Without subscriptions.');
    await row.getByLabel('Subscription').selectOption('Disabled');
    await said('The subscription of node03 is now: Disabled.');
    await row.getByLabel('Certificates').selectOption('Removal fails');
    await said('Certificates of node03 are now: Removal fails.');
    assert.equal(stateOf('node03')?.certificateFault, 'removalFails');
    await row.getByLabel('Certificates').selectOption('Work');
    await said('Certificates of node03 are now: Work.');
    assert.equal(stateOf('node03')?.certificateFault, null);
    await row.getByLabel('Days since sync').fill('45');
    await row.getByLabel('Days since sync').press('Tab');
    await said('node03 last synced with Azure 45 days ago.');
    await row.getByRole('switch', { name: 'Application control' }).click();
    await said('node03 now has application control.');
    const { clusterState, activationModule, answerDialect, applicationControl, azure } = stateOf('node03') ?? {};
    assert.deepEqual(
      [clusterState, activationModule?.found, answerDialect, applicationControl],
      ['Paused', 'broken', 'unheardOf', true]
    );
    assert.deepEqual(
      [azure?.module, azure?.subscription, azure?.daysSinceSync],
      ['withoutSubscriptions', 'Disabled', 45]
    );
    const facts =
      'Paused, Module: Broken, Answers: Unheard of, Subscription: Disabled, ' +
      'Synced 45 days ago, Application control';
    await row.getByText(facts, { exact: true }).waitFor();
  });

  it('lets one thing after another go wrong on a server, and restarts it', async () => {
    await open();
    const row = server('node02');
    await row.getByText('node02').click();
    const fault = row.getByLabel('Fault');
    for (const { words, id } of serverFaults.slice(0, 4)) {
      await fault.selectOption(words);
      await said(`The fault of node02 is now: ${words}.`);
      await row.locator(`option:checked[value=${id}]`).waitFor({ state: 'attached' });
    }
    await fault.selectOption('None');
    await said('The fault of node02 is now: None.');
    assert.equal(stateOf('node02')?.activationModule.found, 'name');
    await row.getByRole('button', { name: 'Restart' }).click();
    await said('node02 was restarted.');
    assert.equal(stateOf('node02')?.power, 'on');
  });

  it('adds servers, removes their keys, and removes them', async () => {
    await open();
    await panel().getByRole('button', { name: 'Add server' }).click();
    await said('node05 is added, without a key.');
    await server('node02').getByText('node02').click();
    await server('node02').getByText('Host key ends in 3XJ7C').waitFor();
    await server('node02').getByRole('button', { name: 'Reinstall' }).click();
    await said('node02 is installed anew, without a key.');
    await server('node02').getByText('No host key').waitFor();
    await server('node04').getByText('node04').click();
    await server('node04').getByRole('button', { name: 'Remove' }).click();
    await said('node04 is no longer in the cluster.');
    assert.deepEqual(
      shell.lab.state().servers.map(({ name, lastFive }) => [name, lastFive !== null]),
      [
        ['node01', true],
        ['node02', false],
        ['node03', true],
        ['node05', false]
      ]
    );
    await panel().getByRole('button', { name: 'Add server' }).click();
    await said('node06 is added, without a key.');
  });

  it('redraws only what has changed, so that typing is not interrupted', async () => {
    await open();
    await server('node01').getByText('node01').click();
    await server('node01').getByLabel('Latency').pressSequentially('25');
    await shell.lab.changeServer('node02', { latencyMs: 700 });
    await server('node02').getByText('700 ms').waitFor();
    await shell.page.keyboard.type('0');
    assert.equal(await server('node01').getByLabel('Latency').inputValue(), '0250');
  });

  it("gives the gateway another API version, with that version's own cookie", async () => {
    await open();
    await extension().evaluate(() => (document.title = 'old'));
    await panel().getByLabel('API version').selectOption('1.0.0');
    await said('The gateway now has API version 1.0.0.');
    await extension().waitForFunction(() => document.title !== 'old');
    await shell.page.waitForSelector('html[data-extension=open]', { state: 'attached' });
    const init = (await heard(extension())).find(packet => packet.command === 'Init');
    assert.equal(init?.data['gatewayApiVersion'], '1.0.0');

    const item = await ask(extension(), 'WorkItem', {
      type: 2,
      nodeName: 'node01',
      powerShellScript: 'Get-Thing'
    });
    await shell.workItemIn(2, item['sequenceId']);
    (await shell.host.nextRun()).end();
    await shell.workItemIn(6, item['sequenceId']);
    const urls = shell.lab
      .audit()
      .map(entry => entry.url)
      .filter(url => url.includes('/api/'));
    assert.ok(urls.length >= 2, urls.join('\n'));
    const address = /^\/api\/nodes\/node01\/features\/powershellApi\/.*\?api-version=2019-02-01/;
    urls.forEach(url => assert.match(url, address));
  });

  it("takes the gateway's stream away", async () => {
    await open();
    await panel().getByRole('switch', { name: 'Stream' }).click();
    await said('The gateway now has no stream.');
    assert.equal(shell.lab.state().gateway.stream, false);
  });

  it('lets the gateway answer every call with a failure, and cuts the streams', async () => {
    await open();
    const answers = panel().getByLabel('Answers').last();
    await answers.selectOption('A page in HTML');
    await said('The gateway now answers every call with: A page in HTML.');
    const asked = (): Promise<Response> => fetch(`${shell.lab.address}api/gateway/status`);
    assert.match((await asked()).headers.get('content-type') ?? '', /html/);
    await answers.selectOption('Error 500');
    await said('The gateway now answers every call with: Error 500.');
    assert.equal((await asked()).status, 500);
    await answers.selectOption('As usual');
    await said('The gateway now answers every call with: As usual.');
    assert.equal((await asked()).status, 200);
    await panel().getByRole('button', { name: 'Cut streams' }).click();
    await said('The streams of all pages were cut.');
  });

  it('kills the gateway and starts it again', async () => {
    await open();
    const running = panel().getByRole('switch', { name: 'Running' });
    await running.click();
    await said('The gateway was killed, and all sessions with it.');
    assert.equal(shell.lab.state().gateway.isRunning, false);
    await running.click();
    await said('The gateway runs again.');
    assert.equal(shell.lab.state().gateway.isRunning, true);
  });

  it('shows the number of open sessions, and when they expire', async () => {
    const frame = await open();
    await said('No session is open.');
    await ask(frame, 'WorkItem', { type: 2, nodeName: 'node01', powerShellScript: 'Get-Thing' });
    const run = await shell.host.nextRun();
    await said('1 session is open.');
    run.end();
    await said('No session is open.');
    await panel().getByLabel('Expiry in minutes').fill('7');
    await panel().getByLabel('Expiry in minutes').press('Tab');
    await said('Sessions now expire after 7 minutes without a question.');
    assert.equal(shell.lab.state().gateway.sessionExpiryMs, 7 * 60_000);
    await panel().getByRole('button', { name: 'Expire now' }).click();
    await said('Every session that nobody waits for has expired.');
  });

  it("removes the cluster's own name, and restores it", async () => {
    await open();
    const answers = panel().getByRole('switch', { name: 'The cluster answers by its own name' });
    await answers.click();
    await said('The cluster no longer answers by its own name.');
    assert.equal(shell.lab.state().clusterAnswers, false);
    await answers.click();
    await panel().getByRole('status').getByText('The cluster answers by its own name.').waitFor();
    assert.equal(shell.lab.state().clusterAnswers, true);
  });

  it('lists the accounts, and changes a password', async () => {
    await open();
    const [account] = shell.lab.state().accounts;
    assert.ok(account);
    const { userName, password } = account;
    await panel().getByText(userName).waitFor();
    await panel()
      .getByRole('button', { name: `Change password of ${userName}` })
      .click();
    await said(`The password of ${userName} is now ${password}1.`);
    await said(`${password}1`);
    assert.equal(shell.lab.state().accounts[0]?.password, `${password}1`);
    const focused = await shell.page.evaluate(() => document.activeElement?.textContent);
    assert.equal(focused, 'Change password');
  });

  it('shows the product keys of the scenario to copy, and can be turned off', async () => {
    await shell.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open();
    const [first] = shell.lab.state().keys;
    assert.ok(first);
    const name = new RegExp(`^Copy .*${first.key.slice(-5)}$`);
    await panel().getByRole('button', { name }).first().click();
    await said(`The key that ends in ${first.key.slice(-5)} is copied.`);
    assert.equal(await shell.page.evaluate(() => navigator.clipboard.readText()), first.key);
    await open('?panel=off');
    assert.equal(await shell.page.getByRole('complementary').count(), 0);
  });
});

describe("the shell's panel of a very large cluster", () => {
  const shell = shellHarness('very-large');

  it('does not grow with the number of servers', async () => {
    await shell.open();
    const panel = shell.page.locator('#panel');
    assert.equal(await panel.getByRole('switch', { name: 'Switched on' }).count(), 64);
    const height = await panel.evaluate(element => element.scrollHeight);
    assert.ok(height < 2000, `The panel has ${height} pixels.`);
    const last = panel.getByRole('group', { name: 'node64' });
    await last.getByRole('switch').click();
    await panel.getByText('node64 is switched off.').waitFor();
  });
});
