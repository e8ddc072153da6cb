import assert from 'node:assert/strict';
import { test } from 'node:test';
import { circleProblems } from './import-circles';
import { SourceFile, sourceFiles } from './source-files';

/** Files with these names, each with one line of code. */
function files(texts: Record<string, string>): SourceFile[] {
  return Object.entries(texts).map(([name, text]) => ({ name, text }));
}

function reasons(texts: Record<string, string>): string[] {
  return circleProblems(files(texts)).map(({ reason }) => reason);
}

test('no folder and no file of the project imports itself in a circle', () => {
  assert.deepEqual(circleProblems(sourceFiles()), []);
});

test('a circle among folders is found at each level, and its imports are named', () => {
  const levels: [one: string, two: string, path: string][] = [
    ['lab', 'tools', '..'],
    ['lab/control', 'lab/gateway', '..'],
    ['src/app/keys', 'src/app/servers', '..'],
    ['src/app/domain/answers', 'src/app/domain/keys', '..'],
    ['tools/build', 'tools/generate', '..']
  ];
  for (const [one, two, up] of levels) {
    const [reason, ...others] = reasons({
      [`${one}/a.ts`]: `import { b } from '${up}/${two.split('/').pop() ?? ''}/b';`,
      [`${one}/c.ts`]: 'export const c = 1;',
      [`${two}/b.ts`]: `import { c } from '${up}/${one.split('/').pop() ?? ''}/c';`
    });
    assert.deepEqual(others, []);
    assert.match(
      reason,
      new RegExp(`^${one} → ${two} → ${one} .*: ${one}/a.ts imports ${two}/b.ts, ${two}/b.ts imports ${one}/c.ts\\.`),
      one
    );
  }
});

test('a circle over several folders is found once', () => {
  const found = reasons({
    'lab/a/one.ts': "import '../b/one';",
    'lab/b/one.ts': "import '../c/one';",
    'lab/c/one.ts': "import '../a/two';",
    'lab/a/two.ts': '',
    'lab/d/one.ts': "import '../a/one';"
  });
  assert.equal(found.length, 1);
  assert.match(found[0], /lab\/a\/one\.ts imports .* lab\/c\/one\.ts imports lab\/a\/two\.ts\.$/);
});

test('a file beside folders counts as an entry, and two files of one folder must not import each other', () => {
  assert.match(reasons({ 'lab/lab.ts': "import './web/x';", 'lab/web/x.ts': "import '../lab';" })[0], /lab\/lab\.ts/);
  assert.equal(reasons({ 'lab/web/x.ts': "import './y';", 'lab/web/y.ts': "import './x';" }).length, 1);
  assert.deepEqual(
    reasons({
      'gulpfile.js': "require('./tools/tasks.ts');",
      'tools/tasks.ts': "import '../karma.conf';",
      'karma.conf.js': ''
    }),
    []
  );
});

test('type imports, dynamic imports, and require count, but not tests', () => {
  const back = "import { b } from '../b/b';";
  for (const way of ["import type { A } from '../a/a';", "void import('../a/a');", "require('../a/a');"]) {
    assert.equal(reasons({ 'lab/a/a.ts': back, 'lab/b/b.ts': way }).length, 2, way);
  }
  const way = "import { a } from '../a/a';";
  for (const name of ['lab/b/b.test.ts', 'lab/b/b.spec.ts', 'lab/b/testing/b.ts']) {
    const text = name.includes('testing') ? "import { a } from '../../a/a';" : way;
    assert.deepEqual(reasons({ 'lab/a/a.ts': back, 'lab/b/b.ts': '', [name]: text }), [], name);
  }
});
