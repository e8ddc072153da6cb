import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { BadOutput } from '../servers/server-state';
import { Gateway } from './gateway';
import { GatewayAnswer } from './gateway-answer';
import { InMemorySessionHost } from './testing/in-memory-session-host';

const nodes = '/api/services/WinREST/PowerShell/nodes';
const longHold = 60_000;

interface RunBody {
  sessionId: string;
  completed: string;
  results: unknown[];
  errors: { errorType: string; message: string; detailRecord: Record<string, unknown> }[];
  error?: { code: string; message: string };
}

describe('the gateway, version 2.0.0', () => {
  let host: InMemorySessionHost;
  let gateway: Gateway;
  let badOutput: BadOutput | null;

  beforeEach(() => {
    host = new InMemorySessionHost();
    badOutput = null;
    const names = new Map([
      ['node01', 'node01'],
      ['node01.contoso.com', 'node01'],
      ['cluster01.contoso.com', 'node02']
    ]);
    gateway = new Gateway(host, {
      find: name => names.get(name.toLowerCase()) ?? null,
      isReachable: () => true,
      whyUnreachable: () => '',
      badOutputOf: () => badOutput,
      accessTo: () => 'administrator'
    });
    gateway.configure({ firstAnswerHoldMs: longHold, pollHoldMs: longHold });
  });

  function ask(method: string, path: string, properties?: object): Promise<GatewayAnswer> {
    const body = properties ? JSON.stringify({ properties }) : '';
    return gateway.answer(method, `${nodes}/${path}`, body);
  }

  /** Runs a command that returns this and ends. */
  async function commandThatPuts(command: string, value: unknown): Promise<GatewayAnswer> {
    const answer = ask('POST', 'node01/invokeCommand', { script: 'x', command });
    const run = await host.nextRun();
    run.put(value);
    run.end();
    return answer;
  }

  function body(answer: GatewayAnswer): RunBody {
    return answer.body as RunBody;
  }

  /** Opens a keyed session and ends its command, so that the session is open and idle. */
  async function openKeyed(): Promise<string> {
    const answer = ask('PUT', 'node01/pssessions/keys-newSession', { script: 'Get-Key' });
    (await host.nextRun()).end();
    return body(await answer).sessionId;
  }

  describe('automatic sessions', () => {
    it('answers a quick command at once, and keeps no session', async () => {
      const answer = ask('POST', 'node01/invokeCommand', { script: 'Get-Thing' });
      const run = await host.nextRun();
      run.put({ a: 1 }, 'two');
      run.end();

      const { status, body: content } = await answer;
      assert.equal(status, 200);
      assert.deepEqual(
        { ...(content as RunBody), sessionId: '' },
        { sessionId: '', completed: 'True', results: [{ a: 1 }, 'two'], errors: [], progress: [] }
      );
      assert.equal(run.script, 'Get-Thing');
      assert.equal(gateway.sessions.count, 0);
    });

    it('can spoil the output of a command, but not the exchange of keys, nor an error', async () => {
      badOutput = 'nothing';
      assert.deepEqual(body(await commandThatPuts('Get-Thing', 1)).results, []);
      badOutput = 'text';
      assert.deepEqual(body(await commandThatPuts('Get-Thing', 1)).results, ['This is no answer: {"schema": ']);
      badOutput = 'huge';
      const [huge] = body(await commandThatPuts('Get-Thing', 1)).results as [string];
      assert.ok(huge.length > 5_000_000 && huge.length < 5_500_000);
      assert.deepEqual(body(await commandThatPuts('Get-EncryptionJWKOnNode', 'key')).results, ['key']);
    });

    it('answers a slow command after the hold, and returns the rest when polled', async () => {
      gateway.configure({ firstAnswerHoldMs: 0 });
      const first = body(await ask('POST', 'node01/invokeCommand', { script: 'Get-Slow' }));
      assert.equal(first.completed, 'False');
      assert.deepEqual(first.results, []);

      const run = await host.nextRun();
      const path = `node01/pssessions/${first.sessionId}`;
      const partial = ask('GET', path);
      run.put(1);
      assert.deepEqual(body(await partial), { ...first, results: [1] });

      const last = ask('GET', path);
      run.put(2);
      run.end();
      const rest = [body(await last)];
      if (rest[0]?.completed === 'False') {
        rest.push(body(await ask('GET', path)));
      }
      assert.deepEqual(
        rest.flatMap(answer => answer.results),
        [2]
      );
      assert.equal(rest.at(-1)?.completed, 'True');
      assert.equal(gateway.sessions.count, 0);
    });

    it('uses the hold that the command asks for', async () => {
      const answer = await ask('POST', 'node01/invokeCommand', { script: 'x', waitTimeMs: 0 });
      assert.equal(body(answer).completed, 'False');
    });

    it('answers a poll without news after its own hold', async () => {
      gateway.configure({ firstAnswerHoldMs: 0, pollHoldMs: 0 });
      const { sessionId } = body(await ask('POST', 'node01/invokeCommand', { script: 'x' }));
      assert.equal(body(await ask('GET', `node01/pssessions/${sessionId}`)).completed, 'False');
    });
  });

  describe('errors', () => {
    it('answers 400 with errors for a script that throws', async () => {
      const answer = ask('POST', 'node01/invokeCommand', { script: 'throw 1' });
      const run = await host.nextRun();
      run.fail('It broke');
      run.end('failed');

      assert.equal((await answer).status, 400);
      const { completed, errors, error } = body(await answer);
      assert.equal(completed, 'True');
      assert.equal(error, undefined);
      assert.deepEqual(errors, [
        {
          errorType: 'System.Exception',
          message: 'It broke',
          detailRecord: {
            hResult: -2146233088,
            nativeErrorCode: 0,
            remoteExceptionMessage: 'It broke'
          }
        }
      ]);
    });

    it('answers 200 with errors for a script that wrote errors and continued', async () => {
      const answer = ask('POST', 'node01/invokeCommand', { script: 'Write-Error x' });
      const run = await host.nextRun();
      run.fail('Not so bad');
      run.put('done');
      run.end();
      assert.equal((await answer).status, 200);
      assert.equal(body(await answer).errors.length, 1);
      assert.deepEqual(body(await answer).results, ['done']);
    });

    for (const [what, path] of [
      ['switched off', 'node01'],
      ['not known', 'node99']
    ] as const) {
      it(`answers 400 without errors[] for a server that is ${what}`, async () => {
        await host.powerOff('node01');
        const answer = await ask('POST', `${path}/invokeCommand`, { script: 'x' });
        assert.equal(answer.status, 400);
        assert.deepEqual(Object.keys(answer.body as object), ['error']);
        assert.ok(body(answer).error?.message);
      });
    }

    it('answers a poll at once when the server is killed meanwhile', async () => {
      gateway.configure({ firstAnswerHoldMs: 0 });
      const { sessionId } = body(await ask('POST', 'node01/invokeCommand', { script: 'x' }));
      const poll = ask('GET', `node01/pssessions/${sessionId}`);
      await host.powerOff('node01');
      assert.equal((await poll).status, 400);
      assert.equal(body(await poll).errors, undefined);
      assert.equal((await ask('GET', `node01/pssessions/${sessionId}`)).status, 404);
    });

    it('reports a server that was killed between two polls', async () => {
      gateway.configure({ firstAnswerHoldMs: 0 });
      const { sessionId } = body(await ask('POST', 'node01/invokeCommand', { script: 'x' }));
      await host.powerOff('node01');
      assert.equal((await ask('GET', `node01/pssessions/${sessionId}`)).status, 400);
    });

    it('refuses requests that aren’t commands, and calls that it doesn’t have', async () => {
      const nonsense = await gateway.answer('POST', `${nodes}/node01/invokeCommand`, '{');
      assert.equal(nonsense.status, 400);
      assert.equal((await ask('POST', 'node01/invokeCommand', { command: 'x' })).status, 400);
      assert.equal((await ask('PATCH', 'node01/invokeCommand')).status, 404);
      assert.equal((await gateway.answer('GET', '/api/else', '')).status, 404);
      assert.equal((await ask('GET', 'node01/pssessions/%E0%A4%A')).status, 404);
    });

    it('turns an error of the servers themselves into a 500', async () => {
      host.open = () => Promise.reject(new Error('No more processes.'));
      const answer = await ask('POST', 'node01/invokeCommand', { script: 'x' });
      assert.equal(answer.status, 500);
      assert.equal(body(answer).error?.message, 'No more processes.');
    });
  });

  describe('keyed sessions', () => {
    it('stay open, and run the next command', async () => {
      const sessionId = await openKeyed();
      const again = ask('POST', `node01/pssessions/${sessionId}/invokeCommand`, { script: 'two' });
      const run = await host.nextRun();
      run.put('again');
      run.end();
      assert.equal(run.script, 'two');
      assert.deepEqual(body(await again).results, ['again']);
      assert.equal(body(await again).sessionId, sessionId);
      assert.equal(host.openSessions, 1);
    });

    it('are new for each request, even with the same key', async () => {
      assert.notEqual(await openKeyed(), await openKeyed());
      assert.equal(host.openSessions, 2);
    });

    it('survive a script that throws', async () => {
      const sessionId = await openKeyed();
      const again = ask('POST', `node01/pssessions/${sessionId}/invokeCommand`, { script: 'two' });
      (await host.nextRun()).end('failed');
      assert.equal((await again).status, 400);
      const idle = await ask('GET', `node01/pssessions/${sessionId}`);
      assert.equal(body(idle).completed, 'True');
    });

    it('run one command at a time', async () => {
      const sessionId = await openKeyed();
      const path = `node01/pssessions/${sessionId}/invokeCommand`;
      const first = ask('POST', path, { script: 'one' });
      const run = await host.nextRun();
      assert.equal((await ask('POST', path, { script: 'two' })).status, 409);
      run.end();
      assert.equal((await first).status, 200);
    });

    it('run side by side, on one server too', async () => {
      const [one, two] = [await openKeyed(), await openKeyed()];
      const answers = [one, two].map(id => ask('POST', `node01/pssessions/${id}/invokeCommand`, { script: id }));
      const runs = [await host.nextRun(), await host.nextRun()];
      runs[1]?.end();
      assert.equal(body(await answers[1]!).sessionId, two);
      runs[0]?.end();
      assert.equal(body(await answers[0]!).sessionId, one);
    });

    it('are closed by DELETE, even if a command runs in them', async () => {
      const sessionId = await openKeyed();
      void ask('POST', `node01/pssessions/${sessionId}/invokeCommand`, { script: 'endless' });
      await host.nextRun();
      assert.equal((await ask('DELETE', `node01/pssessions/${sessionId}`)).status, 204);
      assert.equal(gateway.sessions.count, 0);
      assert.equal((await ask('DELETE', `node01/pssessions/${sessionId}`)).status, 404);
    });

    it('belong to the server that they were opened on', async () => {
      const sessionId = await openKeyed();
      const path = `cluster01.contoso.com/pssessions/${sessionId}`;
      assert.equal((await ask('GET', path)).status, 404);
    });
  });

  describe('cancel', () => {
    it('ends the command, and returns its output so far', async () => {
      gateway.configure({ firstAnswerHoldMs: 0 });
      const path = 'node01/pssessions/keys-newSession';
      const { sessionId } = body(await ask('PUT', path, { script: 'endless' }));
      (await host.nextRun()).put('half');
      const cancelled = body(await ask('POST', `node01/pssessions/${sessionId}/cancel`));
      assert.equal(cancelled.completed, 'True');
      assert.deepEqual(cancelled.results, ['half']);
      assert.equal((await ask('GET', `node01/pssessions/${sessionId}`)).status, 200);
    });

    it('releases a poll that is being held', async () => {
      gateway.configure({ firstAnswerHoldMs: 0 });
      const { sessionId } = body(await ask('POST', 'node01/invokeCommand', { script: 'endless' }));
      const poll = ask('GET', `node01/pssessions/${sessionId}`);
      await host.nextRun();
      assert.equal((await ask('POST', `node01/pssessions/${sessionId}/cancel`)).status, 200);
      assert.equal(body(await poll).completed, 'True');
      assert.equal(gateway.sessions.count, 0);
    });

    it('answers 404 for a session that doesn’t exist', async () => {
      assert.equal((await ask('POST', 'node01/pssessions/none/cancel')).status, 404);
    });
  });

  describe('expiry', () => {
    it('closes a session that no page asked for', async () => {
      const sessionId = await openKeyed();
      gateway.clock.advance(gateway.settings.sessionExpiryMs + 1);
      assert.equal((await ask('GET', `node01/pssessions/${sessionId}`)).status, 404);
      assert.equal(gateway.sessions.count, 0);
      assert.equal(host.openSessions, 0);
    });

    it('counts from the last request for the session', async () => {
      const sessionId = await openKeyed();
      const { sessionExpiryMs } = gateway.settings;
      gateway.clock.advance(sessionExpiryMs - 1000);
      assert.equal((await ask('GET', `node01/pssessions/${sessionId}`)).status, 200);
      gateway.clock.advance(sessionExpiryMs - 1000);
      assert.equal((await ask('GET', `node01/pssessions/${sessionId}`)).status, 200);
    });

    it('closes a session whose command a page left running', async () => {
      gateway.configure({ firstAnswerHoldMs: 0, sessionExpiryMs: 1000 });
      await ask('POST', 'node01/invokeCommand', { script: 'endless' });
      const run = await host.nextRun();
      gateway.clock.advance(1001);
      assert.equal((await run.finished).state, 'stopped');
      assert.equal(gateway.sessions.count, 0);
    });

    it('doesn’t wait for a page that left before it got the session ID', async () => {
      gateway.configure({ firstAnswerHoldMs: 0 });
      const command = JSON.stringify({ properties: { script: 'long' } });
      const isGone = () => true;
      await gateway.answer('POST', `${nodes}/node01/invokeCommand`, command, { isGone });
      const run = await host.nextRun();
      assert.equal(host.openSessions, 1, 'What runs goes on.');
      run.end();
      await run.finished;
      await new Promise(setImmediate);
      assert.equal(gateway.sessions.count, 0);
    });

    it('keeps a session that a request waits for', async () => {
      const answer = ask('POST', 'node01/invokeCommand', { script: 'long' });
      const run = await host.nextRun();
      gateway.clock.advance(gateway.settings.sessionExpiryMs * 2);
      run.put('still there');
      run.end();
      assert.deepEqual(body(await answer).results, ['still there']);
    });
  });

  it('finds a node by its names in any case, and the cluster by its own names', async () => {
    for (const name of ['NODE01', 'node01.Contoso.COM', 'CLUSTER01.contoso.com']) {
      const answer = ask('POST', `${name}/invokeCommand`, { script: name });
      (await host.nextRun()).end();
      assert.equal((await answer).status, 200, name);
    }
  });

  it('reports its status', async () => {
    const { status, body: content } = await gateway.answer('GET', '/api/gateway/status', '');
    assert.equal(status, 200);
    assert.equal((content as { gatewayMode: string }).gatewayMode, 'Service');
  });
});
