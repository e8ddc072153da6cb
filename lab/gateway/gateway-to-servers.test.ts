import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Lab, startLab } from '../lab';
import { fakeExtension } from '../shell/testing/fake-extension';

const nodes = 'api/services/WinREST/PowerShell/nodes';

interface Answer {
  sessionId: string;
  completed: string;
  results: unknown[];
  errors: { errorType: string; message: string; detailRecord: { hResult: number } }[];
  error?: { message: string };
}

describe('the gateway with PowerShell behind it', () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab({ bundle: fakeExtension, scenario: 'healthy', poolSize: 2 });
  });

  after(() => lab.stop());

  async function ask(method: string, where: string, script?: string): Promise<{ status: number; answer: Answer }> {
    const response = await fetch(`${lab.address}${nodes}/${where}`, {
      method,
      headers: { cookie: 'WAC-XSRF=t', 'x-xsrf-token': 't' },
      body: script && JSON.stringify({ properties: { script } })
    });
    const text = await response.text();
    return { status: response.status, answer: (text ? JSON.parse(text) : {}) as Answer };
  }

  /** Runs a script and polls to its end, as a page does. */
  async function run(method: string, where: string, script: string): Promise<Answer[]> {
    const first = await ask(method, where, script);
    const answers = [first.answer];
    while (answers.at(-1)?.completed === 'False') {
      const [node] = where.split('/');
      const poll = await ask('GET', `${node}/pssessions/${first.answer.sessionId}?$expand=output`);
      answers.push(poll.answer);
    }
    return answers;
  }

  it('returns a script’s output from the server that was named', async () => {
    const answers = await run('POST', 'NODE03.contoso.com/invokeCommand', '@{ name = $env:COMPUTERNAME; list = 1, 2 }');
    assert.deepEqual(
      answers.flatMap(answer => answer.results),
      [{ name: 'NODE03', list: [1, 2] }]
    );
  });

  it('returns output while the script runs', async () => {
    lab.configureGateway({ firstAnswerHoldMs: 0 });
    const answers = await run('POST', 'node01/invokeCommand', '1; Start-Sleep -Milliseconds 300; 2');
    assert.deepEqual(
      answers.flatMap(answer => answer.results),
      [1, 2]
    );
    assert.ok(answers.length > 2, 'The two came in different answers.');
    lab.configureGateway({ firstAnswerHoldMs: 1000 });
  });

  it('answers a throw with 400 and the thrown message', async () => {
    const { status, answer } = await ask('POST', 'node01/invokeCommand', 'throw "It broke"');
    assert.equal(status, 400);
    assert.match(answer.errors[0]?.message ?? '', /It broke/);
  });

  it('keeps the variables of a keyed session, and loses them with the session', async () => {
    const [opened] = await run('PUT', 'node02/pssessions/key-newSession', '$global:kept = 42');
    const session = `node02/pssessions/${opened?.sessionId}`;
    const kept = await run('POST', `${session}/invokeCommand`, '$global:kept');
    assert.deepEqual(
      kept.flatMap(answer => answer.results),
      [42]
    );
    assert.equal((await ask('DELETE', session)).status, 204);
    assert.equal((await ask('GET', session)).status, 404);
    const anew = await run('POST', 'node02/invokeCommand', '"$global:kept"');
    assert.deepEqual(
      anew.flatMap(answer => answer.results),
      ['']
    );
  });

  it('ends a sleeping script when it is cancelled', async () => {
    lab.configureGateway({ firstAnswerHoldMs: 0 });
    const { answer } = await ask('POST', 'node02/invokeCommand', 'Start-Sleep 600');
    const cancelled = await ask('POST', `node02/pssessions/${answer.sessionId}/cancel`);
    assert.equal(cancelled.answer.completed, 'True');
    lab.configureGateway({ firstAnswerHoldMs: 1000 });
  });

  it('answers at once when a server loses power, and refuses it afterwards', async () => {
    lab.configureGateway({ firstAnswerHoldMs: 0, pollHoldMs: 60_000 });
    const { answer } = await ask('POST', 'node04/invokeCommand', 'Start-Sleep 600');
    const poll = ask('GET', `node04/pssessions/${answer.sessionId}?$expand=output`);
    await lab.changeServer('node04', { power: 'off' });
    assert.equal((await poll).status, 400);
    assert.ok((await poll).answer.error?.message);
    const refused = await ask('POST', 'node04/invokeCommand', '1');
    assert.equal(refused.status, 400);
    assert.match(refused.answer.error?.message ?? '', /node04/);
    lab.configureGateway({ firstAnswerHoldMs: 1000 });
  });

  it('runs on a server that is up if the cluster’s own name is used', async () => {
    await lab.changeServer('node01', { power: 'off' });
    const { clusterName, domain } = lab.state();
    const answers = await run('POST', `${clusterName}.${domain}/invokeCommand`, '$env:COMPUTERNAME');
    assert.deepEqual(
      answers.flatMap(answer => answer.results),
      ['NODE02']
    );
  });
});
