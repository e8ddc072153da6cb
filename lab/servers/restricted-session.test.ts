import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { loadScenario, writeState } from '../scenarios/scenario';
import { completed, failure, isAlive } from './run-checks';
import { changeServer } from './server-state';
import { EndpointRole, Session, SessionHost, startSessionHost } from './session-host';

const notRecognized = /^The term '[^']+' is not recognized as a name of a cmdlet, function/;

const moduleScript = `
function Get-Thing {
<#
.SYNOPSIS
Gets what it is given, and where it is.
.ROLE
Readers
#>
param ([string] $Name, [switch] $Loud, $Given)
    $inner = if ($Given -is [hashtable]) { $Given['inner'] } else { $null }
    New-Object -TypeName PSObject -Property @{
        name = $Name
        loud = $Loud.IsPresent
        given = ConvertTo-Json -InputObject $Given -Compress
        inner = $inner
        computer = $env:COMPUTERNAME
        modulePath = $env:PSModulePath -split [System.IO.Path]::PathSeparator
    }
}
function Get-NodeCount {
<#
.SYNOPSIS
Counts the nodes of the simulated cluster.
.ROLE
Readers
#>
    Import-Module -Name FailoverClusters
    @(Get-ClusterNode).Count
}
function Add-Thing {
<#
.SYNOPSIS
Adds to what this process has, and counts it.
.ROLE
Readers
#>
    $global:things = 1 + $global:things
    $global:things
}
function Restart-Thing {
<#
.SYNOPSIS
Takes its time.
.ROLE
Hyper-V-Administrators
#>
    'begun'
    Start-Sleep -Seconds 600
}
function Set-Thing {
<#
.SYNOPSIS
Is for administrators.
.ROLE
Administrators
#>
    'set'
}
function Get-Unspoken { 'It has no help, and so no role.' }
`;

const moduleManifest = `@{
RootModule = 'Lab.Things.psm1'
ModuleVersion = '1.0'
FunctionsToExport = @('*')
}`;

describe('a session of a restricted endpoint', () => {
  let stateFolder: string;
  let moduleFolder: string;
  let host: SessionHost;
  let readers: Promise<Session> | undefined;
  const sessions: Session[] = [];

  before(async () => {
    stateFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-servers-'));
    // A quote in the path must not end a string in the endpoint's configuration.
    moduleFolder = fs.mkdtempSync(path.join(os.tmpdir(), "lab-module's-"));
    writeModule(moduleFolder, 'Lab.Things', moduleScript, moduleManifest);
    writeState(loadScenario('fresh'), stateFolder);
    host = await startSessionHost({ stateFolder, moduleFolder, poolSize: 0 });
  });

  afterEach(async () => {
    await Promise.all(sessions.splice(0).map(session => session.close()));
    writeState(loadScenario('fresh'), stateFolder);
  });

  after(async () => {
    await host.dispose();
    fs.rmSync(stateFolder, { recursive: true });
    fs.rmSync(moduleFolder, { recursive: true });
  });

  async function open(server: string, role?: EndpointRole): Promise<Session> {
    const session = await host.open(server, role);
    sessions.push(session);
    return session;
  }

  /** A reader's session, for tests that leave nothing in it. Each such session has its own process. */
  function reader(): Promise<Session> {
    readers ??= host.open('node02.contoso.com', 'Readers');
    return readers;
  }

  it('passes a function its parameters, and returns its output', async () => {
    const session = await reader();
    const run = session.runFunction('Get-Thing', {
      Name: '2026-04-13T09:30:00Z',
      Loud: true,
      Given: { inner: { text: "it's", list: [1] } }
    });
    const [output] = (await completed(run)) as Record<string, unknown>[];
    assert.deepEqual(
      [output['name'], output['loud'], output['inner']],
      ['2026-04-13T09:30:00Z', true, { text: "it's", list: [1] }]
    );
    const given: unknown[] = [];
    for (const value of [[], ['one'], [1, [2]], 2.5, false, null]) {
      const [answer] = await completed(session.runFunction('Get-Thing', { Given: value }));
      given.push(JSON.parse((answer as { given: string }).given));
    }
    assert.deepEqual(given, [[], ['one'], [1, [2]], 2.5, false, null]);
  });

  it('runs on its server, with the modules of that server only', async () => {
    const session = await reader();
    const [thing] = (await completed(session.runFunction('Get-Thing', {}))) as {
      computer: string;
      modulePath: string[];
    }[];
    assert.equal(thing.computer, 'NODE02');
    assert.equal(thing.modulePath[0], path.join(__dirname, '..', 'windows', 'system'));
    assert.equal(path.basename(thing.modulePath[thing.modulePath.length - 1]), 'Modules');
    // This includes modules that a server may lack: the activation module and the one for Azure.
    assert.equal(thing.modulePath.length, 4);
    assert.deepEqual(await completed(session.runFunction('Get-NodeCount', {})), [4]);
  });

  it("refuses functions that its role may not call, in PowerShell's own words", async () => {
    const session = await reader();
    for (const hidden of ['Restart-Thing', 'Set-Thing', 'Get-Unspoken', 'Get-Process']) {
      const run = session.runFunction(hidden, {});
      const error = await failure(run);
      assert.match(error.message, notRecognized);
      assert.equal(error.errorType, 'System.Management.Automation.CommandNotFoundException');
      assert.deepEqual(await run.finished, { state: 'failed' });
    }
    assert.equal((await completed(session.runFunction('Get-Thing', {}))).length, 1);
  });

  it('refuses a script', async () => {
    const session = await reader();
    for (const script of ['1', 'Get-Thing | ForEach-Object { $_ }']) {
      const run = session.run(script);
      assert.match((await failure(run)).message, /^The syntax is not supported by this runspace/);
      assert.deepEqual(await run.finished, { state: 'failed' });
    }
  });

  it('offers a Hyper-V administrator the readers’ functions, and more', async () => {
    const session = await open('node01', 'Hyper-V-Administrators');
    assert.equal((await completed(session.runFunction('Get-Thing', {}))).length, 1);
    const run = session.runFunction('Restart-Thing', {});
    await new Promise<void>(resolve => run.onNews(resolve));
    assert.deepEqual(run.takeOutput(), ['begun']);
    await run.stop();
    assert.deepEqual(await run.finished, { state: 'stopped' });
    assert.match((await failure(session.runFunction('Set-Thing', {}))).message, notRecognized);
  });

  it('offers an administrator all functions that have a role, and no others', async () => {
    const session = await open('node01', 'Administrators');
    assert.equal((await completed(session.runFunction('Get-Thing', {}))).length, 1);
    assert.equal((await completed(session.runFunction('Set-Thing', {}))).length, 1);
    assert.match((await failure(session.runFunction('Get-Unspoken', {}))).message, notRecognized);
    assert.match((await failure(session.run('1'))).message, /^The syntax is not supported by this runspace/);
  });

  it('offers nothing from a module without functions for its role', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-module-'));
    writeModule(
      folder,
      'Lab.Hidden',
      "function Get-Hidden { 'seen' }",
      moduleManifest.replace('Lab.Things', 'Lab.Hidden')
    );
    const other = await startSessionHost({ stateFolder, moduleFolder: folder, poolSize: 0 });
    const session = await other.open('node01', 'Readers');
    assert.match((await failure(session.runFunction('Get-Hidden', {}))).message, notRecognized);
    await other.dispose();
    fs.rmSync(folder, { recursive: true });
  });

  it('shares nothing with another session, and leaves no process when it is closed', async () => {
    const [first, second] = await Promise.all([open('node01', 'Readers'), open('node01', 'Readers')]);
    assert.notEqual(first.processId, second.processId);
    const counts: unknown[] = [];
    for (const session of [first, first, second]) {
      counts.push(...(await completed(session.runFunction('Add-Thing', {}))));
    }
    assert.deepEqual(counts, [1, 2, 1]);
    await first.close();
    await first.ended;
    assert.deepEqual(
      [first, second].map(session => isAlive(session.processId)),
      [false, true]
    );
    assert.throws(() => first.runFunction('Add-Thing', {}), /has been closed/);
  });

  it('crashes with its server, even while it opens', async () => {
    const session = await open('node03', 'Hyper-V-Administrators');
    const run = session.runFunction('Restart-Thing', {});
    const opening = host.open('node03', 'Readers');
    const refused = assert.rejects(opening, { name: 'ServerUnreachable', server: 'node03' });
    await host.powerOff('node03');
    assert.deepEqual(await run.finished, { state: 'crashed' });
    await session.ended;
    assert.equal(isAlive(session.processId), false);
    await refused;
    await assert.rejects(host.open('node03', 'Readers'), { name: 'ServerUnreachable' });
  });

  it('fails the run of a killed process at once', async () => {
    const session = await open('node01', 'Hyper-V-Administrators');
    const run = session.runFunction('Restart-Thing', {});
    await new Promise<void>(resolve => run.onNews(resolve));
    const killed = Date.now();
    process.kill(session.processId, 'SIGKILL');
    assert.deepEqual(await run.finished, { state: 'crashed' });
    await session.ended;
    // PowerShell itself would have needed a minute.
    assert.ok(Date.now() - killed < 10_000);
  });

  it('begins later on a slow server, and can be stopped or cut off until then', async () => {
    const session = await open('node04', 'Readers');
    changeServer(stateFolder, 'node04', { latencyMs: 700 });
    const begun = Date.now();
    await completed(session.runFunction('Add-Thing', {}));
    assert.ok(Date.now() - begun >= 700);

    changeServer(stateFolder, 'node04', { latencyMs: 600_000 });
    // Repeat this many times: a stop that overtook its run would be lost.
    for (let time = 0; time < 50; time++) {
      const stopped = session.runFunction('Add-Thing', {});
      await stopped.stop();
      assert.deepEqual(await stopped.finished, { state: 'stopped' });
    }
    changeServer(stateFolder, 'node04', { latencyMs: 0 });
    assert.deepEqual(await completed(session.runFunction('Add-Thing', {})), [2]);

    changeServer(stateFolder, 'node04', { latencyMs: 600_000 });
    const cut = session.runFunction('Add-Thing', {});
    await host.powerOff('node04');
    assert.deepEqual(await cut.finished, { state: 'crashed' });
  });

  it('fails calls that are not valid', async () => {
    const session = await reader();
    const asked: [string, Record<string, unknown>, RegExp][] = [
      ['', {}, /creating the pipeline/],
      ['Get-Thing', { '': 1 }, /Argument .*name/i],
      ['Get-Command', { Unknown: 1 }, /cannot be found that matches parameter name 'Unknown'/]
    ];
    for (const [name, parameters, expected] of asked) {
      assert.match((await failure(session.runFunction(name, parameters))).message, expected);
    }
  });

  it('isn’t simulated under application control, and says so', async () => {
    changeServer(stateFolder, 'node01', { applicationControl: true });
    await assert.rejects(host.open('node01', 'Readers'), /not simulate .* application control/);
  });

  it('differs from an ordinary session, which also runs functions', async () => {
    const session = await open('node01');
    const run = session.runFunction('Join-Path', { Path: 'a', ChildPath: 'b' });
    assert.deepEqual(await completed(run), [path.join('a', 'b')]);
    assert.deepEqual(await completed(session.run('1')), [1]);
  });
});

describe('a restricted endpoint', () => {
  let stateFolder: string;
  let moduleFolder: string;

  before(() => {
    stateFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-servers-'));
    moduleFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-module-'));
    writeState(loadScenario('fresh'), stateFolder);
  });

  after(() => {
    fs.rmSync(stateFolder, { recursive: true });
    fs.rmSync(moduleFolder, { recursive: true });
  });

  it('doesn’t exist without a folder of modules, or with an empty one', async () => {
    const none = await startSessionHost({ stateFolder, poolSize: 0 });
    await assert.rejects(none.open('node01', 'Readers'), /no folder with their modules was given/);
    await none.dispose();
    const empty = await startSessionHost({ stateFolder, moduleFolder, poolSize: 0 });
    await assert.rejects(empty.open('node01', 'Readers'), /There is no PowerShell module in/);
    await empty.dispose();
  });

  it('reports when it doesn’t open in time, and lets other sessions open', async () => {
    writeModule(moduleFolder, 'Lab.Things', moduleScript, moduleManifest);
    const host = await startSessionHost({
      stateFolder,
      moduleFolder,
      poolSize: 0,
      openTimeoutMs: 1
    });
    const openings = Array.from({ length: 8 }, () => host.open('node01', 'Readers'));
    await Promise.all(openings.map(opening => assert.rejects(opening, /did not answer within 1 ms/)));
    await host.dispose();
  });

  it('leaves no process and no file, even of sessions that are still opening', async () => {
    writeModule(moduleFolder, 'Lab.Things', moduleScript, moduleManifest);
    const before = fs.readdirSync(stateFolder);
    const host = await startSessionHost({ stateFolder, moduleFolder, poolSize: 0 });
    const session = await host.open('node01', 'Hyper-V-Administrators');
    const run = session.runFunction('Restart-Thing', {});
    const openings = Array.from({ length: 8 }, () => host.open('node02', 'Readers'));
    const ended = Promise.all(openings.map(opening => assert.rejects(opening, /process ended/)));
    const written = path.join(stateFolder, 'endpoints');
    // Nothing reports when a process is starting. The test must not cover only those that wait.
    while (fs.readdirSync(written).length === 0) {
      await pause(5);
    }
    await host.dispose();
    assert.deepEqual(await run.finished, { state: 'crashed' });
    await ended;
    assert.equal(isAlive(session.processId), false);
    assert.deepEqual(fs.readdirSync(stateFolder), before);
    await assert.rejects(host.open('node01', 'Readers'), /ended/);
  });
});

function writeModule(folder: string, name: string, script: string, manifest: string): void {
  fs.mkdirSync(path.join(folder, name), { recursive: true });
  fs.writeFileSync(path.join(folder, name, `${name}.psm1`), script);
  fs.writeFileSync(path.join(folder, name, `${name}.psd1`), manifest);
}
