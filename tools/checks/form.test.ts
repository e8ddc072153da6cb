import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { inProject } from '../../machine/project-paths';
import { formProblems } from './form';

const folder = mkdtempSync(path.join(os.tmpdir(), 'form-'));
after(() => rmSync(folder, { recursive: true }));
process.env.CI = 'true'; // As in CI, where Prettier writes in color by default.

test('files with a wrong format, and unreadable ones, are reported by name', async () => {
  cpSync(inProject('.prettierrc.json'), path.join(folder, '.prettierrc.json'));
  writeFileSync(path.join(folder, '.gitignore'), 'out/\n');
  writeFileSync(path.join(folder, 'good.ts'), "const one = ['1', () => 2];\n");
  assert.deepEqual(await formProblems(folder), []);
  writeFileSync(path.join(folder, 'other.ts'), 'const one = ["1", () => 2]\n');
  writeFileSync(path.join(folder, 'broken.json'), '{\n  "one": \n}\n');
  const problems = await formProblems(folder);
  assert.deepEqual(
    problems.map(({ file, line }) => `${file}:${line}`),
    ['other.ts:1', 'broken.json:3']
  );
});
