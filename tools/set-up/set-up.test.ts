import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import ts from 'typescript';
import { inProject, root } from '../../machine/project-paths';
import { taskArguments } from '../task';
import * as tasks from '../tasks';
import { problem } from './node-version.cjs';
import { isInstalled } from './packages.cjs';
import { verbs } from './verbs.cjs';

const { scripts: packageScripts } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

const folder = mkdtempSync(path.join(os.tmpdir(), 'set-up-'));
after(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content, { mode: 0o755 });
  return file;
}

test('reports in one sentence that Node is too old', () => {
  assert.match(problem(root, '18.20.1'), /^This is Node 18\.20\.1, which is too old: .*20\.11\.1.*\.$/);
  assert.match(problem(root, '20.11.0'), /too old/);
  assert.match(problem(root, '20.9.5'), /too old/);
  for (const version of ['20.11.1', '20.12.0', '22.0.0', '100.0.0']) {
    assert.equal(problem(root, version), '');
  }
});

test('what an old Node must read has no syntax that it does not know', () => {
  for (const file of ['set-up.cjs', path.join('set-up', 'node-version.cjs')]) {
    const text = readFileSync(inProject('tools', file), 'utf8');
    const options = { target: ts.ScriptTarget.ES5, allowJs: true, removeComments: false };
    const old = ts.transpile(text, { ...options, newLine: ts.NewLineKind.LineFeed });
    // The printer would write anything newer than ES5 differently.
    const bare = (code: string): string => code.replace(/\s+|\/\/.*|\/\*[\s\S]*?\*\//g, '');
    assert.equal(bare(old), bare(text), file);
  }
});

test('npm packages count as installed if they are those of the lock file', () => {
  const lock = (packages: object): string => JSON.stringify({ packages });
  const wanted = {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.2.3' },
    'node_modules/windows-only': { version: '2.0.0', optional: true }
  };
  write('package-lock.json', lock(wanted));
  assert.equal(isInstalled(folder), false, 'nothing there');
  write('node_modules/.package-lock.json', '{ "packages": {');
  assert.equal(isInstalled(folder), false, 'broken off');
  write('node_modules/.package-lock.json', lock({ 'node_modules/a': { version: '1.2.2' } }));
  assert.equal(isInstalled(folder), false, 'another version');
  write('node_modules/.package-lock.json', lock({ 'node_modules/a': { version: '1.2.3' } }));
  assert.equal(isInstalled(folder), true);
});

/** A project with set-up, and a gulp that prints the words that it gets, and the task's, and ends as requested. */
function project(engine: string): string {
  const place = mkdtempSync(path.join(folder, 'project-'));
  const put = (name: string, content: string): void => void write(path.join(path.basename(place), name), content);
  cpSync(inProject('tools', 'set-up'), path.join(place, 'tools', 'set-up'), { recursive: true });
  cpSync(inProject('tools', 'set-up.cjs'), path.join(place, 'tools', 'set-up.cjs'));
  cpSync(inProject('machine'), path.join(place, 'machine'), { recursive: true });
  cpSync(inProject('lab', 'options.cjs'), path.join(place, 'lab', 'options.cjs'));
  put('package.json', JSON.stringify({ engines: { node: engine }, scripts: packageScripts }));
  put('package-lock.json', JSON.stringify({ packages: {} }));
  put('node_modules/.package-lock.json', JSON.stringify({ packages: {} }));
  put(
    'node_modules/gulp/bin/gulp.js',
    `console.log(process.argv.slice(2).join(' ') + '|' + process.env.ACTIVATE_VMS_ARGUMENTS);
    process.exit(Number(process.env.END_WITH));`
  );
  return place;
}

function setUp(place: string, args: string[], env: NodeJS.ProcessEnv = {}): ReturnType<typeof run> {
  return run(path.join(place, 'tools', 'set-up.cjs'), args, env);
}

function run(
  script: string,
  args: string[],
  env: NodeJS.ProcessEnv
): {
  status: number | null;
  stdout: string;
  stderr: string;
} {
  return spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, END_WITH: '0', ...env }
  });
}

test('every task of gulp can be run, and every npm script is one', () => {
  assert.deepEqual(Object.keys(verbs).sort(), Object.keys(tasks).sort());
  for (const [name, script] of Object.entries(packageScripts)) {
    assert.equal(script, `exec node tools/set-up.cjs ${name}`);
    assert.ok(name in verbs, name);
  }
});

test('a task gets its arguments, of which gulp takes none, and set-up ends as the task does', () => {
  const place = project('>=20.11.1');
  const words = ['--version', '--mutate', 'a b.ts'];
  const good = setUp(place, ['mutate', ...words]);
  const [gulps, own] = good.stdout.trim().split('|');
  assert.deepEqual([good.status, gulps], [0, '-L mutate'], good.stderr);
  const argv = ['node', 'gulp.js', '-L', 'pack'];
  assert.deepEqual(taskArguments({ ACTIVATE_VMS_ARGUMENTS: own }, argv), words);
  assert.deepEqual(taskArguments({}, argv), []);
  // Otherwise a package that was to be signed would silently stay unsigned.
  assert.throws(() => taskArguments({}, [...argv, '--sign']), /gulp takes no options/);
  assert.equal(setUp(place, ['lint'], { END_WITH: '3' }).status, 3);
});

/** Runs set-up where it would install the npm packages, which it can't here. */
function setUpBare(place: string, ...words: string[]): ReturnType<typeof run> {
  rmSync(path.join(place, 'node_modules'), { recursive: true, force: true });
  return setUp(place, words, { PATH: place, Path: place });
}

test('--help explains every verb and its options, and installs and runs nothing', () => {
  const place = project('>=20.11.1');
  for (const [verb, { summary, options = {} }] of Object.entries(verbs)) {
    const { status, stdout, stderr } = setUpBare(place, verb, '--help');
    assert.deepEqual([status, stderr], [0, ''], verb);
    assert.ok(stdout.includes(summary), stdout);
    for (const [name, { help }] of Object.entries(options)) {
      assert.match(stdout, new RegExp(`^ {2}--${name} .*`, 'm'));
      assert.ok(stdout.includes(help), name);
    }
  }
  for (const words of [['-h'], ['--unheard-of', '--help']]) {
    const { stdout } = setUpBare(place, 'start', ...words);
    assert.match(stdout, /^npm start -- \[options\]\n\n.*\n\n {2}--scenario NAME {2}\w/);
  }
});

test('set-up lists what can be run if nothing is named, or something that is not there', () => {
  const place = project('>=20.11.1');
  for (const words of [['help'], ['--help'], ['-h']]) {
    const { status, stdout } = setUpBare(place, ...words);
    assert.equal(status, 0);
    for (const [verb, { summary }] of Object.entries(verbs)) {
      assert.match(stdout, new RegExp(`^ {2}(npm|npm run|node tools/set-up.cjs) ${verb} `, 'm'));
      assert.ok(stdout.includes(summary), verb);
    }
  }
  for (const [words, says] of [
    [[], /^Name what to run:\n {2}npm start /],
    [['tset'], /^There is no "tset"\. There are:\n {2}npm start /],
    [['constructor'], /^There is no "constructor"/]
  ] as const) {
    const { status, stdout, stderr } = setUpBare(place, ...words);
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, says);
  }
});

test('an unknown option is refused before anything is installed', () => {
  const place = project('>=20.11.1');
  for (const [verb, { options = {}, passesOn }] of Object.entries(verbs)) {
    if (passesOn === undefined) {
      const { status, stdout, stderr } = setUpBare(place, verb, '--unheard-of');
      const known = [...Object.keys(options), 'help'].map(name => `--${name}`).join(', ');
      const sentence = `Unknown option "--unheard-of"; there are: ${known}.\n`;
      assert.deepEqual([status, stdout, stderr], [1, '', sentence]);
    }
  }
});

test('set-up ends with one sentence if something can’t be installed', () => {
  const old = setUp(project('>=99.0.0'), ['lint']);
  assert.equal(old.status, 1);
  assert.match(old.stderr, /^This is Node .* too old: install Node 99\.0\.0 or later\.\n$/);

  const place = project('>=20.11.1');
  mkdirSync(path.join(place, '.config'));
  cpSync(inProject('.config', 'dotnet-tools.json'), path.join(place, '.config', 'dotnet-tools.json'));
  const nowhere = { PATH: place, Path: place, NUGET_PACKAGES: place };
  const bare = setUp(place, ['start'], nowhere);
  assert.equal(bare.status, 1);
  assert.match(bare.stderr, /^PowerShell is missing: .*\n$/);
});

// Windows can't start programs that are scripts, and has no apt-get.
const isUnix = process.platform !== 'win32';

/** A project whose machine has only programs that do nothing but leave what the real ones leave, and say so. */
function bareMachine(programs: readonly string[], userId: number): { place: string; env: NodeJS.ProcessEnv } {
  const place = project('>=20.11.1');
  rmSync(path.join(place, 'node_modules', '.package-lock.json'));
  cpSync(inProject('.config'), path.join(place, '.config'), { recursive: true });
  cpSync(inProject('tests', 'pester.proj'), path.join(place, 'tests', 'pester.proj'));
  const put = (name: string, content: string): string => write(path.join(path.basename(place), name), content);
  const fake = `#!${process.execPath}
    const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
    const path = require('node:path');
    const [, file, ...args] = process.argv;
    const words = [path.basename(file), ...args].join(' ');
    const put = (...names) => {
      const file = path.join(${JSON.stringify(place)}, ...names);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, '{ "packages": {} }');
    };
    const found = (name, pattern) => pattern.exec(readFileSync(path.join(${JSON.stringify(place)}, name), 'utf8'))[1];
    if (words.startsWith('npm')) put('node_modules', '.package-lock.json');
    if (words.startsWith('dotnet tool'))
      put('powershell', found('.config/dotnet-tools.json', /"version": "(.*?)"/), 'tools/net/any/unix/pwsh.dll');
    if (words.startsWith('dotnet restore'))
      put('out', 'pester', 'modules', 'Pester', found('tests/pester.proj', /\\[([\\d.]+)\\]/), 'Pester.psd1');
    if (words.startsWith('apt-get')) put('lib', 'chromium', 'chromium-headless-shell');
    if (words !== 'dotnet --version' && !words.startsWith('dotnet publish')) console.log('> ' + words);
    process.exitCode = words.startsWith('dotnet publish') ? 1 : 0;`;
  programs.forEach(name => put(path.join('bin', name), fake));
  const npm = put(path.join('npm', 'npm-cli.js'), fake);
  // On macOS, browsers are also found in a folder that is the machine's own.
  const linux = "Object.defineProperty(process, 'platform', { value: 'linux' });";
  const user = put('user.cjs', `${linux} process.getuid = () => ${userId};`);
  const bin = path.join(place, 'bin');
  const env = { PATH: bin, Path: bin, NUGET_PACKAGES: place, CHROME_BIN: '', npm_execpath: npm };
  return { place, env: { ...env, NODE_OPTIONS: `--require "${user}"` } };
}

if (isUnix) {
  test('set-up prints all that is missing before it installs any of it, and nothing the next time', () => {
    const { place, env } = bareMachine(['dotnet', 'apt-get'], 0);
    const { status, stdout, stderr } = setUp(place, ['test'], env);
    assert.equal(status, 0, stderr);
    assert.deepEqual(stdout.replace(/Pester [\d.]+/, 'Pester').split('\n'), [
      'npm test needs, and this machine lacks:',
      '  npm packages: npm ci',
      "  PowerShell: dotnet tool restore (into NuGet's package folder)",
      '  PowerShell, compiled so that it starts quickly: dotnet publish (into out)',
      "  Pester: dotnet restore (into NuGet's package folder)",
      '  a browser to test in: apt-get install chromium-headless-shell fonts-liberation (or set CHROME_BIN to yours)',
      '',
      'Installing the npm packages (npm ci)…',
      '> npm-cli.js ci --include=dev',
      'Installing PowerShell as a .NET tool (dotnet tool restore)…',
      '> dotnet tool restore',
      'Compiling PowerShell for this machine, so that it starts quickly (dotnet publish)…',
      "It can't be compiled here, so the tests take longer: ",
      'Installing Pester (dotnet restore)…',
      '> dotnet restore tests/pester.proj --verbosity quiet',
      'Installing a browser to test in (apt-get install chromium-headless-shell)…',
      '> apt-get install --yes --no-install-recommends chromium-headless-shell fonts-liberation',
      '-L test|[]',
      ''
    ]);
    assert.equal(setUp(place, ['bench'], env).stdout, '-L bench|[]\n');
    assert.equal(setUp(place, ['lint'], env).stdout, '-L lint|[]\n');
  });

  test('a machine with any browser gets none', () => {
    for (const browser of ['chromium', 'google-chrome', 'microsoft-edge', 'mine']) {
      const { place, env } = bareMachine(['dotnet', 'apt-get', browser], 0);
      const own = browser === 'mine' ? { CHROME_BIN: path.join(place, 'bin', browser) } : {};
      const { status, stdout } = setUp(place, ['bench'], { ...env, ...own });
      assert.equal(status, 0, stdout);
      assert.doesNotMatch(stdout, /apt-get|browser/);
    }
  });

  test('a machine that can’t get something says so before anything is installed', () => {
    const cases: [programs: string[], userId: number, env: NodeJS.ProcessEnv, says: RegExp][] = [
      [['dotnet', 'apt-get'], 1000, {}, /^No browser to test in: install Chrome, Edge or Chromium, or .*\n$/],
      [['dotnet'], 0, {}, /^No browser to test in: .*\n$/],
      [['dotnet', 'apt-get'], 0, { CHROME_BIN: 'none' }, /^CHROME_BIN names no program: none\.\n$/],
      [['apt-get'], 0, {}, /^PowerShell is missing: .*\nPester [\d.]+ is missing: install the \.NET SDK.*\n$/],
      [[], 0, {}, /^PowerShell is missing: .*\nPester .*\nNo browser .*\n$/]
    ];
    for (const [programs, userId, own, says] of cases) {
      const { place, env } = bareMachine(programs, userId);
      const { status, stdout, stderr } = setUp(place, ['test'], { ...env, ...own });
      assert.deepEqual([status, stdout], [1, '']);
      assert.match(stderr, says);
    }
  });
}
