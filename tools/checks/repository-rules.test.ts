import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryProblems } from './repository-rules';
import { sourceFiles } from './source-files';

test('addresses of one machine or registry, and folders named by kind, are found', () => {
  // Split these strings, so that this file passes its own check.
  const wrong: [string, string, RegExp][] = [
    ['a.md', ['', 'home', 'somebody', 'project'].join('/'), /one machine/],
    ['a.ts', ['C:', 'Users', 'somebody'].join('\\'), /one machine/],
    ['.npmrc', ['registry', 'https://example.org'].join('='), /registry/],
    ['package-lock.json', ['"resolved"', ' "x"'].join(':'), /lock file/],
    ['tests/a.Tests.ps1', ['It "works"', 'Skip { }'].join(' -'), /doesn't run/],
    ['src/app/utils/text.ts', '', /what it is about/]
  ];
  for (const [name, text, reason] of wrong) {
    const [problem] = repositoryProblems({ name, text: `\n${text}` });
    assert.match(problem?.reason ?? '', reason, name);
  }
  assert.deepEqual(repositoryProblems({ name: 'a.ts', text: "'/modules/name/index.html'" }), []);
});

test('every file of the project is checked, and no generated file', () => {
  const names = sourceFiles().map(({ name }) => name);
  assert.ok(names.includes('tools/checks/repository-rules.test.ts'));
  assert.ok(!names.some(name => /node_modules|^dist|^out|generated/.test(name)));
  assert.deepEqual(repositoryProblems({ name: 'tools/x.ts', text: 'export {};' }), []);
});
