import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { faultMatrix, situations } from '../../e2e/faults/fault-matrix';
import { inProject, root } from '../../machine/project-paths';
import { faultHandlings } from './fault-handlings';
import { Guard, guards, specFiles } from './guards';
import { copyProject, patchProblems, takeOut } from './patched-tree';
import { failuresIn, verdictOn } from './verdict';

const folder = mkdtempSync(path.join(os.tmpdir(), 'guards-'));
after(() => rmSync(folder, { recursive: true }));

const guard: Guard = {
  takesOut: 'masking',
  edits: [{ file: 'src/a.ts', from: 'hide(text)', to: '$& text' }],
  test: 'is hidden',
  says: /"console: [^"]*<the key/
};

function project(name: string, source: string): string {
  const made = path.join(folder, name);
  for (const part of ['src', 'node_modules', 'out', '.git']) {
    mkdirSync(path.join(made, part), { recursive: true });
  }
  writeFileSync(path.join(made, 'src', 'a.ts'), source);
  writeFileSync(path.join(made, 'node_modules', 'package.js'), '');
  return made;
}

test('every guard can be removed from the current sources', () => {
  assert.deepEqual(
    guards.flatMap(one => patchProblems(root, one)),
    []
  );
});

test('every guard is unique, changes something, and names an existing test', () => {
  const spec = specFiles.map(file => readFileSync(inProject(file), 'utf8')).join();
  assert.equal(new Set(guards.map(({ takesOut }) => takesOut)).size, guards.length);
  for (const { takesOut, edits, test: title } of guards) {
    assert.ok(spec.includes(`'${title}'`), `${takesOut}: ${title}`);
    assert.ok(
      edits.every(({ from, to }) => from !== to),
      takesOut
    );
  }
});

test('a guard whose text is missing or occurs twice is reported with its file', () => {
  for (const source of ['show(text)', 'hide(text) hide(text)']) {
    const made = project('changed', source);
    assert.match(patchProblems(made, guard).join(), /^"masking": src\/a\.ts has "hide\(text\)" [02] times/);
    assert.throws(() => takeOut(made, guard), /"masking"/);
  }
  const gone = { ...guard, edits: [{ ...guard.edits[0], file: 'src/gone.ts' }] };
  assert.match(patchProblems(folder, gone).join(), /src\/gone\.ts has .* 0 times/);
});

test('a guard can be removed and restored, with any line endings', () => {
  const source = 'first\r\nhide(text)\r\n';
  const made = project('windows', source);
  const file = path.join(made, 'src', 'a.ts');
  const putBack = takeOut(made, { ...guard, edits: [{ ...guard.edits[0], from: 'first\nhide(text)' }] });
  assert.equal(readFileSync(file, 'utf8'), '$& text\n');
  putBack();
  assert.equal(readFileSync(file, 'utf8'), source);
});

test('a copy has the sources and the packages, and replaces the previous copy', () => {
  const made = project('copied', 'source');
  const tree = path.join(made, 'out', 'guards', 'tree');
  mkdirSync(path.join(tree, 'old'), { recursive: true });
  copyProject(made, tree);
  assert.equal(readFileSync(path.join(tree, 'src', 'a.ts'), 'utf8'), 'source');
  assert.ok(existsSync(path.join(tree, 'node_modules', 'package.js')));
  for (const left of ['old', 'out', '.git']) {
    assert.ok(!existsSync(path.join(tree, left)), left);
  }
});

test('only the guard’s own message counts as noticed', () => {
  assert.deepEqual(verdictOn(guard, []), { kind: 'unnoticed' });
  const leak = '+   "console: TYPED<the key>",';
  assert.deepEqual(verdictOn(guard, ['Timeout', leak]), { kind: 'noticed', by: 'console: TYPED<the key' });
  assert.deepEqual(verdictOn(guard, ['Timeout']), { kind: 'otherwise', said: 'Timeout' });
});

test('failures are read from the report without colors, and no tests at all is no success', () => {
  const result = (status: string, ...messages: string[]): object => ({
    title: 'a',
    tests: [{ results: [{ status, errors: messages.map(message => ({ message })) }] }]
  });
  const report = (...specs: object[]): Parameters<typeof failuresIn>[0] =>
    ({ errors: [], suites: [{ suites: [{ specs }] }] }) as unknown as Parameters<typeof failuresIn>[0];
  assert.deepEqual(failuresIn(report(result('passed'))), []);
  const failed = report(result('failed', '\u001b[31mred\u001b[39m', 'more'), result('timedOut'));
  assert.deepEqual(failuresIn(failed), ['red', 'more', 'It ended as timedOut.']);
  assert.throws(() => failuresIn(report()), /No test ran/);
});

test('everything that handles a fault can be removed from the current sources, together with its batch', () => {
  assert.deepEqual(
    faultHandlings.flat().flatMap(one => patchProblems(root, one)),
    []
  );
  for (const batch of faultHandlings) {
    const cells = batch.flatMap(handling => handling.cells);
    assert.equal(new Set(cells).size, cells.length, 'No cell depends on two handlings of a batch.');
  }
});

test('every cell of the fault matrix has something whose removal it notices', () => {
  const noticed = new Set(faultHandlings.flat().flatMap(handling => handling.cells));
  const cells = faultMatrix.flatMap(row =>
    situations.filter(situation => 'sees' in row[situation]).map(situation => `${row.id} ${situation}`)
  );
  assert.deepEqual(
    cells.filter(cell => !noticed.has(cell)),
    []
  );
  assert.deepEqual(
    [...noticed].filter(cell => !cells.includes(cell)),
    []
  );
});
