import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { InMemoryRun, InMemorySessionHost } from './testing/in-memory-session-host';
import { HoldMoment, RunHolds } from './run-holds';

describe('a hold', () => {
  let host: InMemorySessionHost;
  let holds: RunHolds;

  beforeEach(() => {
    host = new InMemorySessionHost();
    holds = new RunHolds();
  });

  /** Begins a held run on node01. Returns the hold and the run. */
  async function begin(moment: HoldMoment) {
    const session = await host.open('node01');
    const hold = holds.hold('node01', 'Set-Thing', moment);
    const begun: InMemoryRun[] = [];
    const start = (command: string) =>
      holds.begin(session, command, () => {
        begun.push(session.run(command) as InMemoryRun);
        return begun[begun.length - 1];
      });
    return { hold, begun, start, run: start('Set-Thing') };
  }

  it('keeps a run from starting until it is let go', async () => {
    const { hold, begun, run } = await begin('start');
    await hold.reached;
    assert.equal(begun.length, 0);
    hold.letGo();
    const inner = await host.nextRun();
    inner.put('done');
    inner.end();
    assert.deepEqual(await run.finished, { state: 'completed' });
    assert.deepEqual(run.takeOutput(), ['done']);
  });

  it('keeps the result back until it is let go', async () => {
    const { hold, run } = await begin('end');
    const inner = await host.nextRun();
    inner.put('done');
    inner.fail('nearly');
    inner.end();
    await hold.reached;
    assert.deepEqual([run.takeOutput(), run.takeErrors()], [[], []]);
    hold.letGo();
    assert.deepEqual(await run.finished, { state: 'completed' });
    assert.deepEqual(run.takeOutput(), ['done']);
    assert.equal(run.takeErrors().length, 1);
  });

  for (const moment of ['start', 'end'] as const) {
    it(`reports a run held at its ${moment} as crashed when its server is switched off`, async () => {
      const { hold, run } = await begin(moment);
      if (moment === 'end') {
        (await host.nextRun()).end();
      }
      await hold.reached;
      await host.powerOff('node01');
      assert.deepEqual(await run.finished, { state: 'crashed' });
      hold.letGo();
      assert.deepEqual(run.takeOutput(), []);
    });

    it(`lets a run held at its ${moment} be stopped`, async () => {
      const { hold, run } = await begin(moment);
      if (moment === 'end') {
        (await host.nextRun()).end();
      }
      await hold.reached;
      await run.stop();
      assert.deepEqual(await run.finished, { state: 'stopped' });
    });
  }

  it('holds one run of that command, and no other', async () => {
    const { hold, begun, start } = await begin('start');
    start('Get-Thing');
    start('Set-Thing');
    assert.deepEqual(
      begun.map(({ script }) => script),
      ['Get-Thing', 'Set-Thing']
    );
    hold.letGo();
  });

  it('holds nothing if it was let go before', async () => {
    const session = await host.open('node01');
    holds.hold('node01', 'Set-Thing', 'start').letGo();
    holds.begin(session, 'Set-Thing', () => session.run('Set-Thing'));
    assert.equal((await host.nextRun()).script, 'Set-Thing');
  });
});
