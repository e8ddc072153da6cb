import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { marked, processesWith } from './set-up/marked-processes.cjs';
import { runConfined } from './confined-run';

const script = (text: string): string[] => ['-e', text];

/** Leaves a process that runs for a minute, and a folder. */
const untidy = `
  const { spawn } = require('node:child_process');
  require('node:fs').mkdtempSync(require('node:path').join(require('node:os').tmpdir(), 'untidy-'));
  spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60_000)'], { detached: true, stdio: 'ignore' }).unref();
`;

/** A killed process may still be listed for a moment. */
async function allEnd(mark: string): Promise<void> {
  for (let turn = 0; turn < 50 && processesWith(mark).length > 0; turn += 1) {
    await wait(100);
  }
  assert.deepEqual(processesWith(mark), []);
}

describe('A confined program', () => {
  it('ends with its own exit code, and leaves nothing', async () => {
    assert.deepEqual(await runConfined(process.execPath, script('process.exitCode = 3')), { code: 3, left: [] });
  });

  it('gets the environment that it’s given, and may leave what the next one needs', async () => {
    const keep = `
      const { mkdirSync } = require('node:fs');
      const folder = require('node:os').tmpdir();
      ['tsx-0', '.dotnet', 'playwright-transform-cache-0'].forEach(name => mkdirSync(folder + '/' + name));
      process.exitCode = Number(process.env.CODE);
    `;
    assert.deepEqual(await runConfined(process.execPath, script(keep), { CODE: '4' }), { code: 4, left: [] });
  });

  it('is told what it leaves behind, which is removed', async () => {
    const mark = randomUUID();
    Object.assign(process.env, marked(process.env, mark));
    const { code, left } = await runConfined(process.execPath, script(untidy));
    assert.equal(code, 0);
    assert.equal(left.length, 2);
    assert.match(left[0], /^process \d+ .*setTimeout/);
    assert.match(left[1], /^temporary untidy-/);
    await allEnd(mark);
  });

  // Windows has no signals.
  for (const signal of process.platform === 'win32' ? [] : (['SIGINT', 'SIGTERM'] as const)) {
    it(`ends with everything that it started on ${signal}`, async () => {
      const mark = randomUUID();
      const inner = `${untidy} console.log(require('node:os').tmpdir()); setInterval(() => undefined, 1000);`;
      const file = JSON.stringify(path.join(__dirname, 'confined-run'));
      const outer = `require(${file}).runConfined(process.execPath, ['-e', ${JSON.stringify(inner)}]);`;
      const child = spawn(process.execPath, ['--import', 'tsx', '-e', outer], {
        env: marked(process.env, mark),
        stdio: ['ignore', 'pipe', 'inherit']
      });
      const [printed] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
      const folder = printed.trim();
      assert.ok(existsSync(folder));
      child.kill(signal);
      await once(child, 'exit');
      await allEnd(mark);
      assert.equal(existsSync(folder), false);
    });
  }
});
