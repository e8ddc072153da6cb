import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe as shownAs } from '../problems';
import { importProblems } from './import-rules';
import { ownProblems } from './lint';
import { repositoryProblems } from './repository-rules';
import { sourceFiles } from './source-files';

const sdk = '@microsoft/windows-admin-center-sdk';

test('a forbidden import is found, with its line and the reason', () => {
  const cases: [file: string, imported: string, reason: RegExp][] = [
    ['src/app/domain/servers/status.ts', '@angular/core', /domain\/ imports nothing but itself/],
    ['src/app/domain/servers/status.ts', '../../cluster/cluster-connection', /domain\/ imports nothing/],
    ['src/app/domain/servers/status.spec.ts', 'rxjs', /the domain's specs/],
    ['src/app/page/page.ts', `${sdk}/core`, /only cluster\/ and platform\//],
    ['src/app/page/page.ts', `${sdk}/core/data/node-request`, /only cluster\/ and platform\//],
    ['src/app/keys/key-row.ts', '../servers/server-row', /keys\/ stands on domain\//],
    ['src/app/servers/server-row.ts', '../help/help-topics', /servers\/ stands on/],
    ['src/app/ui/table.ts', '../domain/servers/status', /ui\/ stands on platform\//],
    ['src/app/domain/keys/product-key.ts', '../servers/server', /domain\/keys\/ stands on nothing/],
    ['src/app/domain/answers/report.ts', '../servers/status', /domain\/answers\/ stands on keys\//],
    ['src/app/cluster/fake.ts', '../../../lab/lab', /the product does not import/],
    ['src/main.ts', '../machine/browser.cjs', /the product does not import/],
    ['lab/gateway/gateway.ts', '../../src/app/domain/servers/status', /the lab knows/],
    ['lab/servers/host-process.ts', '../../tools/project', /the lab imports only machine\//],
    ['lab/lab.test.ts', '../e2e/lab-calls', /the lab imports only machine\//],
    ['machine/powershell.ts', '../tools/project', /machine\/ is what the lab and the tools stand on/],
    ['machine/powershell.ts', '../lab/lab', /machine\/ is what the lab and the tools stand on/]
  ];
  for (const [name, imported, reason] of cases) {
    const [problem, ...others] = importProblems({ name, text: `// one\nimport '${imported}';\n` });
    assert.equal(others.length, 0);
    assert.match(shownAs(problem), new RegExp(`^${name}:2: `));
    assert.match(problem.reason, reason);
  }
});

test('allowed imports are not reported', () => {
  const cases: [file: string, imported: string][] = [
    ['src/app/domain/servers/status.ts', './product-key'],
    ['src/app/domain/servers/status.spec.ts', 'fast-check'],
    ['src/app/cluster/sdk-cluster-connection.ts', `${sdk}/core`],
    ['src/app/page/page.ts', `${sdk}/angular`],
    ['src/app/page/page.ts', '../keys/keys-pane.component'],
    ['src/app/keys/key-row.spec.ts', '../servers/server-row'],
    ['src/app/keys/key-row.ts', '../domain/servers/status'],
    ['src/app/app.module.ts', `${sdk}/core`],
    ['lab/lab.ts', './gateway/gateway'],
    ['lab/servers/host-process.ts', '../../machine/powershell'],
    ['tools/tasks.ts', '../lab/start'],
    ['machine/powershell.ts', './powershell-folders.cjs']
  ];
  for (const [name, imported] of cases) {
    assert.deepEqual(importProblems({ name, text: `import '${imported}';` }), []);
  }
});

test('a dynamic import counts, too', () => {
  const text = "void import('../../lab/lab');";
  assert.equal(importProblems({ name: 'src/app/x.ts', text }).length, 1);
});

test('addresses of one machine or registry, and folders named by kind, are found', () => {
  // Split these strings, so that this file passes its own check.
  const wrong: [string, string, RegExp][] = [
    ['a.md', ['', 'home', 'somebody', 'project'].join('/'), /one machine/],
    ['a.ts', ['C:', 'Users', 'somebody'].join('\\'), /one machine/],
    ['.npmrc', ['registry', 'https://example.org'].join('='), /registry/],
    ['package-lock.json', ['"resolved"', ' "x"'].join(':'), /lock file/],
    ['tests/a.Tests.ps1', ['It "works"', 'Skip { }'].join(' -'), /does not run/],
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
  assert.ok(names.includes('tools/checks/own-checks.test.ts'));
  assert.ok(!names.some(name => /node_modules|^dist|^out|generated/.test(name)));
  assert.deepEqual(ownProblems({ name: 'tools/x.ts', text: 'export {};' }), []);
});
