import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { BuildFailure } from '../problems';
import { compileMainScriptEarly } from './eager-script';

const folder = mkdtempSync(path.join(os.tmpdir(), 'eager-'));
after(() => rmSync(folder, { recursive: true }));

test('the main script asks the browser to compile it while it loads, and the others stay as they are', () => {
  const [main, other] = ['main.0123abcd.js', 'polyfills.0123abcd.js'].map(name => path.join(folder, name));
  writeFileSync(main, '"use strict";start();\n');
  writeFileSync(other, 'other();\n');
  compileMainScriptEarly(folder);
  assert.equal(readFileSync(main, 'utf8'), '//# allFunctionsCalledOnLoad\n"use strict";start();\n');
  assert.equal(readFileSync(other, 'utf8'), 'other();\n');
});

test('a bundle without a main script, or with several, is refused', () => {
  const empty = mkdtempSync(path.join(folder, 'empty-'));
  assert.throws(() => compileMainScriptEarly(empty), BuildFailure);
  writeFileSync(path.join(empty, 'main.01.js'), '');
  writeFileSync(path.join(empty, 'main.02.js'), '');
  assert.throws(() => compileMainScriptEarly(empty), /has 2 main scripts/);
});
