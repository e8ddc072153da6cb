import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { Lab, startLab } from '../lab';
import { InMemorySessionHost } from './testing/in-memory-session-host';
import { fakeExtension } from '../shell/testing/fake-extension';

const socketPath = 'api/services/WinStream/Stream/socket/my.module';

interface Told {
  id: string;
  state: number;
  response: { results?: unknown[]; statusCode?: number; completed?: string };
}

describe('the stream', () => {
  let host: InMemorySessionHost;
  let lab: Lab;
  let socket: WebSocket | undefined;
  let told: Told[];
  let waiting: (() => void)[];

  beforeEach(async () => {
    host = new InMemorySessionHost();
    told = [];
    waiting = [];
    lab = await startLab({
      bundle: fakeExtension,
      scenario: 'healthy',
      startSessions: () => Promise.resolve(host)
    });
  });

  afterEach(async () => {
    socket?.terminate();
    await lab.stop();
  });

  async function open(where = socketPath): Promise<WebSocket> {
    const opened = new WebSocket(lab.address.replace('http', 'ws') + where);
    socket = opened;
    opened.on('message', text => {
      told.push((JSON.parse(String(text)) as { data: Told }).data);
      waiting.splice(0).forEach(go => go());
    });
    await once(opened, 'open');
    return opened;
  }

  function send(data: object, streamName = 'SME-PowerShell'): void {
    socket?.send(JSON.stringify({ streamName, state: 2, data }));
  }

  function start(id: string, nodeName = 'node01', headers = {}): void {
    send({ id, requestState: 2, target: { nodeName, headers }, script: id, command: 'Get-It' });
  }

  /** Waits for that many answers, and returns all answers so far. */
  async function answers(count: number): Promise<Told[]> {
    while (told.length < count) {
      await new Promise<void>(resolve => waiting.push(resolve));
    }
    return told;
  }

  it('sends a command’s output as it comes, and then its end', async () => {
    await open();
    start('a');
    const run = await host.nextRun();
    run.put(1);
    assert.deepEqual(
      (await answers(1)).map(({ id, state, response }) => ({ id, state, results: response.results })),
      [{ id: 'a', state: 3, results: [1] }]
    );
    run.put(2);
    run.end();
    const all = await answers(2);
    assert.equal(all.at(-1)?.state, 2);
    assert.deepEqual(
      all.flatMap(({ response }) => response.results),
      [1, 2]
    );
  });

  it('runs many commands at a time, each on its node', async () => {
    await open();
    start('a', 'node01');
    start('b', 'node02.contoso.com');
    const [first, second] = [await host.nextRun(), await host.nextRun()];
    second.end();
    assert.deepEqual(
      (await answers(1)).map(({ id }) => id),
      ['b']
    );
    first.end();
    assert.deepEqual(
      (await answers(2)).map(({ id }) => id),
      ['b', 'a']
    );
  });

  it('answers a cancel with the end of the canceled command', async () => {
    await open();
    start('a');
    const run = await host.nextRun();
    send({ id: 'a', requestState: 3, target: { nodeName: 'node01' } });
    assert.equal((await run.finished).state, 'stopped');
    assert.deepEqual(
      (await answers(1)).map(({ id, state }) => ({ id, state })),
      [{ id: 'a', state: 2 }]
    );
  });

  it('puts an error’s status in the answer itself', async () => {
    await open();
    start('a', 'nowhere');
    await lab.changeServer('node02', { access: 'none' });
    start('b', 'node02');
    start('c', 'node03');
    const run = await host.nextRun();
    run.fail('broken');
    run.end('failed');
    const all = await answers(3);
    assert.ok(all.every(({ state }) => state === 4));
    assert.deepEqual(all.map(({ id, response }) => [id, response.statusCode]).sort(), [
      ['a', 400],
      ['b', 401],
      ['c', 400]
    ]);
  });

  it('records each command in the audit trail', async () => {
    await open();
    start('a', 'node01', { 'x-ms-sme-useLaps': 'true' });
    (await host.nextRun()).end();
    await answers(1);
    const entry = lab.audit().find(({ method }) => method === 'STREAM');
    assert.equal(entry?.status, 200);
    assert.equal(entry?.url, `/${socketPath}`);
    assert.match(entry?.body ?? '', /"script":"a"/);
    assert.deepEqual(entry?.headers, { 'x-ms-sme-useLaps': 'true' });
  });

  it('refuses an unknown stream by name', async () => {
    const opened = await open();
    const said = once(opened, 'message');
    send({}, 'SME-CIM');
    const [text] = (await said) as [Buffer];
    assert.match(String(text), /"state":3.*no stream \\"SME-CIM\\"/);
  });

  it('has another address in version 1.0.0, and none if it’s off', async () => {
    const refused = async (where: string): Promise<void> => {
      await assert.rejects(open(where), /404/);
    };
    await refused('api/streams/socket/my.module');
    lab.configureGateway({ apiVersion: '1.0.0' });
    await refused(socketPath);
    await open('api/streams/socket/my.module');
    lab.configureGateway({ stream: false });
    await refused('api/streams/socket/my.module');
  });

  it('refuses pages of another origin', async () => {
    const foreign = new WebSocket(lab.address.replace('http', 'ws') + socketPath, {
      origin: 'http://elsewhere.example'
    });
    const [error] = (await once(foreign, 'error')) as [Error];
    assert.match(error.message, /404/);
  });

  it('can be cut, which a page sees as a closed socket', async () => {
    const opened = await open();
    const closed = once(opened, 'close');
    lab.cutStreams();
    await closed;
    await open();
  });

  it('closes when the gateway is killed, and can be opened once it runs again', async () => {
    const opened = await open();
    const closed = once(opened, 'close');
    lab.configureGateway({ isRunning: false });
    await closed;
    await assert.rejects(open(), /socket hang up/);
    lab.configureGateway({ isRunning: true });
    await open();
  });
});
