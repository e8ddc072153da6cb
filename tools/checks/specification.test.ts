import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe as shownAs } from '../problems';
import { declaredTests } from './declared-tests';
import { sourceFiles } from './source-files';
import { specificationProblems } from './specification';

const heading = '| Promise | Where it is met | Shown by |\n|---|---|---|\n';
const works = "test('it works', async () => undefined);";

/** The problems of a row with this third column, with a file of whole-chain tests. */
function saidOf(shownBy: string, tests = works): string {
  return specificationProblems([
    { name: 'docs/specification.md', text: `# Title\n\n${heading}| a | b | ${shownBy} |\n` },
    { name: 'e2e/a.spec.ts', text: tests }
  ])
    .map(shownAs)
    .join('\n');
}

test('every promise in the specification has a test that runs, or a reason for having none', () => {
  assert.deepEqual(specificationProblems(sourceFiles()).map(shownAs), []);
});

test('a row that names tests, gives a reason, or says what is planned is valid', () => {
  const right = [
    '`e2e/a.spec.ts › it works`',
    '`e2e/a.spec.ts › it works`<br>`e2e/a.spec.ts › it works`',
    'Not ours: because Windows does it.',
    'Later: a test of the help.'
  ];
  for (const shownBy of right) {
    assert.equal(saidOf(shownBy), '', shownBy);
  }
  const inside = `test.describe('A page', () => { test.beforeEach(() => undefined); ${works} });`;
  assert.equal(saidOf('`e2e/a.spec.ts › it works`', inside), '');
});

test('a row without any of these is found, with its line', () => {
  const wrong = [
    'it works',
    'e2e/a.spec.ts › it works',
    '`tools/a.test.ts › it works`',
    '`src/a.ts › it works`',
    '`e2e/a.spec.ts`',
    '`e2e/a.spec.ts › it works` and more',
    'Not ours:',
    'Not ours: Windows does it.',
    'Later:'
  ];
  for (const shownBy of wrong) {
    assert.match(saidOf(shownBy), /^docs\/specification\.md:5: .* says not what shows it/, shownBy);
  }
  assert.match(saidOf(''), /three columns/);
  assert.match(saidOf('Later: more | and more'), /three columns/);
});

test('a document that is missing or has no rows is found', () => {
  assert.match(specificationProblems([]).map(shownAs).join(), /is missing/);
  const text = `# Title\n\n${heading}`;
  assert.match(
    specificationProblems([{ name: 'docs/specification.md', text }])
      .map(shownAs)
      .join(),
    /no row/
  );
});

test('a missing test is found, and so is a name that two tests have', () => {
  assert.match(saidOf('`e2e/b.spec.ts › it works`'), /e2e\/b\.spec\.ts is not there/);
  assert.match(saidOf('`e2e/a.spec.ts › it does`'), /has no test called "it does"\.$/);
  assert.match(saidOf('`e2e/a.spec.ts › it works`', works + works), /has 2 tests called "it works"/);
  // Neither text about a test nor a step of one is a test.
  const others = "// test('it works', () => 1);\nconst a = 'it works'; test.step('it works', async () => a);";
  assert.match(saidOf('`e2e/a.spec.ts › it works`', others), /has no test called/);
});

test('a computed title can’t be named, and the message says so', () => {
  const loop = 'for (const it of all) {\n  test(`${it} works`, async () => undefined);\n}';
  assert.match(saidOf('`e2e/a.spec.ts › it works`', loop), /has no test called .* \(line 2\) can't be named/);
  assert.match(saidOf('`e2e/a.spec.ts › ${it} works`', loop), /can't be named/);
});

test('a skipped test is found, no matter how it is skipped', () => {
  const leftOut = [
    works.replace('test', 'test.skip'),
    works.replace('test', 'test.fixme'),
    works.replace('test', 'test.fail'),
    works.replace('test', 'test.only'),
    `test.describe.skip('A page', () => { ${works} });`,
    `test.describe('A page', () => { test.fixme(); ${works} });`,
    `test.describe('A page', () => { test.beforeEach(() => test.skip(true, 'why')); ${works} });`,
    `test.skip(({ browserName }) => browserName === 'a'); ${works}`,
    `test.only('another', () => undefined); ${works}`,
    "test('it works', async () => { test.skip(true, 'why'); });",
    "test('it works', async ({}, testInfo) => { testInfo.skip(); });",
    "test('it works', async () => { test.info().fixme(); });"
  ];
  for (const text of leftOut) {
    assert.match(saidOf('`e2e/a.spec.ts › it works`', text), /"it works" does not run/, text);
  }
});

test('a promise can be shown by a unit test, or one of the lab, at any level', () => {
  const files = {
    'src/app/domain/a.spec.ts': "describe('A page', () => { it('does', () => undefined); });",
    'lab/a.test.ts': "it('does', { timeout: 1 }, () => undefined);",
    'tests/field-check/a.test.ts': "test('does', () => undefined);"
  };
  const said = (name: string, text: string): string =>
    specificationProblems([
      { name: 'docs/specification.md', text: `${heading}| a | b | \`${name} › does\` |\n` },
      { name, text }
    ])
      .map(shownAs)
      .join('\n');
  for (const [name, text] of Object.entries(files)) {
    assert.equal(said(name, text), '', name);
    assert.match(said(name, text.replace('does', 'did')), /has no test called "does"/, name);
  }
  for (const leftOut of ['xit', 'fit', 'it.skip', 'it.todo']) {
    const text = files['src/app/domain/a.spec.ts'].replace("it('", `${leftOut}('`);
    assert.match(said('src/app/domain/a.spec.ts', text), /does not run/, leftOut);
  }
  const within = "xdescribe('A page', () => { it('does', () => undefined); });";
  assert.match(said('src/app/domain/a.spec.ts', within), /does not run \(xdescribe\)/);
  const pending = "it('does', () => { pending(); });";
  assert.match(said('src/app/domain/a.spec.ts', pending), /does not run \(pending\)/);
});

test('skipping one test doesn’t affect the others', () => {
  const text = `test('another', () => { test.skip(); });\ntest.describe.skip('Others', () => {
    test('a third', () => undefined);\n});\n${works}`;
  const tests = declaredTests({ name: 'e2e/a.spec.ts', text });
  assert.deepEqual(tests, [
    { title: 'another', line: 1, notRun: 'test.skip' },
    { title: 'a third', line: 3, notRun: 'test.describe.skip' },
    { title: 'it works', line: 5, notRun: null }
  ]);
});
