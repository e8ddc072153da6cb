import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { loadScenario, writeState } from '../scenarios/scenario';
import { FolderDigest } from './folder-digest';
import { RememberingSessions } from './remembering-sessions';
import { completed, isAlive } from './run-checks';
import { changeServer } from './server-state';
import { ServerUnreachable, Session, startSessionHost } from './session-host';

/** Each run adds a line to a file that isn't part of the state, and returns the number of lines. */
const moduleScript = `
function Get-Turn {
<#
.SYNOPSIS
Counts how often it ran.
.ROLE
Readers
#>
    param ($Given)
    [System.IO.File]::AppendAllText($env:LAB_STATE_FOLDER + '-turns', 'x')
    Write-Warning 'aside'
    Write-Error 'wrong'
    [System.IO.File]::ReadAllText($env:LAB_STATE_FOLDER + '-turns').Length
}
function Set-Turn {
<#
.SYNOPSIS
Counts how often it ran, and is for administrators.
.ROLE
Administrators
#>
    Get-Turn
}
`;

const manifest = `@{
RootModule = 'Lab.Turns.psm1'
ModuleVersion = '1.0'
FunctionsToExport = @('*')
}`;

const changing = "Set-Content ($env:LAB_STATE_FOLDER + '/keys.json') (Get-Random)";
const reading = 'Get-Turn';
const script = moduleScript + reading;

describe('sessions that remember', () => {
  let stateFolder: string;
  let moduleFolder: string;
  let servers: RememberingSessions;
  const sessions: Session[] = [];
  const heard: string[] = [];

  before(async () => {
    stateFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-servers-'));
    moduleFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-module-'));
    writeState(loadScenario('healthy'), stateFolder);
    writeModule(moduleScript);
    const options = { stateFolder, moduleFolder, poolSize: 2, hear: (line: string) => heard.push(line) };
    servers = new RememberingSessions(await startSessionHost(options), options);
  });

  beforeEach(() => {
    servers.remembers = true;
  });

  afterEach(async () => {
    await Promise.all(sessions.splice(0).map(session => session.close()));
    writeModule(moduleScript);
    writeState(loadScenario('healthy'), stateFolder);
  });

  after(async () => {
    await servers.dispose();
    [stateFolder, moduleFolder, `${stateFolder}-turns`].forEach(one => fs.rmSync(one, { recursive: true }));
  });

  function writeModule(text: string): void {
    const folder = path.join(moduleFolder, 'Lab.Turns');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'Lab.Turns.psm1'), text);
    fs.writeFileSync(path.join(folder, 'Lab.Turns.psd1'), manifest);
  }

  async function open(server: string, role?: 'Readers'): Promise<Session> {
    const session = await servers.open(server, role);
    sessions.push(session);
    return session;
  }

  /** The number that a server answers with. A remembered answer has a number that the server returned before. */
  async function turn(session: Session, text = script, name = reading): Promise<unknown> {
    const run = session.run(text, name);
    await run.finished;
    return run.takeOutput()[0];
  }

  async function turnOf(server = 'node01', text = script, name = reading): Promise<unknown> {
    const session = await open(server);
    const told = await turn(session, text, name);
    // The next session uses its process.
    await session.close();
    return told;
  }

  it('answer the same question on the same state without a process, in their own session', async () => {
    const first = await turnOf();
    const session = await open('node01');
    assert.equal(session.server, 'node01');
    assert.equal(await turn(session), first);
    assert.equal(session.processId, 0);
    // The same server by another name, and the same session again.
    assert.equal(await turn(await open('NODE01.contoso.com')), first);
    assert.equal(await turn(session), first);
  });

  it('give output, errors, and news as the first time, and every line again', async () => {
    const text = `${script} # what is heard`;
    const told = async () => {
      heard.length = 0;
      const run = (await open('node01')).run(text, reading);
      let news = 0;
      run.onNews(() => (news += 1));
      const { state } = await run.finished;
      return { state, output: run.takeOutput(), errors: run.takeErrors(), hasNews: news > 0 };
    };
    const first = await told();
    const lines = heard.filter(line => /"do":"run"|"about":"(output|errors|asides|finished)"/.test(line));
    const again = await told();
    assert.equal(first.state, 'completed');
    assert.equal(first.errors[0]?.message, 'wrong');
    assert.deepEqual(again, first);
    assert.equal(lines.length >= 4, true, lines.join('\n'));
    assert.deepEqual(heard, lines);
  });

  it('ask again if the question, its server, or anything in the state has changed', async () => {
    const known = await turnOf();
    assert.notEqual(await turnOf('node02'), known, 'another server');
    assert.notEqual(await turnOf('node01', `${script} # changed`), known, 'another script');
    changeServer(stateFolder, 'node03', { language: 'de-DE' });
    const changed = await turnOf();
    assert.notEqual(changed, known, 'another server’s state');
    assert.equal(await turnOf(), changed);
    writeState(loadScenario('healthy'), stateFolder);
    assert.equal(await turnOf(), known, 'the state from before');
    fs.writeFileSync(path.join(stateFolder, 'record.jsonl'), 'a call\n');
    assert.equal(await turnOf(), known, 'what is only noted');
    const store = path.join(stateFolder, 'homes', 'node02', 'my');
    fs.mkdirSync(store, { recursive: true });
    fs.writeFileSync(path.join(stateFolder, 'homes', 'node02', 'history'), 'a script');
    assert.equal(await turnOf(), known, 'what PowerShell notes for itself');
    fs.writeFileSync(path.join(store, 'AB.pfx'), 'a certificate');
    assert.notEqual(await turnOf(), known, 'a certificate');
    fs.rmSync(path.join(store, 'AB.pfx'));
    assert.equal(await turnOf(), known, 'the certificate is gone');
  });

  it('ask again if the product’s module has changed', async () => {
    const known = await turnOf();
    writeModule(`${moduleScript}# changed`);
    assert.notEqual(await turnOf(), known);
  });

  it('keep a restricted endpoint’s answers apart, and distinguish them by parameters', async () => {
    const known = await turnOf();
    const endpoint = await open('node01', 'Readers');
    const call = async (session: Session, Given: string): Promise<unknown> => {
      const run = session.runFunction(reading, { Given });
      await run.finished;
      return run.takeOutput()[0];
    };
    const one = await call(endpoint, 'one');
    assert.notEqual(one, known);
    assert.notEqual(await call(endpoint, 'two'), one);
    const later = await open('node01', 'Readers');
    assert.equal(await call(later, 'one'), one);
    assert.equal(later.processId, 0);
  });

  it('never remember what may change something, has no name, or fails', async () => {
    const cases = [
      ['a function for administrators', moduleScript + 'Set-Turn', 'Set-Turn'],
      ['a script of another module', script, 'Get-EncryptionJWKOnNode'],
      ['a script without a name', script, ''],
      ['a script that fails', `${script}; throw 'failed'`, reading],
      ['a script that changes the state', `${script}; ${changing}`, reading]
    ] as const;
    for (const [what, text, name] of cases) {
      assert.notEqual(await turnOf('node01', text, name), await turnOf('node01', text, name), what);
      writeState(loadScenario('healthy'), stateFolder);
    }
  });

  it('really ask in a session in which something else has run', async () => {
    const known = await turnOf();
    const session = await open('node01');
    await completed(session.run('1'));
    assert.notEqual(await turn(session), known);
    assert.notEqual(session.processId, 0);
  });

  it('don’t reach a server that is off, and end with one that is switched off', async () => {
    const known = await turnOf();
    const session = await open('node01');
    const other = await open('node02');
    changeServer(stateFolder, 'node01', { latencyMs: 600_000 });
    const slow = await open('node01');
    const waiting = slow.run(script, reading);
    // Make sure that it already waits.
    await wait(1);
    await servers.powerOff('node01');
    await Promise.all([session.ended, slow.ended]);
    assert.equal((await waiting.finished).state, 'crashed');
    assert.throws(() => session.run(script, reading), /has been closed/);
    await assert.rejects(open('node01'), ServerUnreachable);
    await assert.rejects(open('nowhere'), ServerUnreachable);
    assert.equal(await Promise.race([other.ended.then(() => 'ended'), wait(50, 'goes on')]), 'goes on');
    changeServer(stateFolder, 'node01', { power: 'on', latencyMs: 0 });
    assert.equal(await turnOf(), known);
  });

  it('keep a server’s latency, can be stopped meanwhile, and notice changes meanwhile', async () => {
    const known = await turnOf();
    changeServer(stateFolder, 'node01', { latencyMs: 300 });
    const session = await open('node01');
    const begun = Date.now();
    assert.equal(await turn(session), known);
    assert.ok(Date.now() - begun >= 290);
    const changing = turn(session);
    changeServer(stateFolder, 'node02', { language: 'de-DE' });
    assert.notEqual(await changing, known);

    changeServer(stateFolder, 'node01', { latencyMs: 600_000 });
    const stopped = (await open('node01')).run(script, reading);
    await stopped.stop();
    assert.equal((await stopped.finished).state, 'stopped');
  });

  it('run one script at a time, and none after they are closed', async () => {
    await turnOf();
    const session = await open('node01');
    const run = session.run(script, reading);
    assert.throws(() => session.run(script, reading), /already runs a script/);
    await run.finished;
    await session.close();
    await session.ended;
    assert.throws(() => session.run(script, reading), /has been closed/);
  });

  it('use only PowerShell, in a process that exists at once, if remembering is off', async () => {
    const known = await turnOf();
    servers.remembers = false;
    const session = await open('node01');
    assert.ok(isAlive(session.processId));
    assert.notEqual(await turn(session), known);
  });
});

describe('the digest of a folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-digest-'));
    fs.mkdirSync(path.join(folder, 'inner'));
    fs.writeFileSync(path.join(folder, 'inner', 'one'), '1');
  });

  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('changes when a file is written, added, renamed, or removed, and only then', () => {
    const leftOut = { files: /\.new$/, texts: /latency \d+/ };
    const digest = new FolderDigest(folder, leftOut);
    const seen = [digest.now()];
    const note = (): void => void seen.push(digest.now());
    fs.writeFileSync(path.join(folder, 'inner', 'one'), '2');
    note();
    fs.writeFileSync(path.join(folder, 'two'), '1');
    note();
    fs.renameSync(path.join(folder, 'two'), path.join(folder, 'three'));
    note();
    assert.equal(new Set(seen).size, 4);
    fs.rmSync(path.join(folder, 'three'));
    assert.equal(digest.now(), seen[1]);
    fs.writeFileSync(path.join(folder, 'three.new'), '1');
    fs.appendFileSync(path.join(folder, 'inner', 'one'), 'latency 20');
    assert.equal(digest.now(), seen[1]);
    assert.equal(new FolderDigest(folder, leftOut).now(), seen[1]);
  });
});
