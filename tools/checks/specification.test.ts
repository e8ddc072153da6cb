import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { ESLint } from 'eslint';
import { inProject, root } from '../../machine/project-paths';
import { describe as shownAs, Problem } from '../problems';
import { ListedTest, listTests, TestList } from './listed-tests';
import { SourceFile, sourceFiles } from './source-files';
import { specificationProblems } from './specification';

const heading = "| Promise | Where it's met | Shown by |\n|---|---|---|\n";
const file = 'e2e/a.spec.ts';
const works: ListedTest = { file, title: 'it works', line: 1, notRun: null };

/** The problems of a row with this third column, with these whole-chain tests in a file. */
function saidOf(shownBy: string, tests = [works], problems: Problem[] = []): string {
  const text = `# Title\n\n${heading}| a | b | ${shownBy} |\n`;
  const files = [
    { name: 'docs/specification.md', text },
    { name: file, text: '' }
  ];
  return specificationProblems(files, { tests, problems }).map(shownAs).join('\n');
}

test('every promise in the specification has a test that runs, or a reason for having none', async () => {
  assert.deepEqual(specificationProblems(sourceFiles(), await listTests()).map(shownAs), []);
});

test('a row that names tests, gives a reason, or says what is planned is valid', () => {
  const right = [
    '`e2e/a.spec.ts › it works`',
    '`e2e/a.spec.ts › it works`<br>`e2e/a.spec.ts › it works`',
    'Not ours, because Windows does it.',
    'Later: a test of the help.'
  ];
  for (const shownBy of right) {
    assert.equal(saidOf(shownBy), '', shownBy);
  }
});

test('a row without any of these is found, with its line', () => {
  const wrong = [
    'it works',
    'e2e/a.spec.ts › it works',
    '`tools/a.test.ts › it works`',
    '`src/a.ts › it works`',
    '`e2e/a.spec.ts`',
    '`e2e/a.spec.ts › it works` and more',
    'Not ours, because',
    'Not ours: Windows does it.',
    'Later:'
  ];
  for (const shownBy of wrong) {
    assert.match(saidOf(shownBy), /^docs\/specification\.md:5: .* doesn't say what shows it/, shownBy);
  }
  assert.match(saidOf(''), /three columns/);
  assert.match(saidOf('Later: more | and more'), /three columns/);
});

test('a document that is missing or has no rows is found', () => {
  const said = (...files: SourceFile[]): string =>
    specificationProblems(files, { tests: [], problems: [] }).map(shownAs).join();
  assert.match(said(), /is missing/);
  assert.match(said({ name: 'docs/specification.md', text: `# Title\n\n${heading}` }), /no row/);
});

test('a missing test is found, and so is a name that two tests have', () => {
  assert.match(saidOf('`e2e/b.spec.ts › it works`'), /e2e\/b\.spec\.ts is not there/);
  assert.match(saidOf('`e2e/a.spec.ts › it does`'), /has no test called "it does"\.$/);
  assert.match(saidOf('`e2e/a.spec.ts › it works`', [works, works]), /has 2 tests called "it works"/);
  assert.match(saidOf('`e2e/a.spec.ts › it works`', [{ ...works, file: 'e2e/c.spec.ts' }]), /has no test called/);
});

test('a listed test that does not run is found, and so is a file that can’t be listed', () => {
  assert.match(
    saidOf('`e2e/a.spec.ts › it works`', [{ ...works, notRun: 'fixme' }]),
    /"it works" does not run \(fixme\)/
  );
  const problem = { file, line: 3, reason: 'is broken.' };
  assert.equal(saidOf('`e2e/a.spec.ts › it works`', [], [problem]), 'e2e/a.spec.ts:3: is broken.');
});

test('a promise can be shown by a unit test, or one of the lab, at any level', () => {
  const files = {
    'src/app/domain/a.spec.ts': "describe('A page', () => { it('does', () => undefined); });",
    'lab/a.test.ts': "it('does', { timeout: 1 }, () => undefined);",
    'tests/field-check/a.test.ts': "test('does', () => undefined);"
  };
  const said = (name: string, text: string): string =>
    specificationProblems(
      [
        { name: 'docs/specification.md', text: `${heading}| a | b | \`${name} › does\` |\n` },
        { name, text }
      ],
      { tests: [], problems: [] }
    )
      .map(shownAs)
      .join('\n');
  for (const [name, text] of Object.entries(files)) {
    assert.equal(said(name, text), '', name);
    assert.match(said(name, text.replace('does', 'did')), /has no test called "does"/, name);
  }
  const unit = 'src/app/domain/a.spec.ts';
  for (const leftOut of ['xit', 'fit', 'it.skip', 'it.todo']) {
    assert.match(said(unit, files[unit].replace("it('", `${leftOut}('`)), /has no test called/, leftOut);
  }
  assert.match(said(unit, files[unit] + files[unit]), /has 2 tests called "does"/);
  // Neither text about a test nor a step of one is a test.
  const others = "// it('does', () => 1);\nconst a = 'does'; t.test('does', async () => a);";
  assert.match(said(unit, others), /has no test called "does"\.$/);
  const computed = 'for (const it of all) {\n  it(`${it} does`, () => undefined);\n}';
  assert.match(said(unit, computed), /has no test called .* \(line 2\) can't be named/);
});

const folder = mkdtempSync(path.join(os.tmpdir(), 'listed-tests-'));
after(() => rmSync(folder, { recursive: true }));

/** Lists the tests of a small project with these files in e2e. */
async function listOf(name: string, files: Record<string, string>): Promise<TestList> {
  const place = path.join(folder, name);
  mkdirSync(path.join(place, 'e2e'), { recursive: true });
  symlinkSync(inProject('node_modules'), path.join(place, 'node_modules'), 'junction');
  writeFileSync(path.join(place, 'playwright.config.ts'), "export default { testDir: 'e2e' };");
  for (const [title, text] of Object.entries(files)) {
    const whole = `import { test } from '@playwright/test';\n${text}`;
    writeFileSync(path.join(place, 'e2e', `${title}.spec.ts`), whole);
  }
  return listTests(place);
}

const body = "('it', async () => undefined);";

test('Playwright lists titles as they are at run time, and marks what does not run', async () => {
  const { tests, problems } = await listOf('marks', {
    a: `test.describe('A page', () => { for (const it of ['a', 'b']) test(it + ' works', async () => undefined); });`,
    b: `test.skip${body}`,
    c: `test.fixme${body}`,
    d: `test.fail${body}`,
    e: `test.describe.skip('A page', () => { test${body} });`,
    f: `test.describe('A page', () => { test.fixme(); test${body} });\ntest('another', async () => undefined);`,
    g: `test.skip(true, 'why'); test${body}`
  });
  const listed = tests.map(({ file: name, title, notRun }) => `${name} ${title} ${notRun}`).sort();
  assert.deepEqual(problems, []);
  assert.deepEqual(listed, [
    'e2e/a.spec.ts a works null',
    'e2e/a.spec.ts b works null',
    'e2e/b.spec.ts it skip',
    'e2e/c.spec.ts it fixme',
    'e2e/d.spec.ts it fail',
    'e2e/e.spec.ts it skip',
    'e2e/f.spec.ts another null',
    'e2e/f.spec.ts it fixme',
    'e2e/g.spec.ts it skip'
  ]);
});

test('a file that can’t be read or has a test that runs alone is reported with its line', async () => {
  const { problems } = await listOf('problems', { a: `test${body}\ntest.only('alone', async () => undefined);` });
  assert.match(problems.map(shownAs).join('\n'), /^e2e\/a\.spec\.ts:3: .*\.only/);
  const broken = await listOf('broken', { a: 'gone();' });
  assert.match(broken.problems.map(shownAs).join('\n'), /^e2e\/a\.spec\.ts:2: .*gone is not defined$/m);
});

test('ESLint refuses what skips a test only while it runs, which no list shows', async () => {
  const leftOut: [file: string, text: string][] = [
    [file, "test.describe('A page', () => { test.beforeEach(() => test.skip(true, 'why')); });"],
    [file, "test.skip(({ browserName }) => browserName === 'a');"],
    [file, "test('it works', async () => { test.skip(true, 'why'); });"],
    [file, "test('it works', async ({}, testInfo) => { testInfo.skip(); });"],
    [file, "test('it works', async ({}, testInfo) => { testInfo.fail(); });"],
    [file, "test('it works', async () => { test.info().fixme(); });"],
    [file, "test('it works', async () => { test.info().fail(); });"],
    [file, "test.describe.serial.only('A page', () => undefined);"],
    ['src/app/a.spec.ts', "xdescribe('A page', () => undefined);"],
    ['src/app/a.spec.ts', "it('does', () => { pending(); });"],
    ['lab/a.test.ts', "test('does', t => t.skip());"],
    ['lab/a.test.ts', "test('does', t => t.todo());"]
  ];
  const eslint = new ESLint({ cwd: root });
  for (const [filePath, text] of leftOut) {
    const [{ messages }] = await eslint.lintText(text, { filePath: inProject(filePath) });
    const said = messages.map(({ message }) => message).join();
    assert.match(said, /doesn't run proves nothing|Alone it would pass/, text);
  }
});
