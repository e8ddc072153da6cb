import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { loadScenario, writeState } from '../scenarios/scenario';
import { completed, failure, isAlive } from './run-checks';
import { changeServer, readKeys, readLastFive, readRecord, readServer } from './server-state';
import { Session, SessionHost, startSessionHost } from './session-host';

const volumeKey = 'YTN6M-WG337-MGQX2-KTFTV-3XJ7C';
const oemKey = 'VFXFN-VW8R8-VHPK7-7Y9CH-RDPCY';

describe('a session host', () => {
  let stateFolder: string;
  let host: SessionHost;
  const sessions: Session[] = [];
  const heard: string[] = [];

  before(async () => {
    stateFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-servers-'));
    writeState(loadScenario('fresh'), stateFolder);
    host = await startSessionHost({
      stateFolder,
      poolSize: 2,
      hear: line => heard.push(line)
    });
  });

  afterEach(async () => {
    await Promise.all(sessions.splice(0).map(session => session.close()));
    writeState(loadScenario('fresh'), stateFolder);
  });

  after(async () => {
    await host.dispose();
    fs.rmSync(stateFolder, { recursive: true });
  });

  async function open(server: string): Promise<Session> {
    const session = await host.open(server);
    sessions.push(session);
    return session;
  }

  function complete(session: Session, script: string): Promise<unknown[]> {
    return completed(session.run(script));
  }

  it('returns values as a gateway would', async () => {
    const session = await open('node01.contoso.com');
    const output = await complete(
      session,
      `
      1; 'text'; $null; $true; 2.5; [DayOfWeek]::Friday
      [datetime]::new(2026, 4, 13, 9, 30, 0, [DateTimeKind]::Utc)
      [pscustomobject]@{
        state = [DayOfWeek]::Monday; none = $null; nothing = $(if ($false) { 1 })
        list = @(1, 'a'); inner = [pscustomobject]@{ name = 'node01'; text = '{"value":1}' }
      }`
    );
    assert.deepEqual(output, [
      1,
      'text',
      null,
      true,
      2.5,
      5,
      '2026-04-13T09:30:00Z',
      {
        state: 1,
        none: null,
        nothing: {},
        list: [1, 'a'],
        inner: { name: 'node01', text: '{"value":1}' }
      }
    ]);
  });

  it('reports every line that goes to a server or comes back, on any stream', async () => {
    const session = await open('node01');
    const run = session.run(`'said'; Write-Error 'wrong'; Write-Warning 'warned'
      Write-Verbose 'chatted' -Verbose; Write-Debug 'mused' -Debug; Write-Host 'told'
      Write-Progress -Activity 'works' -Status 'on'`);
    await run.finished;
    const lineWith = (text: string) => JSON.parse(heard.find(line => line.includes(text)) ?? '');
    assert.equal(lineWith("Write-Error 'wrong'").do, 'run');
    assert.deepEqual(lineWith('"said"').values, ['said']);
    assert.equal(lineWith('"wrong"').errors[0].message, 'wrong');
    const asides = heard.map(line => JSON.parse(line)).filter(({ about }) => about === 'asides');
    const texts = asides.flatMap(aside => aside.texts as string[]);
    for (const aside of ['warned', 'chatted', 'mused', 'told', /act = works/]) {
      assert.ok(
        texts.some(text => text.match(aside)),
        String(aside)
      );
    }
  });

  it('sends output while the script runs', async () => {
    const session = await open('node01');
    const run = session.run('"begun"; Start-Sleep -Seconds 600');
    const news = new Promise<void>(resolve => run.onNews(resolve));
    await news;
    assert.deepEqual(run.takeOutput(), ['begun']);
    await run.stop();
    assert.deepEqual(await run.finished, { state: 'stopped' });
  });

  it('returns the HRESULT of the error that ended a statement, and that ended the script', async () => {
    const session = await open('node01');
    const thrown = 'throw [Runtime.InteropServices.COMException]::new("No.", [int]0xC004F050)';
    const run = session.run(thrown);
    const expected = {
      errorType: 'System.Runtime.InteropServices.COMException',
      message: 'No.',
      hResult: 0xc004f050 | 0,
      remoteExceptionMessage: 'No.'
    };
    assert.deepEqual(await failure(run), expected);
    assert.deepEqual(await run.finished, { state: 'failed' });

    const refused = session.run('Set-VMAutomaticActivation -ProductKey nonsense; "went on"');
    const error = await failure(refused);
    assert.equal(error.hResult, 0xc004f050 | 0);
    assert.match(error.message, /product key is invalid/);
    assert.deepEqual(await refused.finished, { state: 'completed' });
    assert.deepEqual(refused.takeOutput(), ['went on']);
  });

  it('calls Set in the process of the right server', async () => {
    const [first, second] = [await open('node01'), await open('node02.contoso.com')];
    await Promise.all(
      [first, second].map(session => complete(session, `Set-VMAutomaticActivation -ProductKey ${volumeKey}`))
    );
    assert.deepEqual(
      readRecord(stateFolder)
        .map(entry => [entry.server, entry.processId, entry.parameters])
        .sort(),
      [
        ['node01', first.processId, { ProductKey: volumeKey }],
        ['node02', second.processId, { ProductKey: volumeKey }]
      ]
    );
    assert.equal(readLastFive(stateFolder, 'node01'), '3XJ7C');
    assert.equal(readLastFive(stateFolder, 'node03'), null);
    const key = readKeys(stateFolder).find(known => known.key === volumeKey);
    assert.deepEqual([key?.remaining, key?.devices.slice().sort()], [18, ['node01', 'node02']]);
  });

  it('keeps nothing of a session for the next one', async () => {
    const session = await open('node01');
    const look = `
      "$RSA|$left|$WarningPreference|$($Error.Count)|$env:LEFT|$env:LAB_SERVER|$PSModulePath"
      (Get-Command Get-Left, Get-Date -ErrorAction SilentlyContinue).CommandType -join ','
      (Get-Module ServerAVMAManager).Name; "$(Get-Location)"; (Get-Alias l* | Out-String).Length`;
    const before = await complete(session, look);
    await complete(
      session,
      `
      $Global:RSA = 1; $WarningPreference = 'Stop'; Set-StrictMode -Version 3.0
      Set-Variable -Name left -Value 1 -Option ReadOnly -Scope Global
      Get-Item nothing -ErrorAction SilentlyContinue
      $env:LEFT = 1; function Global:Get-Left { 1 }; function Global:Get-Date { 1 }
      Set-Alias -Name left -Value Get-Left -Scope Global; Remove-Item Alias:\\ls -ErrorAction Ignore
      Import-Module ServerAVMAManager; Set-Location /`
    );
    await session.close();
    const next = await open('node01');
    assert.equal(next.processId, session.processId);
    assert.deepEqual(await complete(next, look), before);
    assert.throws(() => session.run('1'), /has been closed/);
  });

  it('doesn’t reuse a process that can’t be cleared', async () => {
    const session = await open('node01');
    await complete(session, 'Set-Variable -Name fixed -Value 1 -Option Constant -Scope Global');
    await session.close();
    await session.ended;
    const next = await open('node01');
    assert.notEqual(next.processId, session.processId);
    assert.deepEqual(await complete(next, '"$fixed"'), ['']);
  });

  it('begins later on a slow server, as soon as its latency has changed', async () => {
    const session = await open('node01');
    await complete(session, '1');
    changeServer(stateFolder, 'node01', { latencyMs: 700 });
    const begun = Date.now();
    await complete(session, '1');
    assert.ok(Date.now() - begun >= 700);
  });

  it('finds the activation module by name, by its path only, or not at all', async () => {
    const byName =
      'Import-Module ServerAVMAManager -ErrorAction Stop; ' + '(Get-Module ServerAVMAManager).Version.ToString()';
    const byPath =
      'Import-Module -ErrorAction Stop "$env:SystemRoot\\System32\\WindowsPowerShell' +
      '\\v1.0\\Modules\\ServerAVMAManager\\ServerAVMAMAnager.psm1"; ' +
      '(Get-Command Set-VMAutomaticActivation).Name';
    changeServer(stateFolder, 'node02', { activationModule: { found: 'name', version: '1.0' } });
    changeServer(stateFolder, 'node03', { activationModule: { found: 'path', version: '1.0' } });
    changeServer(stateFolder, 'node04', { activationModule: { found: 'missing', version: '1.0' } });
    const results: unknown[] = [];
    for (const server of ['node01', 'node02', 'node03', 'node04']) {
      const session = await host.open(server);
      for (const script of [byName, byPath]) {
        const run = session.run(script);
        results.push((await run.finished).state === 'completed' ? run.takeOutput()[0] : 'none');
      }
      await session.close();
    }
    assert.deepEqual(results, ['1.1', 'none', '1.0', 'none', 'none', 'Set-VMAutomaticActivation', 'none', 'none']);
  });

  it('finds the Azure module with both cmdlets, without subscriptions, or not at all', async () => {
    const { azure } = readServer(stateFolder, 'node01');
    changeServer(stateFolder, 'node02', { azure: { ...azure, module: 'withoutSubscriptions' } });
    changeServer(stateFolder, 'node03', { azure: { ...azure, module: 'missing' } });
    const look = '@(Get-Module -ListAvailable AzureStackHCI).ExportedFunctions.Keys -join " "';
    const found: unknown[] = [];
    for (const server of ['node01', 'node02', 'node03']) {
      found.push(...(await complete(await open(server), look)));
    }
    assert.deepEqual(found, ['Get-AzureStackHCI Get-AzureStackHCISubscriptionStatus', 'Get-AzureStackHCI', '']);
  });

  it('runs everything but modules in Constrained Language mode under application control', async () => {
    const path2021 = { found: 'path', version: '1.0' } as const;
    changeServer(stateFolder, 'node01', { applicationControl: true });
    changeServer(stateFolder, 'node02', { applicationControl: true, activationModule: path2021 });
    for (const server of ['node01', 'node02']) {
      const session = await open(server);
      const [mode, status, subscription, system] = await complete(
        session,
        `
        $ExecutionContext.SessionState.LanguageMode.ToString()
        try { Import-Module ServerAVMAManager -ErrorAction Stop } catch {
          Import-Module ("$env:SystemRoot\\System32\\WindowsPowerShell\\v1.0\\Modules" +
            '\\ServerAVMAManager\\ServerAVMAMAnager.psm1')
        }
        (Get-VMAutomaticActivation).ActivationStatus
        @(Get-AzureStackHCISubscriptionStatus)[0].Status.ToString()
        (Get-CimInstance Win32_OperatingSystem).Caption`
      );
      assert.deepEqual(
        [mode, status, subscription, system],
        ['ConstrainedLanguage', 'NotConfigured', 'Active', 'Microsoft Azure Stack HCI']
      );
      const refused = await failure(session.run('[Convert]::ToInt32("1")'));
      assert.match(refused.message, /only on core types in this language mode/);
    }
  });

  it('leaves nothing of application control in later sessions', async () => {
    changeServer(stateFolder, 'node01', { applicationControl: true });
    const constrained = await host.open('node01');
    await constrained.close();
    assert.equal(isAlive(constrained.processId), false);
    changeServer(stateFolder, 'node01', { applicationControl: false });
    for (const server of ['node01', 'node02', 'node03']) {
      const session = await open(server);
      assert.deepEqual(await complete(session, '[Convert]::ToInt32("1")'), [1]);
    }
  });

  it('reaches the cluster on a server that is up, and lists its nodes', async () => {
    changeServer(stateFolder, 'node01', { power: 'off' });
    const session = await open('cluster01.contoso.com');
    assert.equal(session.server, 'node02');
    const output = await complete(
      session,
      'Import-Module FailoverClusters; Get-ClusterNode | Select-Object Name, State'
    );
    assert.deepEqual(output, [
      { Name: 'node01', State: 1 },
      { Name: 'node02', State: 0 },
      { Name: 'node03', State: 0 },
      { Name: 'node04', State: 0 }
    ]);
  });

  it('fails the run of a killed process at once, and ends its session', async () => {
    const session = await open('node01');
    const run = session.run('"begun"; Start-Sleep -Seconds 600');
    await new Promise<void>(resolve => run.onNews(resolve));
    const killed = Date.now();
    process.kill(session.processId, 'SIGKILL');
    assert.deepEqual(await run.finished, { state: 'crashed' });
    await session.ended;
    // PowerShell itself would have needed a minute.
    assert.ok(Date.now() - killed < 10_000);
    assert.deepEqual(await session.run('1').finished, { state: 'crashed' });
  });

  it('cuts off the sessions of a server that is switched off, and opens no more', async () => {
    const session = await open('node03');
    const run = session.run('Start-Sleep -Seconds 600');
    await host.powerOff('node03.contoso.com');
    assert.deepEqual(await run.finished, { state: 'crashed' });
    await assert.rejects(host.open('node03'), { name: 'ServerUnreachable', server: 'node03' });
    await assert.rejects(host.open('node99'), { name: 'ServerUnreachable', server: 'node99' });
    await session.ended;
  });

  it('keeps a killed process’s lock from blocking the others', async () => {
    const [first, second] = [await open('node01'), await open('node02')];
    const state = path.join(__dirname, '..', 'windows', 'state', 'LabState.ps1');
    const holding = first.run(`. '${state}'; Invoke-LabChange { 'locked'; Start-Sleep -Seconds 600 }`);
    await new Promise<void>(resolve => holding.onNews(resolve));
    const setting = second.run(`Set-VMAutomaticActivation -ProductKey ${oemKey}`);
    process.kill(first.processId, 'SIGKILL');
    assert.deepEqual(await setting.finished, { state: 'completed' });
    assert.deepEqual(setting.takeErrors(), []);
  });
});
