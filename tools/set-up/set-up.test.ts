import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import ts from 'typescript';
import { inProject, root } from '../../machine/project-paths';
import { taskArguments } from '../task';
import { problem } from './node-version.cjs';
import { isInstalled } from './packages.cjs';

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

test('a task gets the arguments after its name', () => {
  const words = ['node', 'gulp.js', '-L', 'start', '--scenario', 'healthy', '--port', '0'];
  assert.deepEqual(taskArguments(words), ['--scenario', 'healthy', '--port', '0']);
  assert.deepEqual(taskArguments(['node', 'gulp.js', 'start']), []);
});

/** A project with set-up, and a gulp that prints its arguments and ends as requested. */
function project(engine: string): string {
  const place = mkdtempSync(path.join(folder, 'project-'));
  const put = (name: string, content: string): void => void write(path.join(path.basename(place), name), content);
  cpSync(inProject('tools', 'set-up'), path.join(place, 'tools', 'set-up'), { recursive: true });
  cpSync(inProject('tools', 'set-up.cjs'), path.join(place, 'tools', 'set-up.cjs'));
  cpSync(inProject('machine'), path.join(place, 'machine'), { recursive: true });
  put('package.json', JSON.stringify({ engines: { node: engine } }));
  put('package-lock.json', JSON.stringify({ packages: {} }));
  put('node_modules/.package-lock.json', JSON.stringify({ packages: {} }));
  put(
    'node_modules/gulp/bin/gulp.js',
    'console.log(process.argv.slice(2).join(" ")); process.exit(Number(process.env.END_WITH));'
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

test('set-up passes arguments to gulp, and returns its exit code', () => {
  const place = project('>=20.11.1');
  const good = setUp(place, ['lint', '--port', '0']);
  assert.deepEqual([good.status, good.stdout], [0, '-L lint --port 0\n'], good.stderr);
  assert.equal(setUp(place, ['lint'], { END_WITH: '3' }).status, 3);
});

test('set-up ends with one sentence if something can’t be installed', () => {
  const old = setUp(project('>=99.0.0'), ['lint']);
  assert.equal(old.status, 1);
  assert.match(old.stderr, /^This is Node .* too old: install Node 99\.0\.0 or later\.\n$/);

  const none = setUp(project('>=20.11.1'), []);
  assert.equal(none.status, 1);
  assert.match(none.stderr, /^Name a task: .*\n$/);

  const place = project('>=20.11.1');
  mkdirSync(path.join(place, '.config'));
  cpSync(inProject('.config', 'dotnet-tools.json'), path.join(place, '.config', 'dotnet-tools.json'));
  const nowhere = { PATH: place, Path: place, NUGET_PACKAGES: place };
  const bare = setUp(place, ['start'], nowhere);
  assert.equal(bare.status, 1);
  assert.match(bare.stderr, /^PowerShell is missing: .*\n$/);
});
