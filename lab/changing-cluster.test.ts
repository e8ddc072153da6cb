import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Lab, startLab } from './lab';
import { isAlive } from './servers/run-checks';
import { readKeys } from './servers/server-state';
import { fakeExtension } from './shell/testing/fake-extension';

const volumeKey = 'YTN6M-WG337-MGQX2-KTFTV-3XJ7C';
const oemKey = 'VFXFN-VW8R8-VHPK7-7Y9CH-RDPCY';

interface Answer {
  results: unknown[];
  errors: { message: string; detailRecord: { hResult: number } }[];
  error?: { message: string };
}

describe('a cluster that changes while the lab runs', () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab({ bundle: fakeExtension, poolSize: 2 });
  });

  beforeEach(async () => {
    // An answer comes only after a script has ended.
    lab.configureGateway({ firstAnswerHoldMs: 60_000 });
    await lab.setScenario('healthy');
  });

  after(() => lab.stop());

  async function run(server: string, script: string): Promise<Answer> {
    const address = `api/services/WinREST/PowerShell/nodes/${server}/invokeCommand`;
    const response = await fetch(lab.address + address, {
      method: 'POST',
      headers: { cookie: 'WAC-XSRF=t', 'x-xsrf-token': 't' },
      body: JSON.stringify({ properties: { script } })
    });
    return (await response.json()) as Answer;
  }

  async function results(server: string, script: string): Promise<unknown[]> {
    const answer = await run(server, script);
    assert.deepEqual([answer.error, answer.errors], [undefined, []]);
    return answer.results;
  }

  function nodes(server = 'node01'): Promise<unknown[]> {
    return results(server, 'Get-ClusterNode | ForEach-Object { "$($_.Name) $($_.State)" }');
  }

  function stateOf(name: string): ReturnType<Lab['state']>['servers'][number] | undefined {
    return lab.state().servers.find(server => server.name === name);
  }

  async function control(method: string, where: string, content?: object): Promise<Response> {
    const body = content && JSON.stringify(content);
    return fetch(`${lab.address}lab/${where}`, { method, body });
  }

  it('adds a server without a key, on a machine of its own', async () => {
    await lab.changeServer('node02', { language: 'de-DE' });
    lab.addServer('node05', 'node02');
    assert.deepEqual(await nodes('node05'), ['node01 Up', 'node02 Up', 'node03 Up', 'node04 Up', 'node05 Up']);
    const { fqdn, language, lastFive } = stateOf('node05') ?? {};
    assert.deepEqual([fqdn, language, lastFive], ['node05.contoso.com', 'de-DE', null]);
    await results('node05.contoso.com', `Set-VMAutomaticActivation -ProductKey ${volumeKey}`);
    assert.equal(stateOf('node05')?.lastFive, '3XJ7C');
    const key = readKeys(lab.stateFolder).find(known => known.key === volumeKey);
    assert.deepEqual([key?.remaining, key?.devices.length], [19, 3]);
  });

  it('removes a server, and everything that ran there', async () => {
    lab.configureGateway({ firstAnswerHoldMs: 0 });
    await run('node04', 'Start-Sleep -Seconds 600');
    const processId = lab.openedSessions().at(-1)?.processId ?? 0;
    assert.equal(isAlive(processId), true);
    await lab.removeServer('node04');
    assert.equal(isAlive(processId), false);
    lab.configureGateway({ firstAnswerHoldMs: 60_000 });
    assert.match((await run('node04.contoso.com', '1')).error?.message ?? '', /not be resolved/);
    assert.deepEqual(await nodes(), ['node01 Up', 'node02 Up', 'node03 Up']);
    assert.equal(lab.state().gateway.openSessions, 0);
  });

  it('renames a server: it answers only to its new name, with its key', async () => {
    await lab.renameServer('node03', 'node07');
    assert.match((await run('node03', '1')).error?.message ?? '', /not be resolved/);
    assert.equal(stateOf('node07')?.lastFive, 'RDPCY');
    assert.deepEqual(await nodes('node07'), ['node01 Up', 'node02 Up', 'node07 Up', 'node04 Up']);
    // It's the same machine: its own key costs nothing again, and no other server can use it.
    await results('node07', `Set-VMAutomaticActivation -ProductKey ${oemKey}`);
    const { errors } = await run('node04', `Set-VMAutomaticActivation -ProductKey ${oemKey}`);
    assert.equal(errors[0]?.detailRecord.hResult, 0xc004c008 | 0);
  });

  it('reinstalls a server without its key, which it can get again', async () => {
    await results('node03', '$env:LEFT = 1');
    await lab.reinstallServer('node03');
    assert.equal(stateOf('node03')?.lastFive, null);
    assert.deepEqual(await results('node03', '"$env:LEFT"'), ['']);
    await results('node03', `Set-VMAutomaticActivation -ProductKey ${oemKey}`);
    assert.equal(stateOf('node03')?.lastFive, 'RDPCY');
  });

  it('reports the server state that it was told to', async () => {
    await lab.changeServer('node02', { clusterState: 'Paused' });
    await lab.changeServer('node03', { clusterState: 'Joining' });
    await lab.changeServer('node04', { clusterState: 'Down' });
    assert.deepEqual(await nodes(), ['node01 Up', 'node02 Paused', 'node03 Joining', 'node04 Down']);
    assert.equal(stateOf('node02')?.clusterState, 'Paused');
  });

  it('can’t reach a server that is on, for the reason that is given', async () => {
    await lab.changeServer('node02', { unreachableText: 'A firewall is in between.' });
    const { error } = (await run('node02', '1')) as unknown as { error: { message: string } };
    assert.match(error.message, /node02.* failed: A firewall is in between\.$/);
    assert.ok((await nodes()).includes('node02 Up'));
    await lab.changeServer('node02', { unreachableText: null });
    assert.deepEqual(await results('node02', '1'), [1]);
  });

  it('fails as it was told to, at once and in that language', async () => {
    await lab.changeServer('node01', { language: 'de-DE', statusError: '0x80070005' });
    const status = await run('node01', 'Get-VMAutomaticActivation');
    assert.equal(status.errors[0]?.detailRecord.hResult, 0x80070005 | 0);
    assert.match(status.errors[0]?.message ?? '', /^Zugriff verweigert.* nötig\.$/);

    await lab.changeServer('node01', { applyErrorText: 'No luck.', errorsQuoteKey: true });
    const apply = await run('node01', `Set-VMAutomaticActivation -ProductKey ${oemKey}`);
    assert.equal(apply.errors[0]?.message, `No luck. (${oemKey})`);
    assert.equal(apply.errors[0]?.detailRecord.hResult, 0x80131500 | 0);
    assert.equal(stateOf('node01')?.lastFive, '3XJ7C');

    await lab.changeServer('node01', { statusError: null, answerDialect: 'sentence' });
    const [said] = await results('node01', 'Get-VMAutomaticActivation');
    assert.match(String(said), /^This server is activated/);
  });

  it('uses another module and other rights in the next call', async () => {
    const look =
      '$ExecutionContext.SessionState.LanguageMode.ToString()\n' +
      'try { Import-Module ServerAVMAManager -ErrorAction Stop; "loaded" } catch { "$_" }';
    assert.deepEqual(await results('node01', look), ['FullLanguage', 'loaded']);
    await lab.changeServer('node01', { activationModule: { found: 'broken' } });
    const [, broken] = await results('node01', look);
    assert.match(String(broken), /^Could not load/);
    await lab.changeServer('node01', {
      applicationControl: true,
      activationModule: { found: 'name', version: '1.0' }
    });
    assert.deepEqual(await results('node01', look), ['ConstrainedLanguage', 'loaded']);
    assert.deepEqual(stateOf('node01')?.activationModule, { found: 'name', version: '1.0' });
    await lab.changeServer('node01', { applicationControl: false });
    assert.deepEqual(await results('node01', look), ['FullLanguage', 'loaded']);
  });

  it('writes transcripts of sessions under application control, with what is shown', async () => {
    await lab.changeServer('node02', { applicationControl: true });
    await results('node02', 'Write-Output 1; Write-Host "shown $($ExecutionContext.SessionState.LanguageMode)"');
    const folder = path.join(lab.stateFolder, 'transcripts');
    const texts = fs.readdirSync(folder).map(name => fs.readFileSync(path.join(folder, name), 'utf8'));
    assert.match(texts.join(''), /shown ConstrainedLanguage/);
  });

  it('tells the certificates of a server, which go with its system', async () => {
    const store = 'Cert:\\LocalMachine\\My';
    const make = 'New-SelfSignedCertificate -Type DocumentEncryptionCert -Subject CN=Lab';
    await lab.changeServer('node02', { applicationControl: true });
    const [first, second] = await results('node02', `(${make}).Thumbprint; (${make}).Thumbprint`);
    await results('node02', `Remove-Item -Path "${store}\\${String(first)}" -DeleteKey`);
    const { stored, made } = lab.certificates('node02.contoso.com');
    assert.deepEqual(stored, [second]);
    assert.deepEqual(
      made.map(({ thumbprint, removed, keyLeft }) => [thumbprint, removed !== null, keyLeft]),
      [
        [first, true, false],
        [second, false, false]
      ]
    );
    assert.deepEqual(lab.certificates('node03'), { stored: [], made: [] });
    await lab.renameServer('node02', 'node07');
    assert.deepEqual(lab.certificates('node07').stored, [second]);
    await lab.reinstallServer('node07');
    assert.deepEqual(lab.certificates('node07').stored, []);
  });

  it('shows a moved guest on its new server, in the next call', async () => {
    await lab.setScenario('guests');
    const look =
      'Get-CimInstance -Namespace root/virtualization/v2 -ClassName Msvm_ComputerSystem ' +
      '| ForEach-Object ElementName';
    const owned =
      'Get-CimInstance -Namespace root/MSCluster -ClassName MSCluster_Resource ' +
      '-Filter "OwnerNode = \'NODE04\'" | ForEach-Object Name';
    assert.ok((await results('node01', look)).includes('sql01'));
    lab.migrateGuest('sql01', 'node04');
    assert.ok(!(await results('node01', look)).includes('sql01'));
    assert.ok((await results('node04', look)).includes('sql01'));
    assert.ok((await results('node02', owned)).includes('Virtual Machine sql01'));
  });

  it('returns its activation events in its language, also under application control', async () => {
    await lab.setScenario('guests');
    const ask = '(Get-WinEvent -FilterHashtable @{ LogName = "Application"; Id = 12310 }).Message';
    await lab.changeServer('node03', { applicationControl: true });
    assert.match(String((await results('node03', ask))[0]), /isn't activated on the host/);
    await lab.changeServer('node03', {
      language: 'de-DE',
      activationEvents: [{ daysAgo: 0, level: 4, message: 'vmActivated', provider: 'Lab' }]
    });
    assert.match(String((await results('node03', ask))[0]), /^Eine VM wurde .* aktiviert\.$/);
  });

  it('can be changed over HTTP, too', async () => {
    const requests: [string, string, object?][] = [
      ['POST', 'servers', { name: 'node05', like: 'node01' }],
      ['PUT', 'servers/node05/name', { name: 'node06' }],
      ['PATCH', 'servers/node06', { activationModule: { found: 'missing' } }],
      ['PATCH', 'servers/node06', { statusErrorText: 'No.' }],
      ['PATCH', 'servers/node06', { azure: { subscription: 'Active', daysSinceSync: 45 } }],
      ['PATCH', 'servers/node06', { azure: { module: 'complete', daysSinceSync: null } }],
      ['POST', 'servers/node01/reinstall'],
      ['DELETE', 'servers/node04']
    ];
    for (const [method, where, content] of requests) {
      assert.equal((await control(method, where, content)).status, 200, where);
    }
    const { servers } = lab.state();
    assert.deepEqual(
      servers.map(({ name, lastFive }) => [name, lastFive]),
      [
        ['node01', null],
        ['node02', '3XJ7C'],
        ['node03', 'RDPCY'],
        ['node06', null]
      ]
    );
    const { activationModule, azure, statusErrorText } = servers[3];
    assert.deepEqual([azure.subscription, azure.daysSinceSync], ['Active', null]);
    assert.deepEqual([activationModule, statusErrorText], [{ found: 'missing', version: '1.1' }, 'No.']);
  });

  it('refuses changes that no cluster could have', async () => {
    const requests: [string, string, object?][] = [
      ['POST', 'servers', { name: 'node01' }],
      ['POST', 'servers', { name: 'cluster01' }],
      ['POST', 'servers', { name: 'Not a name' }],
      ['POST', 'servers', {}],
      ['POST', 'servers', { name: 'node05', like: 'node99' }],
      ['PUT', 'servers/node01/name', { name: 'node02' }],
      ['DELETE', 'servers/node99'],
      ['POST', 'servers/node99/reinstall'],
      ['PATCH', 'servers/node01', { activationModule: { found: 'lost' } }],
      ['PATCH', 'servers/node01', { activationModule: 'lost' }],
      ['PATCH', 'servers/node01', { answerDialect: 'whistled' }],
      ['PATCH', 'servers/node01', { statusError: 'E_FAIL' }],
      ['PATCH', 'servers/node01', { applyErrorText: '' }],
      ['PATCH', 'servers/node01', { azure: 'gone' }],
      ['PATCH', 'servers/node01', { azure: { subscription: 'Expired' } }],
      ['PATCH', 'servers/node01', { azure: { daysSinceSync: -1 } }]
    ];
    const before = lab.state();
    for (const [method, where, content] of requests) {
      const answer = await control(method, where, content);
      assert.equal(answer.status, 400, JSON.stringify([method, where, content]));
      assert.match(await answer.text(), /"message":"[^"]/);
    }
    assert.deepEqual(lab.state(), before);
    await lab.setScenario('single-server');
    await assert.rejects(lab.removeServer('node01'), { name: 'BadRequest' });
    assert.equal((await control('PUT', 'servers/node01/colour', {})).status, 404);
  });
});
