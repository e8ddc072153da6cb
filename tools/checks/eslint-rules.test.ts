import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ESLint, Linter } from 'eslint';
import { inProject, root } from '../../machine/project-paths';

const eslint = new ESLint({ cwd: root });

async function linted(file: string, text: string): Promise<Linter.LintMessage[]> {
  const [result] = await eslint.lintText(text, { filePath: inProject(file) });
  return result.messages;
}

async function messages(file: string, text: string): Promise<string> {
  return (await linted(file, text)).map(({ ruleId, message }) => `${ruleId}: ${message}`).join('\n');
}

/** What the rules on imports and words report, without what other rules say of the same text. */
async function restricted(file: string, text: string): Promise<Linter.LintMessage[]> {
  const rules = ['import/no-restricted-paths', 'no-restricted-syntax'];
  return (await linted(file, text)).filter(({ ruleId, fatal }) => fatal || rules.includes(ruleId ?? ''));
}

const component = (settings: string): string =>
  `import { Component } from '@angular/core';\n@Component({ ${settings} })\nexport class A {}\n`;
const onPush = 'changeDetection: ChangeDetectionStrategy.OnPush';

test('each ESLint rule that the project adds can fail', async () => {
  const wrong: [file: string, text: string, message: RegExp][] = [
    ['src/app/a.ts', 'export const a: any = 1;', /no-explicit-any/],
    ['src/app/a.ts', component(onPush), /Write out standalone/],
    ['src/app/a.ts', component('standalone: false'), /prefer-on-push/],
    ['src/app/a.ts', component("styles: ['.a {}']"), /Put styles in a \.css file/],
    ['src/app/a.ts', 'a.subscribe(() => { b.subscribe(); });', /inside a subscribe/],
    ['src/app/a.ts', 'console.log(1);', /no-console/],
    ['src/app/a.ts', 'export const a = /^a*b?a*$/;', /no-super-linear-backtracking/],
    ['src/app/a.ts', "export const a = 'b'.replace(/b+$/, '');", /no-super-linear-move/],
    ['src/app/a.ts', '//\n'.repeat(401), /max-lines/],
    ['lab/a.ts', `export function a(): void {\n${'a();\n'.repeat(61)}}`, /max-lines-per-function/],
    ['src/app/a.spec.ts', "fdescribe('a', () => undefined);", /Alone it would pass/],
    ['src/app/a.spec.ts', "fit('a', () => undefined);", /Alone it would pass/],
    ['e2e/a.spec.ts', "test.only('a', () => undefined);", /Alone it would pass/],
    ['e2e/a.spec.ts', "test.describe.only('a', () => undefined);", /Alone it would pass/],
    ['src/app/a.spec.ts', "xit('a', () => undefined);", /doesn't run/],
    ['e2e/a.spec.ts', "test.skip('a', () => undefined);", /doesn't run/],
    ['e2e/a.spec.ts', "test.fixme('a', () => undefined);", /doesn't run/],
    ['lab/a.test.ts', "test('a', { skip: true }, () => undefined);", /doesn't run/],
    ['lab/a.test.ts', "it.todo('a');", /doesn't run/],
    ['src/app/a.spec.ts', 'expect(a);', /never fails/],
    ['src/app/a.spec.ts', 'expect(a).not.toBeTrue;', /never fails/],
    ['src/app/a.spec.ts', 'expectAsync(a).not.toBeRejected();', /never fails/],
    ['e2e/a.spec.ts', "test('a', async ({ page }) => { expect(page).toHaveTitle('a'); });", /missing-playwright-await/],
    ['e2e/a.spec.ts', "test('a', async ({ page }) => { await page.waitForTimeout(1); });", /no-wait-for-timeout/],
    ['e2e/pages/a.ts', 'export const a = (page: Page) => page.pause();', /no-page-pause/],
    ['src/app/a.component.html', '<p (click)="a()"></p>', /click-events-have-key-events/],
    ['src/app/a.component.html', '<p *ngFor="let a of b"></p>', /use-track-by-function/],
    ['src/app/a.component.html', '<p>{{ $any(a) }}</p>', /no-any/]
  ];
  for (const [file, text, message] of wrong) {
    assert.match(await messages(file, text), message, text.slice(0, 80));
  }
});

test('code that follows the rules passes', async () => {
  const right: [file: string, text: string][] = [
    [
      'src/app/a.ts',
      "import { ChangeDetectionStrategy, Component } from '@angular/core';\n" +
        `@Component({ standalone: false, ${onPush} })\nexport class A {}\n`
    ],
    ['lab/a.test.ts', "test('a', { timeout: 1 }, () => undefined);"],
    ['src/app/a.spec.ts', "describe('a', () => { it('b', () => undefined); });"],
    ['src/app/a.spec.ts', 'expect(a).toBeTrue();\nawait expectAsync(a).not.toBeRejected();']
  ];
  for (const [file, text] of right) {
    assert.equal(await messages(file, text), '', text);
  }
});

const sdk = '@microsoft/windows-admin-center-sdk';

// The imported files exist, because the rule resolves them. The importing files need not.
test('a forbidden import is found, with its line and the reason', async () => {
  const cases: [file: string, imported: string, reason: RegExp][] = [
    ['src/app/domain/servers/status.ts', '@angular/core', /domain\/ imports nothing but itself/],
    ['src/app/domain/servers/status.ts', 'fast-check', /domain\/ imports nothing but itself/],
    ['src/app/domain/servers/status.ts', 'node:fs', /domain\/ imports nothing but itself/],
    ['src/app/domain/servers/status.ts', '../../cluster/cluster-connection', /domain\/ imports nothing/],
    ['src/app/domain/servers/status.spec.ts', '../../cluster/cluster-connection', /domain\/ imports nothing/],
    ['src/app/domain/servers/status.spec.ts', 'rxjs', /the domain's specs/],
    ['src/app/page/page.ts', `${sdk}/core`, /only cluster\/ and platform\//],
    ['src/app/page/page.ts', `${sdk}/core/data/node-connection`, /only cluster\/ and platform\//],
    ['src/app/page/page.spec.ts', `${sdk}/core`, /only cluster\/ and platform\//],
    ['src/app/app.component.ts', `${sdk}/core`, /only cluster\/ and platform\//],
    ['src/bench/a.ts', `${sdk}/core`, /only cluster\/ and platform\//],
    ['src/other.ts', `${sdk}/core`, /only cluster\/ and platform\//],
    ['src/app/keys/key-row.ts', '../servers/server-row', /keys\/ imports only domain\//],
    ['src/app/servers/server-row.ts', '../help/help-topics', /servers\/ imports only/],
    ['src/app/ui/table.ts', '../domain/servers/status', /ui\/ imports only platform\//],
    ['src/app/ui/table.ts', '../app.module', /ui\/ imports only platform\//],
    ['src/app/domain/keys/product-key.ts', '../servers/server', /domain\/keys\/ imports no other folder/],
    ['src/app/domain/answers/report.ts', '../servers/status', /domain\/answers\/ imports only keys\//],
    ['src/app/cluster/fake.ts', '../../../lab/lab', /the product doesn't import/],
    ['src/main.ts', '../machine/browser.cjs', /the product doesn't import/],
    ['lab/gateway/gateway.ts', '../../src/app/domain/servers/status', /the lab knows/],
    ['lab/servers/host-process.ts', '../../tools/project', /the lab imports only machine\//],
    ['lab/lab.test.ts', '../e2e/lab-calls', /the lab imports only machine\//],
    ['machine/powershell.ts', '../tools/project', /machine\/ is the base of the lab and the tools/],
    ['machine/powershell.ts', '../lab/lab', /machine\/ is the base of the lab and the tools/]
  ];
  for (const [file, imported, reason] of cases) {
    const [problem, ...others] = await restricted(file, `// one\nimport '${imported}';\n`);
    assert.deepEqual(others, []);
    assert.equal(problem?.line, 2, `${file}: ${imported}`);
    assert.match(problem.message, reason);
  }
});

test('allowed imports are not reported', async () => {
  const cases: [file: string, imported: string][] = [
    ['src/app/domain/servers/status.ts', './server'],
    ['src/app/domain/servers/status.spec.ts', 'fast-check'],
    ['src/app/domain/servers/status.spec.ts', '../testing/report-fixture'],
    ['src/app/cluster/sdk-cluster-connection.ts', `${sdk}/core`],
    ['src/app/platform/a.ts', `${sdk}/core`],
    ['src/stand-ins/a.ts', `${sdk}/core`],
    ['src/main.ts', `${sdk}/core`],
    ['src/app/page/page.ts', `${sdk}/angular`],
    ['src/app/page/page.ts', '../keys/keys-pane.component'],
    ['src/app/keys/key-row.spec.ts', '../servers/server-row'],
    ['src/app/keys/testing/rows.ts', '../../servers/server-row'],
    ['src/app/keys/key-row.ts', '../domain/servers/status'],
    ['src/app/app.module.ts', `${sdk}/core`],
    ['lab/lab.ts', './gateway/gateway'],
    ['lab/servers/host-process.ts', '../../machine/powershell'],
    ['tools/tasks.ts', '../lab/start'],
    ['machine/powershell.ts', './powershell-folders.cjs']
  ];
  for (const [file, imported] of cases) {
    assert.deepEqual(await restricted(file, `import '${imported}';`), [], `${file}: ${imported}`);
  }
});

test('every way to import counts', async () => {
  const ways: ((imported: string) => string)[] = [
    imported => `void import('${imported}');`,
    imported => `require('${imported}');`,
    imported => `import type { A } from '${imported}';`,
    imported => `export * from '${imported}';`,
    imported => `export { a } from '${imported}';`,
    imported => `import a = require('${imported}');`,
    imported => `let a: import('${imported}').A;`
  ];
  for (const way of ways) {
    assert.equal((await restricted('src/app/x.ts', way('../../lab/lab'))).length, 1, way('lab'));
    assert.equal((await restricted('src/app/domain/x.ts', way('node:fs'))).length, 1, way('node:fs'));
  }
  assert.equal((await restricted('src/app/x.ts', 'void import(`../../lab/lab`);')).length, 1);
  assert.equal((await restricted('machine/x.cjs', "require('../lab/lab');")).length, 1);
});

test('words in a template are found wherever people would read them', async () => {
  const wrong = [
    '<p>Hello</p>',
    '<p title="Hello"></p>',
    '<p aria-label="Hello"></p>',
    '<p title="Hello" *ngIf="x"></p>',
    '<sme-action-button text="Apply"></sme-action-button>',
    '<p>{{ count }} servers</p>',
    '<p>servers: {{ count }}</p>',
    '<p>{{ a }} and {{ b }}</p>',
    "<p>{{ ready ? 'Yes' : 'No' }}</p>",
    "<p>{{ ready && 'Yes' }}</p>",
    "<p>{{ at | date: 'short' }}{{ 'Yes' | uppercase }}</p>",
    "<p>{{ show('Yes') }}</p>",
    '<p title="{{ count }} servers"></p>',
    `<p title="{{ x ? 'Hello' : y }}"></p>`,
    `<p [title]="'Hello'"></p>`,
    `<p [title]="'Hello'" *ngIf="x"></p>`,
    `<p [attr.aria-label]="x || 'Hello'"></p>`,
    `<p [attr.aria-label]="x ?? 'Hello'"></p>`,
    '<ng-container *ngIf="x"><p>Hello</p></ng-container>',
    '<ng-template>Hello</ng-template>',
    '<p *ngIf="x; else y"></p><ng-template #y><ng-template><p>Hello</p></ng-template></ng-template>',
    '<p i18n>{n, plural, =1 {one server} other {many servers}}</p>'
  ];
  const words = /put all text in strings\.resjson/;
  for (const html of wrong) {
    const problems = await restricted('src/app/a.component.html', `\n${html}`);
    assert.ok(problems.length > 0, html);
    problems.forEach(({ line }) => assert.equal(line, 2, html));
    assert.ok(
      problems.some(({ message }) => words.test(message)),
      html
    );
    const inline = await restricted('src/app/a.component.ts', component(`standalone: false, template: \`${html}\``));
    assert.ok(
      inline.some(({ line, message }) => line === 2 && words.test(message)),
      html
    );
  }
});

test('names of kinds, formats, classes, and bindings in a template are not words', async () => {
  const right = [
    '<p class="sme-heading" id="heading">{{ strings.Page.heading }}</p>',
    `<p *ngIf="mode === 'manage'">{{ at | date: 'short' }}</p>`,
    `<p [title]="mode !== 'manage' ? x : y"></p>`,
    `<input type="text" [type]="'password'" [attr.aria-describedby]="'hint'">`,
    `<p>{{ strings['Page'].heading }}</p>`,
    '<p [label]="strings.Page.heading"></p>',
    '<p><span>{{ one }}</span>&ngsp;<span>{{ two }}</span></p>',
    '<!-- words for developers -->',
    `<button (click)="open('details')"></button>`
  ];
  for (const html of right) {
    assert.deepEqual(await restricted('src/app/a.component.html', html), [], html);
  }
  assert.deepEqual(await restricted('src/app/a.spec.ts', component("standalone: false, template: '<p>Hello</p>'")), []);
});

test('words in the app’s code are found, except in errors, the domain, specs, and fakes', async () => {
  const text =
    "const a = 'Apply keys';\nconst b = `Applied on ${a} now`;\nconst c = `No key`;\n" +
    "throw new Error('No such key');\nthrow new a.OwnError(`No such ${b}`);\nf('applyKeys', `${a} Apply keys`);";
  const found = await restricted('src/app/page/a.ts', text);
  assert.deepEqual(
    found.map(({ line }) => line),
    [1, 2, 3]
  );
  found.forEach(({ message }) => assert.match(message, /put all text in strings\.resjson/));
  for (const name of ['domain/a.ts', 'page/a.spec.ts', 'cluster/testing/fake-connection.ts']) {
    assert.deepEqual(await restricted(`src/app/${name}`, text), []);
  }
});

const joined = /Other languages join texts in other ways/;

test('texts that a template joins are found', async () => {
  const wrong = [
    '<p>{{ one }} {{ two }}</p>',
    '<p>{{ one }}&nbsp;{{ two }}</p>',
    '<p>{{ one }}{{ two }}</p>',
    '<p>{{ name }}:</p>',
    '<p>({{ count }})</p>',
    '<p><b>{{ name }}</b>: <i>{{ state }}</i></p>',
    "<p>{{ name + ': ' + state }}</p>",
    `<p [attr.aria-label]="name + ': ' + state"></p>`,
    `<avma-expander [heading]="name + ', ' + state"></avma-expander>`,
    '<p title="{{ one }}: {{ two }}"></p>'
  ];
  for (const html of wrong) {
    const problems = await restricted('src/app/a.component.html', `\n${html}`);
    assert.ok(
      problems.some(({ line, message }) => line === 2 && joined.test(message)),
      html
    );
  }
  const right = [
    `<p [id]="id + '-doubt-' + index" [attr.aria-controls]="id + '-panel'" [iconClass]="'icon ' + icon"></p>`,
    '<p *ngFor="let one of all; trackBy: byId">{{ one.name }}</p>',
    `<p>{{ ready ? one : two }}</p>`,
    '<p>{{ numbers[index + 1] }}</p>'
  ];
  for (const html of right) {
    assert.deepEqual(await restricted('src/app/a.component.html', html), [], html);
  }
});

test('texts that code joins are found', async () => {
  const wrong = [
    "texts.join(' ')",
    "texts.join(', ')",
    "texts.filter(Boolean).join(' · ')",
    "name + ': ' + state",
    "name + ' ' + state",
    'strings.Page.heading + words.more',
    'fillIn(words.a, 1) + end',
    '`${name}: ${state}`',
    '`${one} ${two}`',
    '`${strings.Page.heading}:`',
    '`${fillIn(words.a, 1)}${end}`',
    '`${whyInWords(status)}.`'
  ];
  for (const code of wrong) {
    const problems = await restricted('src/app/page/a.ts', `const a = ${code};`);
    assert.match(problems[0]?.message ?? '', joined, code);
  }
  const right = [
    "lines.join('\\n')",
    'ids.join()',
    '`${id}-doubt-${index}`',
    '`${build}.${revision}`',
    '1 + count',
    "a + 'px'"
  ];
  for (const code of right) {
    assert.deepEqual(await restricted('src/app/page/a.ts', `const a = ${code};`), [], code);
  }
  assert.deepEqual(await restricted('src/app/virtual-machines/guest-script.ts', "const a = lines.join('; ');"), []);
});
