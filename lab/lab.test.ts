import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { InMemorySessionHost } from './gateway/testing/in-memory-session-host';
import { Lab, LabOptions, startLab } from './lab';
import { fakeExtension } from './shell/testing/fake-extension';

const modulePath = 'modules/community.activate-windows-server-vms/';
const invoke = 'api/services/WinREST/PowerShell/nodes/node01/invokeCommand';

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

describe('the lab', () => {
  let host: InMemorySessionHost;
  let lab: Lab;
  let bundle: string;

  beforeEach(async () => {
    bundle = fs.mkdtempSync(path.join(os.tmpdir(), 'bundle-'));
    fs.cpSync(fakeExtension, bundle, { recursive: true });
    lab = await start();
  });

  afterEach(async () => {
    await lab.stop();
    fs.rmSync(bundle, { recursive: true, force: true });
  });

  function start(options: LabOptions = {}): Promise<Lab> {
    host = new InMemorySessionHost();
    const startSessions = () => Promise.resolve(host);
    return startLab({ bundle, scenario: 'healthy', startSessions, ...options });
  }

  /** Uses plain HTTP, because a browser's fetch forbids the very headers that are tested here. */
  function ask(method: string, where: string, headers: http.OutgoingHttpHeaders = {}, body?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = http.request(lab.address + where, { method, headers }, response => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  async function control(method: string, where: string, content?: object): Promise<unknown> {
    const answer = await ask(method, `lab/${where}`, {}, content && JSON.stringify(content));
    assert.equal(answer.status, 200, answer.body);
    return JSON.parse(answer.body);
  }

  describe('pages', () => {
    it('sends the shell a strict policy, and a cookie for its writes', async () => {
      const { status, headers } = await ask('GET', '?theme=dark');
      assert.equal(status, 200);
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /default-src 'none'/);
      assert.match(policy, /frame-ancestors 'self'/);
      assert.doesNotMatch(policy, /unsafe/);
      assert.match(String(headers['set-cookie']), /^WAC-XSRF=[\w-]+; Path=\/; SameSite=Strict$/);
    });

    it('relaxes the extension’s policy only where it must', async () => {
      const { headers } = await ask('GET', `${modulePath}index.html?v=1.2.3`);
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /style-src 'self' 'unsafe-inline'/);
      assert.match(policy, /script-src 'self';/);
      assert.match(policy, /connect-src 'self';/);
      assert.match(policy, /frame-ancestors 'self'/);
      assert.doesNotMatch(policy, /unsafe-eval/);
      assert.equal(headers['cache-control'], 'no-store');
    });

    it('serves the bundle with media types that browsers accept', async () => {
      const types = {
        '': 'text/html',
        'index.html': 'text/html',
        'extension.js': 'text/javascript',
        'manifest.json': 'application/json'
      };
      for (const [file, type] of Object.entries(types)) {
        const { status, headers } = await ask('GET', modulePath + file);
        assert.equal(status, 200, file);
        assert.match(String(headers['content-type']), new RegExp(`^${type}`));
        assert.equal(headers['x-content-type-options'], 'nosniff');
      }
    });

    it('serves only files of the bundle', async () => {
      for (const file of ['none.js', '..%2f..%2fpackage.json', '%2e%2e/x', '%00', '%E0%A4%A']) {
        assert.equal((await ask('GET', modulePath + file)).status, 404, file);
      }
      assert.equal((await ask('GET', 'modules/another/index.html')).status, 404);
    });

    it('answers only at its own address', async () => {
      const foreignName = await ask('GET', '', { Host: 'evil.example:4210' });
      assert.equal(foreignName.status, 403);
      const foreignPage = await ask('POST', 'lab/clock', { Origin: 'http://evil.example' }, '{}');
      assert.equal(foreignPage.status, 403);
    });
  });

  describe('gateway', () => {
    const command = JSON.stringify({ properties: { script: 'Get-Thing' } });
    const signed = { Cookie: 'other=1; WAC-XSRF=token', 'x-xsrf-token': 'token' };

    it('accepts a command whose header matches the cookie', async () => {
      const answer = ask('POST', invoke, signed, command);
      const run = await host.nextRun();
      run.put('done');
      run.end();
      assert.equal((await answer).status, 200);
      const { completed, results } = JSON.parse((await answer).body) as Record<string, unknown>;
      assert.equal(completed, 'True');
      assert.deepEqual(results, ['done']);
    });

    it('refuses a command without the header, or with a different one', async () => {
      const { Cookie } = signed;
      for (const headers of [{}, { Cookie }, { Cookie, 'x-xsrf-token': 'other' }, { 'x-xsrf-token': 'token' }]) {
        assert.equal((await ask('POST', invoke, headers, command)).status, 403);
      }
      assert.equal((await ask('GET', 'api/gateway/status')).status, 200);
    });

    it('records every request as received, and its answer', async () => {
      lab.clearAudit();
      const headers = { ...signed, 'x-ms-sme-module-name': 'module' };
      const answer = ask('POST', `${invoke}?x=1`, headers, command);
      (await host.nextRun()).end();
      await answer;
      await control('GET', 'state');
      const [entry, ...others] = (await control('GET', 'audit')) as ReturnType<Lab['audit']>;
      assert.equal(others.length, 0, 'What is asked of the lab itself is not the gateway’s.');
      assert.equal(entry?.method, 'POST');
      assert.equal(entry?.url, `/${invoke}?x=1`);
      assert.equal(entry?.headers['x-ms-sme-module-name'], 'module');
      assert.equal(entry?.body, command);
      assert.equal(entry?.status, 200);
      await control('DELETE', 'audit');
      assert.deepEqual(lab.audit(), []);
    });

    it('survives a body that is too long, and one that is nonsense', async () => {
      assert.equal((await ask('POST', invoke, signed, 'nonsense')).status, 400);
      assert.equal((await ask('POST', invoke, signed, 'x'.repeat(11_000_000))).status, 413);
      assert.equal((await ask('GET', 'api/gateway/status')).status, 200);
    });
  });

  describe('control', () => {
    it('returns its state', async () => {
      const state = (await control('GET', 'state')) as ReturnType<Lab['state']>;
      assert.deepEqual(state, lab.state());
      assert.equal(state.scenario, 'healthy');
      assert.ok(state.scenarios.includes('fresh'));
      assert.equal(state.servers.length, 4);
      assert.match(String(state.servers[0]?.lastFive), /^[A-Z0-9]{5}$/);
      assert.ok(state.keys.every(({ key }) => /^([A-Z0-9]{5}-){4}[A-Z0-9]{5}$/.test(key)));
    });

    it('plays another scenario, and ends the sessions of the previous one', async () => {
      void lab.changeServer('node01', { latencyMs: 5 });
      await host.open('node01');
      const state = (await control('PUT', 'scenario', { name: 'fresh' })) as { scenario: string };
      assert.equal(state.scenario, 'fresh');
      assert.equal(lab.state().servers[0]?.latencyMs, 0);
      assert.equal(lab.state().gateway.openSessions, 0);
    });

    it('changes servers, the gateway and the clock', async () => {
      await control('PATCH', 'servers/node02', { power: 'off' });
      await control('PATCH', 'servers/node02', { latencyMs: 20 });
      const { power, latencyMs } = lab.state().servers[1] ?? {};
      assert.deepEqual({ power, latencyMs }, { power: 'off', latencyMs: 20 });
      await assert.rejects(host.open('node02'), { name: 'ServerUnreachable' });
      const wanted = { sessionExpiryMs: 1, firstAnswerHoldMs: 2, pollHoldMs: 3 };
      await control('PATCH', 'gateway', wanted);
      const { sessionExpiryMs, firstAnswerHoldMs, pollHoldMs } = lab.state().gateway;
      assert.deepEqual([sessionExpiryMs, firstAnswerHoldMs, pollHoldMs], [1, 2, 3]);
      await control('POST', 'clock', { advanceMs: 1000 });
      assert.deepEqual(await control('GET', 'record'), []);
    });

    it('explains what it can’t do', async () => {
      const requests: [string, string, string][] = [
        ['PUT', 'lab/scenario', '{"name":"none"}'],
        ['PATCH', 'lab/servers/none', '{}'],
        ['PATCH', 'lab/servers/node01', '{"power":"half"}'],
        ['PATCH', 'lab/servers/node01', '{"latencyMs":-1}'],
        ['POST', 'lab/clock', '{"advanceMs":"1"}'],
        ['POST', 'lab/clock', '[]'],
        ['POST', 'lab/clock', 'nonsense']
      ];
      for (const [method, where, body] of requests) {
        const answer = await ask(method, where, {}, body);
        assert.equal(answer.status, 400, body);
        assert.match(answer.body, /"message":"[^"]/);
      }
      assert.equal((await ask('POST', 'lab/none')).status, 404);
      assert.equal((await ask('GET', 'lab/none')).status, 404);
    });
  });

  it('tells its pages when the bundle was rebuilt', async () => {
    await lab.stop();
    lab = await start({ watch: true });
    const events = await new Promise<http.IncomingMessage>(resolve => http.get(`${lab.address}lab/events`, resolve));
    const reload = new Promise<void>(resolve =>
      events.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('event: reload')) {
          resolve();
        }
      })
    );
    fs.rmSync(bundle, { recursive: true });
    fs.cpSync(fakeExtension, bundle, { recursive: true });
    fs.appendFileSync(path.join(bundle, 'extension.js'), '\n');
    await reload;
  });

  it('leaves nothing behind', async () => {
    await host.open('node01');
    await lab.stop();
    assert.equal(host.openSessions, 0);
    assert.equal(fs.existsSync(lab.stateFolder), false);
    await assert.rejects(ask('GET', ''), { code: 'ECONNREFUSED' });
  });
});
