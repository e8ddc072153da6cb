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

/** What the rules on words report, without what other rules say of the same text. */
async function restricted(file: string, text: string): Promise<Linter.LintMessage[]> {
  return (await linted(file, text)).filter(({ ruleId, fatal }) => fatal || ruleId === 'no-restricted-syntax');
}

const component = (settings: string): string =>
  `import { Component } from '@angular/core';\n@Component({ ${settings} })\nexport class A {}\n`;
const onPush = 'changeDetection: ChangeDetectionStrategy.OnPush';

test('each ESLint rule that the project adds can fail', async () => {
  const wrong: [file: string, text: string, message: RegExp][] = [
    ['src/app/a.ts', 'export const a: any = 1;', /no-explicit-any/],
    ['src/app/a.ts', component(onPush), /Write out standalone/],
    ['src/app/a.ts', component('standalone: false'), /prefer-on-push/],
    ['src/app/a.ts', component("styles: ['.a {}']"), /Styles stand in a \.css file/],
    ['src/app/a.ts', 'a.subscribe(() => { b.subscribe(); });', /inside a subscribe/],
    ['src/app/a.ts', 'console.log(1);', /no-console/],
    ['src/app/a.ts', '//\n'.repeat(401), /max-lines/],
    ['lab/a.ts', `export function a(): void {\n${'a();\n'.repeat(61)}}`, /max-lines-per-function/],
    ['src/app/a.spec.ts', "fdescribe('a', () => undefined);", /Alone it would pass/],
    ['src/app/a.spec.ts', "fit('a', () => undefined);", /Alone it would pass/],
    ['e2e/a.spec.ts', "test.only('a', () => undefined);", /Alone it would pass/],
    ['e2e/a.spec.ts', "test.describe.only('a', () => undefined);", /Alone it would pass/],
    ['src/app/a.spec.ts', "xit('a', () => undefined);", /does not run/],
    ['e2e/a.spec.ts', "test.skip('a', () => undefined);", /does not run/],
    ['e2e/a.spec.ts', "test.fixme('a', () => undefined);", /does not run/],
    ['lab/a.test.ts', "test('a', { skip: true }, () => undefined);", /does not run/],
    ['lab/a.test.ts', "it.todo('a');", /does not run/],
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
    ['src/app/a.spec.ts', "describe('a', () => { it('b', () => undefined); });"]
  ];
  for (const [file, text] of right) {
    assert.equal(await messages(file, text), '', text);
  }
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
  const words = /words stand only in strings\.resjson/;
  for (const html of wrong) {
    const problems = await restricted('src/app/a.component.html', `\n${html}`);
    assert.ok(problems.length > 0, html);
    problems.forEach(({ line, message }) => assert.match(`${line}: ${message}`, /^2: This is text/, html));
    const inline = await restricted('src/app/a.component.ts', component(`standalone: false, template: \`${html}\``));
    assert.match(inline[0]?.message ?? '', words, html);
    assert.equal(inline[0].line, 2);
  }
});

test('names of kinds, formats, classes, and bindings in a template are not words', async () => {
  const right = [
    '<p class="sme-heading" id="heading">{{ strings.Page.heading }}</p>',
    `<p *ngIf="mode === 'manage'">{{ at | date: 'short' }}</p>`,
    `<p [title]="mode !== 'manage' ? x : y"></p>`,
    `<input type="text" [type]="'password'" [attr.aria-describedby]="'hint'">`,
    `<p>{{ strings['Page'].heading }}, {{ count }}</p>`,
    '<p title="{{ one }}: {{ two }}" [label]="strings.Page.heading"></p>',
    '<p>{{ one }}&nbsp;{{ two }}</p>',
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
  found.forEach(({ message }) => assert.match(message, /words stand only in strings\.resjson/));
  for (const name of ['domain/a.ts', 'page/a.spec.ts', 'cluster/testing/fake-connection.ts']) {
    assert.deepEqual(await restricted(`src/app/${name}`, text), []);
  }
});
