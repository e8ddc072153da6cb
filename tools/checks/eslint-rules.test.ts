import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import { inProject, root } from '../../machine/project-paths';

const eslint = new ESLint({ cwd: root });

async function messages(file: string, text: string): Promise<string> {
  const [result] = await eslint.lintText(text, { filePath: inProject(file) });
  return result.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`).join('\n');
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
