import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { folders } from '../project';
import { filesOfUnknownOrigin, notices, noticesFile, sdkPackage } from './notices';
import { BuiltModule, shippedPackages } from './shipped-packages';

const root = mkdtempSync(path.join(os.tmpdir(), 'notices-'));
after(() => rmSync(root, { recursive: true }));

function install(name: string, files: Record<string, string>, within = ''): string {
  const folder = path.join(root, within, 'node_modules', ...name.split('/'));
  mkdirSync(folder, { recursive: true });
  Object.entries(files).forEach(([file, text]) => writeFileSync(path.join(folder, file), text));
  return folder;
}

const described = (name: string, license: string, more: object = {}): string =>
  JSON.stringify({ name, version: '1.2.3', license, ...more });

const moduleAt = (...parts: string[]): BuiltModule => ({ nameForCondition: path.join(root, ...parts) });
const runtime: BuiltModule = { moduleType: 'runtime', identifier: 'webpack/runtime/chunk loaded' };
const shipped = (...modules: BuiltModule[]) => shippedPackages({ chunks: [{ modules }] }, root);

install('one', { 'package.json': described('one', 'ISC'), LICENSE: 'Copyright One\r\nISC words\r\n' });
install('@two/parts', { 'package.json': described('@two/parts', 'MIT'), 'LICENSE.txt': 'Copyright Two' });
install(
  'inner',
  { 'package.json': described('inner', 'MIT'), 'License.md': 'Copyright Inner', NOTICE: 'Says more.' },
  'node_modules/one'
);
install('webpack', { 'package.json': described('webpack', 'MIT'), LICENSE: 'Copyright Bundler' });
const header = '/**\n * @license Frame v1\n * (c) 2020 Frame Owner.\n * License: MIT\n */\n';
install('frame', { 'package.json': described('frame', 'MIT', { module: 'main.mjs' }), 'main.mjs': header });
install('bare', { 'package.json': described('bare', 'MIT'), 'index.js': 'export {};' });
install(sdkPackage, { 'package.json': described(sdkPackage, 'SEE LICENSE IN LICENSE.txt') });

describe('the packages in a bundle', () => {
  it('are those of every module, joined with others or not, and the bundler', () => {
    const joined = { identifier: 'all', modules: [moduleAt('node_modules/one/a.js'), moduleAt('src/app.ts')] };
    const deeper = { modules: [{ modules: [moduleAt('node_modules/one/node_modules/inner/b.js')] }] };
    const found = shipped(joined, deeper, moduleAt('node_modules/@two/parts/deep/c.js'), runtime);
    assert.deepEqual(
      found.map(({ name }) => name),
      ['@two/parts', 'inner', 'one', 'webpack']
    );
  });

  it('can’t be told if a module is from elsewhere', () => {
    for (const module of [{ nameForCondition: '/elsewhere/a.js' }, { identifier: 'data:text/javascript,1' }]) {
      assert.throws(() => shipped(module), { name: 'BuildFailure', message: /isn't known which package/ });
    }
  });
});

describe('the notices', () => {
  it('name each package with its version, its license, and the text of that', () => {
    const modules = ['one/a.js', 'one/node_modules/inner/b.js', '@two/parts/c.js', 'frame/d.js'];
    const text = notices(shipped(...modules.map(module => moduleAt('node_modules', module)), runtime));
    for (const [name, license, words] of [
      ['one', 'ISC', 'Copyright One\nISC words\n'],
      ['inner', 'MIT', 'Copyright Inner\n\nSays more.\n'],
      ['@two/parts', 'MIT', 'Copyright Two\n'],
      ['webpack', 'MIT', 'Copyright Bundler\n'],
      [
        'frame',
        'MIT',
        'The MIT License\n\nCopyright (c) 2020 Frame Owner.\n\nPermission is hereby granted, free of charge'
      ]
    ]) {
      assert.ok(text.includes(`\n${name} 1.2.3 (${license})\n\n${words}`), name);
    }
  });

  it('can’t be made for a package without a license text', () => {
    assert.throws(() => notices(shipped(moduleAt('node_modules/bare/a.js'))), {
      name: 'BuildFailure',
      message: /^bare \(MIT\) is in the bundle/
    });
  });

  it('leave the SDK’s terms to files of their own', () => {
    const text = notices(shipped(moduleAt('node_modules', sdkPackage, 'core/a.js')));
    assert.doesNotMatch(text, /1\.2\.3/);
    assert.match(text, /licenses\/windows-admin-center-sdk/);
  });

  it('are needed for a file that isn’t the project’s own, such as a font or another script', () => {
    const own = ['index.html', 'main.0a1b.js', 'assets/icon.svg', 'assets/strings/de/strings.json', noticesFile];
    assert.deepEqual(filesOfUnknownOrigin(own), []);
    for (const file of [
      'assets/fonts/text.woff2',
      'styles.0a1b.css',
      'vendor.js',
      'assets/picture.svg',
      '12.0a1b.js'
    ]) {
      assert.match(filesOfUnknownOrigin([file]).join('\n'), new RegExp(`^The bundle has ${file}:`));
    }
  });
});

it('the built bundle has notices of the packages that it’s known to have', () => {
  const text = readFileSync(path.join(folders.bundle, noticesFile), 'utf8');
  // The last three are added by compiler and bundler, and appear in no import.
  for (const name of [
    '@angular/core',
    '@angular/forms',
    'rxjs',
    'papaparse',
    'zone.js',
    'tslib',
    '@babel/runtime',
    'webpack'
  ]) {
    assert.match(text, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'), name);
  }
});
