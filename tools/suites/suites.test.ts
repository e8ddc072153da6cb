import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { readKarma } from './karma';
import { ProcessWatch } from './left-behind';
import { readTap } from './node-tests';
import { readPester } from './pester';
import { readPlaywright } from './playwright';
import { runAll, step } from './run-suites';
import { judged, Runner, suite, sum } from './suite';

const tap = (pass: number, fail: number, skipped = 0): string =>
  `ok 1 - first\n# pass ${pass}\n# fail ${fail}\n# cancelled 0\n# skipped ${skipped}\n# todo 0\n`;

test("Node's report is counted, and skipped tests are named and fail", () => {
  assert.deepEqual(readTap(tap(3, 1)), { passed: 3, failed: 1, notes: [] });
  const skipping = readTap(`ok 2 - second # SKIP later\n${tap(3, 0, 1)}`);
  assert.deepEqual(skipping, { passed: 3, failed: 1, notes: ['Left out: second'] });
  assert.throws(() => readTap('TAP version 13\n'));
});

test("Pester's and karma's counts are read, and skipped tests are named and fail", () => {
  const report = JSON.stringify({ passed: 2, failed: 1, leftOut: ['a b'] });
  const expected = { passed: 2, failed: 2, notes: ['Left out: a b'] };
  assert.deepEqual(readPester(report), expected);
  assert.deepEqual(readKarma(report), expected);
});

test("Playwright's report is counted, and skipped and flaky tests fail", () => {
  const spec = (title: string, status: string): object => ({ title, tests: [{ status }] });
  const report = {
    errors: [{ message: 'a file could not be read' }],
    suites: [
      {
        title: 'a.spec.ts',
        specs: [spec('one', 'expected'), spec('two', 'unexpected')],
        suites: [{ title: 'inner', specs: [spec('three', 'skipped'), spec('four', 'flaky')] }]
      }
    ]
  };
  assert.deepEqual(readPlaywright(JSON.stringify(report)), {
    passed: 1,
    failed: 4,
    notes: ['Left out: a.spec.ts > inner > three', 'Passed only when tried again: a.spec.ts > inner > four']
  });
});

const ended = (code: number): { code: number; wasSilent: boolean } => ({ code, wasSilent: false });

test('a runner that crashed, reported nothing, or ran no test fails', () => {
  assert.match(judged('x', ended(1), undefined).notes[0], /ended with 1 and no report/);
  assert.equal(judged('x', ended(0), undefined).failed, 1);
  assert.match(judged('x', ended(0), { passed: 0, failed: 0, notes: [] }).notes[0], /no test ran/);
  assert.equal(judged('x', ended(1), { passed: 5, failed: 0, notes: [] }).failed, 1);
  assert.equal(judged('x', ended(1), { passed: 5, failed: 2, notes: [] }).failed, 2);
  assert.equal(judged('x', ended(0), { passed: 5, failed: 0, notes: [] }).failed, 0);
});

/** A runner that runs a program in Node. Its report is what the program writes to the file REPORT. */
function node(program: string, silenceLimit?: number): Runner {
  return {
    command: process.execPath,
    args: report => ['-e', `const REPORT = ${JSON.stringify(report)}; ${program}`],
    environment: () => ({ SAY: 'four' }),
    read: report => ({ passed: report.length, failed: 0, notes: [] }),
    silenceLimit
  };
}

const write = 'fs.writeFileSync(REPORT, process.env.SAY);';

test('a suite starts its runner and reads its report', async () => {
  assert.deepEqual(await suite('a suite', node(write)).run(process.env), {
    passed: 4,
    failed: 0,
    notes: []
  });
});

test('runners that share a suite have their own reports, which are added up', async () => {
  const { passed, failed, notes } = await suite('shared', node(write), node(write), node('')).run(process.env);
  assert.deepEqual([passed, failed], [8, 1]);
  assert.match(notes.join(), /^shared: the runner ended with 0 and no report\.$/);
});

test('a runner that prints nothing for too long is ended and fails, but a slow one does not', async () => {
  const hangs = node(`${write} setInterval(() => undefined, 1000);`, 2_000);
  const { passed, failed, notes } = await suite('hangs', hangs).run(process.env);
  assert.deepEqual([passed, failed], [4, 1]);
  assert.match(notes[0], /^hangs: the runner printed nothing for too long, and was ended\.$/);

  const talk = `console.log('on'); if (++said === 8) { ${write} process.exit(); }`;
  const talks = node(`let said = 0; setInterval(() => { ${talk} }, 300);`, 2_000);
  assert.equal((await suite('talks', talks).run(process.env)).failed, 0);
});

test('steps that run side by side all run to the end, and each can fail', async () => {
  const done: string[] = [];
  const good = (): Promise<void> => Promise.resolve(void done.push('good'));
  const bad = (): Promise<void> => Promise.reject(new Error('bad on purpose'));
  assert.deepEqual(await step('both', [bad, good]).run(process.env), {
    passed: 0,
    failed: 1,
    notes: ['both failed: see above.']
  });
  assert.deepEqual(done, ['good']);
});

test('a suite that crashes does not keep the others from running', async () => {
  const results = await runAll(
    [
      { name: 'first', run: () => Promise.reject(new Error('broken on purpose')) },
      { name: 'second', run: () => Promise.resolve({ passed: 2, failed: 0, notes: [] }) }
    ],
    process.env
  );
  assert.deepEqual(sum(results), { passed: 2, failed: 1, notes: ['first failed: see above.'] });
  assert.deepEqual(
    results.map(({ name }) => name),
    ['first', 'second']
  );
  assert.ok(results.every(({ seconds }) => seconds >= 0));
});

test('a process whose parent has ended is found by its mark', async () => {
  const watch = new ProcessWatch();
  const orphan =
    "const c = require('child_process').spawn(process.execPath, " +
    "['-e', 'setTimeout(() => {}, 60000)'], { detached: true, stdio: 'ignore' }); " +
    'console.log(c.pid); c.unref();';
  const parent = spawn(process.execPath, ['-e', orphan], { env: watch.environment });
  const [printed] = await once(parent.stdout, 'data');
  await once(parent, 'exit');
  const pid = Number(String(printed));
  try {
    const left = await watch.leftBehind();
    // Windows doesn't show environments, so an orphan looks like any other process there.
    const expected = process.platform === 'win32' ? [] : [pid];
    assert.deepEqual(
      left.map(one => one.pid),
      expected
    );
  } finally {
    process.kill(pid);
  }
  assert.deepEqual(await watch.leftBehind(), []);
});
