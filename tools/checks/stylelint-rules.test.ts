import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inProject, root } from '../../machine/project-paths';

async function warnings(file: string, code: string): Promise<{ line: number; text: string }[]> {
  const { default: stylelint } = await import('stylelint');
  const { results } = await stylelint.lint({ code, codeFilename: inProject(file), cwd: root });
  return results[0].warnings;
}

const color = /a color of our own would not follow/;
const logical = /A logical property or value/;
const sides = /Left and right differ: write \S+-inline/;

test('colors and physical sides in styles are found, with the reason', async () => {
  const wrong: [declaration: string, reason: RegExp][] = [
    ['color: #c00', color],
    ['background: rgb(0 0 0)', color],
    ['background: RGBA(0 0 0 / 50%)', color],
    ['color: hsl(0 0% 0%)', color],
    ['color: hwb(0 0% 0%)', color],
    ['color: lab(0% 0 0)', color],
    ['color: oklch(0% 0 0)', color],
    ['color: color(srgb 0 0 0)', color],
    ['border: 1px solid red', color],
    ['--own: #fff', color],
    ['--own: white', color],
    ['--own: rgb(0 0 0)', color],
    ['background: linear-gradient(white, transparent)', color],
    ['fill: color-mix(in srgb, white, black)', color],
    ['color: var(--theme, #fff)', color],
    ['margin-left: 1px', logical],
    ['padding-right: 1px', logical],
    ['scroll-margin-left: 1px', logical],
    ['left: 0', logical],
    ['border-left: 1px solid', logical],
    ['border-left-color: var(--x)', logical],
    ['border-top-left-radius: 1px', logical],
    ['text-align: right', logical],
    ['float: left', logical],
    ['margin: 0 1px 0 2px', sides],
    ['inset: 0 1px 0 calc(1px + 1px) !important', sides],
    ['border-color: var(--x) var(--y) var(--x) var(--x)', sides]
  ];
  for (const [declaration, reason] of wrong) {
    const [warning] = await warnings('src/app/a.css', `.a {\n  ${declaration};\n}\n`);
    assert.equal(warning?.line, 2, declaration);
    assert.match(warning.text, reason, declaration);
  }
});

test('variables of the shell, system colors, and logical sides are allowed', async () => {
  const right = [
    'color: var(--theme-red-color)',
    'color: CanvasText',
    'background: transparent',
    'background: url("red.svg#fff")',
    'background: url(red.svg#fff)',
    'fill: color-mix(in srgb, var(--x), transparent)',
    'margin-inline-start: 1px',
    'margin: 0 calc(1px + 1px) 0 calc(1px + 1px)',
    'padding: 0 1px 2px',
    'text-align: start',
    'border-color: currentColor'
  ];
  for (const declaration of right) {
    const code = `/* red #fff left: 0 */\n.a {\n  ${declaration};\n}\n`;
    assert.deepEqual(await warnings('src/app/a.css', code), [], declaration);
  }
});

test('the lab plays the shell, so it has colors, but every style sheet must be correct', async () => {
  assert.deepEqual(await warnings('lab/shell/page/a.css', '.a {\n  color: #c00;\n}\n'), []);
  for (const file of ['src/app/a.css', 'lab/shell/page/a.css']) {
    const [warning] = await warnings(file, '.a {\n  colour: inherit;\n}\n');
    assert.match(warning?.text ?? '', /property-no-unknown/, file);
  }
});
