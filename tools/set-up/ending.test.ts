import assert from 'node:assert/strict';
import { ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { inProject, root } from '../../machine/project-paths';
import { marked, processesWith } from './marked-processes.cjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'ending-'));
after(() => rmSync(folder, { recursive: true }));

/** The longest time that the end of a run may take, in milliseconds. */
const promised = 10_000;

/** A started command. A mark identifies all of its processes. */
interface Started {
  child: ChildProcess;
  mark: string;
}

function start(command: string, args: readonly string[], cwd: string): Started {
  const mark = randomUUID();
  const child = spawn(command, args, { cwd, env: marked(process.env, mark), stdio: ['ignore', 'pipe', 'inherit'] });
  return { child, mark };
}

/** Waits until a command prints this text. Fails if the command ends first. */
async function printed({ child }: Started, text: string): Promise<void> {
  let all = '';
  child.stdout?.setEncoding('utf8');
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (more: string) => {
      all += more;
      if (all.includes(text)) {
        resolve();
      }
    });
    child.once('exit', () => reject(new Error(`It ended before it printed "${text}": ${all}`)));
  });
}

/** Lists what still runs when the promised time is over. Returns as soon as nothing does. */
async function leftOf({ mark }: Started): Promise<string[]> {
  const until = Date.now() + promised;
  let left = processesWith(mark);
  while (left.length > 0 && Date.now() < until) {
    await wait(50);
    left = processesWith(mark);
  }
  left.forEach(({ pid }) => process.kill(pid, 'SIGKILL'));
  return left.map(({ command }) => command);
}

/**
 * A program that a task might start: it has its own process group, ignores requests to end, and starts another program.
 */
const stubborn = `
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) { process.on(signal, () => undefined); }
  const { spawn } = require('node:child_process');
  if (process.argv[2] !== 'last') {
    spawn(process.execPath, [__filename, 'last'], { detached: true, stdio: 'inherit' });
  } else {
    console.log('all are there');
  }
  setInterval(() => undefined, 1_000);
`;

/** A project whose gulp starts this program, and ends when asked, or doesn't. */
function project(gulpEnds: boolean): string {
  const place = mkdtempSync(path.join(folder, 'project-'));
  const put = (name: string, content: string): void => {
    mkdirSync(path.dirname(path.join(place, name)), { recursive: true });
    writeFileSync(path.join(place, name), content);
  };
  cpSync(inProject('tools', 'set-up'), path.join(place, 'tools', 'set-up'), { recursive: true });
  cpSync(inProject('tools', 'set-up.cjs'), path.join(place, 'tools', 'set-up.cjs'));
  cpSync(inProject('machine'), path.join(place, 'machine'), { recursive: true });
  cpSync(inProject('lab', 'options.cjs'), path.join(place, 'lab', 'options.cjs'));
  const scripts = { lint: 'exec node tools/set-up.cjs lint' };
  put('package.json', JSON.stringify({ engines: { node: '>=20' }, scripts }));
  put('package-lock.json', JSON.stringify({ packages: {} }));
  put('node_modules/.package-lock.json', JSON.stringify({ packages: {} }));
  put('stubborn.cjs', stubborn);
  const ignore = "['SIGINT', 'SIGTERM'].forEach(signal => process.on(signal, () => undefined));";
  put(
    'node_modules/gulp/bin/gulp.js',
    `${gulpEnds ? '' : ignore}
    const { spawn } = require('node:child_process');
    spawn(process.execPath, ['stubborn.cjs'], { detached: true, stdio: 'inherit' });
    setInterval(() => undefined, 1_000);`
  );
  return place;
}

// Windows has no signals. There, a console ends everything that runs in it.
const signals = process.platform === 'win32' ? [] : (['SIGINT', 'SIGTERM'] as const);

// Run these in parallel, because they mostly wait for stubborn programs to be killed.
describe('what was started', { concurrency: true }, () => {
  for (const signal of signals) {
    it(`ends with ${signal} to npm, even if it ignores the signal`, async () => {
      const started = start('npm', ['run', 'lint'], project(true));
      await printed(started, 'all are there');
      started.child.kill(signal);
      assert.deepEqual(await leftOf(started), []);
    });

    it(`ends with ${signal} to the set-up process, though the task does not end`, async () => {
      const started = start(process.execPath, ['tools/set-up.cjs', 'lint'], project(false));
      await printed(started, 'all are there');
      started.child.kill(signal);
      assert.deepEqual(await leftOf(started), []);
    });
  }

  it('ends when npm is killed and can’t pass anything on', async () => {
    const started = start('npm', ['run', 'lint'], project(true));
    await printed(started, 'all are there');
    started.child.kill('SIGKILL');
    assert.deepEqual(await leftOf(started), []);
  });
});

// Run these one after the other, because they use the project itself.
describe('what was started in this project', () => {
  for (const signal of signals) {
    it(`ends with ${signal} to the npm that started the lab`, async () => {
      const started = start('npm', ['start', '--', '--scenario', 'single-server', '--port', '0'], root);
      await printed(started, 'The lab is open');
      assert.ok(processesWith(started.mark).length > 2, 'npm, our own process, the lab and its servers');
      started.child.kill(signal);
      assert.deepEqual(await leftOf(started), []);
    });
  }

  it('ends with npm while the tests run', async () => {
    const started = start('npm', ['test'], root);
    await printed(started, '── lint and build ──');
    started.child.kill('SIGTERM');
    assert.deepEqual(await leftOf(started), []);
  });
});
