import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { loadScenario, writeState } from '../scenarios/scenario';
import { MadeCertificate, readCertificates } from './certificate-store';
import { completed, failure } from './run-checks';
import { changeServer, readServer } from './server-state';
import { Session, SessionHost, startSessionHost } from './session-host';

/** What the product's scripts do: each result is a line. */
const make = `
  $made = New-SelfSignedCertificate -Type DocumentEncryptionCert -Subject 'CN=Lab' -KeyExportPolicy NonExportable \`
    -CertStoreLocation Cert:\\LocalMachine\\My -KeyLength 2048 -NotAfter ((Get-Date) + (New-TimeSpan -Minutes 15))
  $made.Thumbprint
  $made.RawData -join ','`;
const list = '@(Get-ChildItem -Path Cert:\\LocalMachine\\My).Count';

function remove(thumbprint: string): string {
  return `Remove-Item -Path "Cert:\\LocalMachine\\My\\${thumbprint}" -DeleteKey`;
}

function open(message: string): string {
  return `Unprotect-CmsMessage -Content @'\n${message}\n'@`;
}

interface Certificate {
  thumbprint: string;
  rawData: string;
}

// Elsewhere .NET has the current user's certificates where no folder can be given for each server.
const onLinux = { skip: process.platform !== 'linux' };

describe('certificates of servers', () => {
  let stateFolder: string;
  let host: SessionHost;
  const sessions: Session[] = [];

  before(async () => {
    stateFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-servers-'));
    writeState(loadScenario('application-control-mixed'), stateFolder);
    host = await startSessionHost({ stateFolder, poolSize: 1, poolKeeps: 1 });
  });

  afterEach(async () => {
    await Promise.all(sessions.splice(0).map(session => session.close()));
    writeState(loadScenario('application-control-mixed'), stateFolder);
  });

  after(async () => {
    await host.dispose();
    fs.rmSync(stateFolder, { recursive: true });
  });

  async function session(server: string): Promise<Session> {
    const opened = await host.open(server);
    sessions.push(opened);
    return opened;
  }

  function constrainedServers(): string[] {
    return loadScenario('application-control-mixed')
      .servers.filter(({ applicationControl }) => applicationControl)
      .map(({ name }) => name);
  }

  function stored(server: string): string[] {
    return readCertificates(stateFolder, server).stored;
  }

  function madeOn(server: string): MadeCertificate[] {
    return readCertificates(stateFolder, server).made;
  }

  async function made(on: Session): Promise<Certificate> {
    const [thumbprint, rawData] = await completed(on.run(make));
    return { thumbprint: String(thumbprint), rawData: String(rawData) };
  }

  /** Encrypts for a certificate as somebody who has no more than the certificate. */
  async function encrypted(text: string, { rawData }: Certificate): Promise<string> {
    const anywhere = await host.open('node03');
    const [message] = await completed(
      anywhere.run(`
        $bytes = [byte[]]@(${rawData})
        $certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($bytes)
        Protect-CmsMessage -To $certificate -Content '${text}'`)
    );
    await anywhere.close();
    return String(message);
  }

  it('decrypt without being named, under application control, and are gone once removed', onLinux, async () => {
    const [name] = constrainedServers();
    const on = await session(name);
    assert.deepEqual(await completed(on.run('$ExecutionContext.SessionState.LanguageMode.ToString()')), [
      'ConstrainedLanguage'
    ]);
    const certificate = await made(on);
    assert.deepEqual(stored(name), [certificate.thumbprint]);
    const message = await encrypted('secret', certificate);
    // Another session of the same server finds it as well.
    const later = await session(name);
    assert.deepEqual(await completed(later.run(open(message))), ['secret']);
    assert.deepEqual(await completed(later.run(`${remove(certificate.thumbprint)}; ${list}`)), [0]);
    assert.deepEqual(stored(name), []);
    const [record, ...others] = madeOn(name);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [record.thumbprint, record.type, record.keyExportPolicy, record.keyLength, record.keyLeft],
      [certificate.thumbprint, 'DocumentEncryptionCert', 'NonExportable', 2048, false]
    );
    assert.ok(record.removed !== null && record.made < record.removed);
    const refused = await failure(later.run(open(message)));
    assert.match(refused.message, /does not contain the specified recipient/);
  });

  it('are in a store of each server alone', onLinux, async () => {
    const [first, second] = constrainedServers();
    const certificate = await made(await session(first));
    const message = await encrypted('secret', certificate);
    const other = await session(second);
    assert.deepEqual(await completed(other.run(list)), [0]);
    assert.match((await failure(other.run(open(message)))).message, /does not contain the specified recipient/);
    assert.deepEqual(stored(second), []);
  });

  it('stay out of a process that plays another server next', onLinux, async () => {
    const [name] = constrainedServers();
    const certificate = await made(await session(name));
    const message = await encrypted('secret', certificate);
    // Neither has application control, so that processes may be used again.
    const looking = await host.open('node03');
    await failure(looking.run(open(message)));
    await looking.close();
    changeServer(stateFolder, name, { applicationControl: false });
    const next = await session(name);
    assert.notEqual(next.processId, looking.processId);
    assert.deepEqual(await completed(next.run(open(message))), ['secret']);
  });

  it('are found in a process that has played another server and looked at no certificate', onLinux, async () => {
    const [name] = constrainedServers();
    const certificate = await made(await session(name));
    const message = await encrypted('secret', certificate);
    const before = await host.open('node03');
    await completed(before.run('Get-Date'));
    await before.close();
    const next = await session(name);
    assert.equal(next.processId, before.processId);
    assert.deepEqual(await completed(next.run(open(message))), ['secret']);
  });

  it('outlive a session that dies as soon as one is made', async () => {
    const [name] = constrainedServers();
    changeServer(stateFolder, name, { certificateFault: 'sessionDies' });
    const dying = await session(name);
    assert.deepEqual(await dying.run(make).finished, { state: 'crashed' });
    const [left] = stored(name);
    assert.deepEqual(
      madeOn(name).map(({ thumbprint, removed }) => [thumbprint, removed]),
      [[left, null]]
    );
    assert.deepEqual(await completed((await session(name)).run(`${remove(left)}; ${list}`)), [0]);
  });

  it('can be others than those that were answered', onLinux, async () => {
    const [name] = constrainedServers();
    changeServer(stateFolder, name, { certificateFault: 'otherCertificate' });
    const on = await session(name);
    const certificate = await made(on);
    assert.notDeepEqual(stored(name), [certificate.thumbprint]);
    const refused = await failure(on.run(open(await encrypted('secret', certificate))));
    assert.match(refused.message, /does not contain the specified recipient/);
  });

  it('can be there to stay', async () => {
    const [name] = constrainedServers();
    changeServer(stateFolder, name, { certificateFault: 'removalFails' });
    const on = await session(name);
    const { thumbprint } = await made(on);
    assert.match((await failure(on.run(remove(thumbprint)))).message, /Access is denied/);
    assert.deepEqual(stored(name), [thumbprint]);
    assert.equal(madeOn(name)[0].removed, null);
    assert.equal(readServer(stateFolder, name).certificateFault, 'removalFails');
  });

  it('leave their key behind if it is not removed with them', async () => {
    const [name] = constrainedServers();
    const on = await session(name);
    const { thumbprint } = await made(on);
    await completed(on.run(remove(thumbprint).replace('-DeleteKey', '')));
    assert.deepEqual(stored(name), []);
    assert.equal(madeOn(name)[0].keyLeft, true);
  });
});
