import assert from 'node:assert/strict';
import { IncomingHttpHeaders } from 'node:http';
import { beforeEach, describe, it } from 'node:test';
import { Access } from '../servers/server-state';
import { Gateway } from './gateway';
import { Credentials } from './gateway-access';
import { GatewayAnswer } from './gateway-answer';
import { ApiVersion } from './gateway-call';
import { InMemorySessionHost } from './testing/in-memory-session-host';

const restricted = 'http://schemas.microsoft.com/powershell/microsoft.sme.powershell';

describe('who can do what through the gateway', () => {
  let host: InMemorySessionHost;
  let gateway: Gateway;
  let access: Access;
  let isReachable: boolean;
  let asked: (Credentials | null)[];

  beforeEach(() => {
    host = new InMemorySessionHost();
    asked = [];
    isReachable = true;
    gateway = new Gateway(host, {
      find: name => name,
      isReachable: () => isReachable,
      whyUnreachable: () => 'it sleeps.',
      badOutputOf: () => null,
      accessTo: (_, credentials) => {
        asked.push(credentials);
        return access;
      }
    });
  });

  function ask(headers: IncomingHttpHeaders = {}, properties?: object): Promise<GatewayAnswer> {
    const path = '/api/services/WinREST/PowerShell/nodes/node01/invokeCommand';
    const command = { script: 'text', command: 'Get-Thing', parameters: { id: 7 }, ...properties };
    return gateway.answer('POST', path, JSON.stringify({ properties: command }), { headers });
  }

  /** Sends a command, ends the run that it starts, and returns what ran. */
  async function run(headers: IncomingHttpHeaders, properties?: object): Promise<object> {
    const answer = ask(headers, properties);
    const { script, parameters } = await host.nextRun().then(started => {
      started.end();
      return started;
    });
    assert.equal((await answer).status, 200);
    return { script, parameters };
  }

  it('runs an administrator’s scripts unchanged', async () => {
    access = 'administrator';
    assert.deepEqual(await run({}), { script: 'text', parameters: undefined });
    assert.deepEqual(
      [...host.sessions].map(({ role }) => role),
      [undefined]
    );
  });

  for (const [kind, role] of [
    ['reader', 'Readers'],
    ['hyperVAdministrator', 'Hyper-V-Administrators']
  ] as [Access, string][]) {
    it(`offers a ${kind} the restricted endpoint, and runs functions by name there`, async () => {
      access = kind;
      const offer = await ask();
      assert.equal(offer.status, 400);
      assert.equal(offer.headers?.['x-ms-sme-jea-endpoint'], restricted);
      assert.equal(host.openSessions, 0);

      const headers = { 'x-ms-sme-jea-endpoint': restricted };
      assert.deepEqual(await run(headers), { script: 'Get-Thing', parameters: { id: 7 } });
      assert.deepEqual(
        [...host.sessions].map(session => session.role),
        [role]
      );
    });
  }

  it('gives an administrator who asks for the restricted endpoint that one, with all functions', async () => {
    access = 'administrator';
    const headers = { 'x-ms-sme-jea-endpoint': restricted };
    assert.deepEqual(await run(headers), { script: 'Get-Thing', parameters: { id: 7 } });
    assert.deepEqual(
      [...host.sessions].map(({ role }) => role),
      ['Administrators']
    );
  });

  it('offers nothing for a server that doesn’t answer', async () => {
    access = 'reader';
    isReachable = false;
    const { status, headers, body } = await ask();
    assert.deepEqual([status, headers], [400, undefined]);
    assert.match(JSON.stringify(body), /"ServerUnreachable".*failed: it sleeps\./);
  });

  it('lets the endpoint itself refuse a command without a name', async () => {
    access = 'reader';
    const headers = { 'x-ms-sme-jea-endpoint': restricted };
    const told = await run(headers, { command: null });
    assert.deepEqual(told, { script: 'text', parameters: undefined });
  });

  for (const [version, status, forbidden] of [
    ['1.0.0', 401, undefined],
    ['2.0.0', 403, 'Unauthorized']
  ] as [ApiVersion, number, string | undefined][]) {
    it(`denies with ${status} in version ${version}, no matter which endpoint is requested`, async () => {
      access = 'none';
      gateway.configure({ apiVersion: version });
      const path =
        version === '1.0.0'
          ? '/api/nodes/node01/features/powershellApi/invokeCommand'
          : '/api/services/WinREST/PowerShell/nodes/node01/invokeCommand';
      for (const headers of [{}, { 'x-ms-sme-jea-endpoint': restricted }]) {
        const body = JSON.stringify({ properties: { script: 'text' } });
        const denied = await gateway.answer('POST', path, body, { headers });
        assert.equal(denied.status, status);
        assert.equal(denied.headers, undefined);
        const { error } = denied.body as { error: { forbidden?: string; message: string } };
        assert.equal(error.forbidden, forbidden);
        assert.match(error.message, /node01 failed .* Access is denied\./);
      }
    });
  }

  it('reads credentials as the SDK writes them', async () => {
    access = 'administrator';
    const write = (credentials: object): string => Buffer.from(JSON.stringify(credentials), 'utf8').toString('base64');
    for (const authorization of [
      write({ domain: 'CONTOSO', username: 'Jörg', password: 'geheim' }),
      write({ domain: '', username: 'alex@contoso.com', password: 'p' }),
      'not credentials at all'
    ]) {
      await run({ 'x-ms-sme-authorization': authorization });
    }
    await run({});
    assert.deepEqual(asked, [
      { userName: 'CONTOSO\\Jörg', password: 'geheim' },
      { userName: 'alex@contoso.com', password: 'p' },
      { userName: '', password: '' },
      null
    ]);
  });

  it('reuses a session only for the same caller', async () => {
    access = 'administrator';
    const other = Buffer.from('{"username":"b"}').toString('base64');
    await run({});
    await run({});
    assert.equal(host.openSessions, 1, 'The session is taken again.');
    await run({ 'x-ms-sme-authorization': other });
    assert.equal(host.openSessions, 2, 'Another caller gets another.');
    gateway.clock.advance(gateway.settings.sessionExpiryMs + 1);
    await new Promise(setImmediate);
    assert.equal(host.openSessions, 0, 'What nobody takes again expires.');
  });

  it('takes no session from the pool if its server was switched off', async () => {
    access = 'administrator';
    await run({});
    await host.powerOff('node01');
    assert.equal((await ask()).status, 400);
  });
});
