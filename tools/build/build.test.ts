import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { BuildPaths, isUpToDate, remember } from './build-stamp';
import { budget, bundleProblems, bundleSizes, firstLoadBudget, firstLoadSize } from './bundle-rules';

const folder = mkdtempSync(path.join(os.tmpdir(), 'build-'));
after(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

function bundle(name: string): string {
  const parts = [
    'index.html',
    'manifest.json',
    'assets/strings.json',
    'powershell-module/a.psm1',
    'third-party-notices.txt'
  ];
  parts.forEach(part => write(`${name}/${part}`, '{}'));
  return path.join(folder, name);
}

test('a complete bundle within its budget has no problems', () => {
  const whole = bundle('whole');
  write('whole/main.js', 'a'.repeat(1_000_000));
  write('whole/index.html', '<script src="main.js"></script>');
  assert.deepEqual(bundleProblems(whole), []);
  assert.match(bundleSizes(whole), /^Bundle: 1\.\d kB of JavaScript, 0\.0 kB of CSS, 1\.\d kB for/);
});

test('a bundle that is too large or lacks a part is refused', () => {
  const large = bundle('large');
  // Random bytes are as large after gzip.
  write('large/main.js', randomBytes(budget['.js'] * 1000 + 1));
  write('large/styles.css', randomBytes(budget['.css'] * 1000 + 1));
  const [js, css] = bundleProblems(large);
  assert.match(js, /\*\.js files are \d+\.\d kB after gzip/);
  assert.ok(js.includes(`${budget['.js']} kB is the most.`));
  assert.match(css, /\*\.css files/);

  const empty = path.join(folder, 'empty');
  mkdirSync(empty);
  const lacks = ['index.html', 'manifest.json', 'assets', 'powershell-module', 'third-party-notices.txt'];
  assert.deepEqual(
    bundleProblems(empty),
    lacks.map(part => `The bundle lacks ${part}.`)
  );
});

test('a bundle whose page needs too much before it’s drawn is refused', () => {
  const folder = bundle('first');
  const half = randomBytes(firstLoadBudget * 500);
  write('first/index.html', '<link rel="stylesheet" href="a.css"><script src="main.js" type="module"></script>');
  write('first/main.js', half.subarray(0, half.length / 2));
  // What is loaded later doesn't count.
  write('first/later.js', half);
  write('first/a.css', 'a{}');
  write('first/assets/strings/strings.json', half.subarray(half.length / 2));
  assert.deepEqual(bundleProblems(folder), []);
  assert.ok(Math.abs(firstLoadSize(folder) - firstLoadBudget / 2) < 1);

  write('first/assets/strings/strings.json', Buffer.concat([half, half]));
  const [problem] = bundleProblems(folder);
  assert.match(problem, /^The bundle's first load is \d+\.\d kB after gzip; \d+ kB is the most\.$/);
});

test('a bundle without an icon that its manifest names is refused', () => {
  const inside = bundle('icons');
  const entryPoints = [{ icon: 'assets/one.svg' }, { icon: 'assets/two.svg' }, { icon: 'sme-icon:some-icon' }];
  write('icons/manifest.json', JSON.stringify({ icon: 'assets/one.svg', entryPoints }));
  write('icons/assets/one.svg', '<svg/>');
  assert.deepEqual(bundleProblems(inside), ['The bundle lacks assets/two.svg, an icon of its manifest.']);
});

test('a build is up to date while the contents of inputs and bundle are the same', () => {
  const paths: BuildPaths = {
    root: folder,
    inputs: ['src', 'package.json', 'not-there'],
    made: ['src/generated'],
    bundle: path.join(folder, 'dist'),
    stamp: path.join(folder, 'out', 'stamp')
  };
  const source = write('src/app.ts', '1');
  write('package.json', '{}');
  write('dist/main.js', '1');
  assert.equal(isUpToDate(paths), false);
  remember(paths);
  assert.equal(isUpToDate(paths), true);

  utimesSync(source, 0, 0);
  write('src/generated/strings.ts', 'made by the build');
  assert.equal(isUpToDate(paths), true, 'neither times nor what the build makes count');

  for (const [file, before] of [
    ['src/app.ts', '1'],
    ['package.json', '{}'],
    ['dist/main.js', '1']
  ]) {
    write(file, 'other');
    assert.equal(isUpToDate(paths), false, file);
    write(file, before);
    assert.equal(isUpToDate(paths), true, file);
  }
  write('src/new.ts', '');
  assert.equal(isUpToDate(paths), false, 'a new file');
});
