import assert from 'node:assert/strict';
import * as http from 'node:http';
import { after, before, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { InMemorySessionHost } from './gateway/testing/in-memory-session-host';
import { Lab, startLab } from './lab';
import { fakeExtension } from './shell/testing/fake-extension';

const site = 'http://127.0.0.1:4201';
const invoke = 'api/services/WinREST/PowerShell/nodes/node01/invokeCommand';

describe('the sites whose pages the gateway answers', () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab({
      bundle: fakeExtension,
      startSessions: () => Promise.resolve(new InMemorySessionHost())
    });
  });

  beforeEach(() => lab.configureGateway({ corsSites: [site] }));

  after(() => lab.stop());

  /** Uses plain HTTP, because a browser's fetch forbids the very headers that are tested here. */
  function ask(method: string, where: string, headers: http.OutgoingHttpHeaders): Promise<http.IncomingMessage> {
    return new Promise((resolve, reject) => {
      const request = http.request(lab.address + where, { method, headers }, response => {
        response.resume();
        resolve(response);
      });
      request.on('error', reject);
      request.end();
    });
  }

  it('may read answers, with their cookies', async () => {
    for (const where of ['api/gateway/status', 'assets/styles/main-v2.css']) {
      const { statusCode, headers } = await ask('GET', where, { Origin: site });
      assert.equal(statusCode, 200, where);
      assert.equal(headers['access-control-allow-origin'], site);
      assert.equal(headers['access-control-allow-credentials'], 'true');
      assert.match(String(headers.vary), /Origin/);
    }
  });

  it('may send what a preflight asks for, also from a network that is more public', async () => {
    const { statusCode, headers } = await ask('OPTIONS', invoke, {
      Origin: site,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'x-ms-sme-module-name,x-xsrf-token',
      'Access-Control-Request-Private-Network': 'true'
    });
    assert.equal(statusCode, 204);
    assert.equal(headers['access-control-allow-origin'], site);
    assert.match(String(headers['access-control-allow-methods']), /\bPOST\b/);
    assert.equal(headers['access-control-allow-headers'], 'x-ms-sme-module-name,x-xsrf-token');
    assert.equal(headers['access-control-allow-private-network'], 'true');
  });

  it('still need the token that matches the cookie', async () => {
    assert.equal((await ask('POST', invoke, { Origin: site })).statusCode, 403);
  });

  it('may open the stream', async () => {
    const open = (origin: string) =>
      new Promise<boolean>(resolve => {
        const address = `${lab.address.replace('http', 'ws')}api/services/WinStream/Stream/socket/module`;
        const socket = new WebSocket(address, { origin });
        socket.on('open', () => {
          socket.close();
          resolve(true);
        });
        socket.on('error', () => resolve(false));
      });
    assert.equal(await open(site), true);
    assert.equal(await open('http://127.0.0.1:4202'), false);
  });

  it('are only those that it lists, and never at another name of this computer', async () => {
    for (const headers of [
      { Origin: 'http://127.0.0.1:4202' },
      { Origin: 'https://127.0.0.1:4201' },
      { Origin: site, Host: 'evil.example' }
    ]) {
      const answer = await ask('GET', 'api/gateway/status', headers);
      assert.equal(answer.statusCode, 403, JSON.stringify(headers));
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
    }
    lab.configureGateway({ corsSites: [] });
    assert.equal((await ask('GET', 'api/gateway/status', { Origin: site })).statusCode, 403);
  });

  it('never control the lab', async () => {
    assert.equal((await ask('GET', 'lab/state', { Origin: site })).statusCode, 403);
  });

  it('are those that the shell may frame, read from, and show icons of', async () => {
    const policy = async () => String((await ask('GET', '', {})).headers['content-security-policy']);
    assert.match(await policy(), new RegExp(`frame-src 'self' ${site};`));
    assert.match(await policy(), new RegExp(`connect-src 'self' ${site};`));
    assert.match(await policy(), new RegExp(`img-src 'self' data: ${site};`));
    lab.configureGateway({ corsSites: [] });
    assert.doesNotMatch(await policy(), /4201/);
  });
});
