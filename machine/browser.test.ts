import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { findBrowser } from './browser.cjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'browser-'));
after(() => rmSync(folder, { recursive: true }));

function program(name: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '', { mode: 0o755 });
  return file;
}

test('the browser is the one that CHROME_BIN names, or else the first on the machine', () => {
  const chrome = program('bin/google-chrome');
  const named = program('elsewhere/browser');
  const onPath = { PATH: path.join(folder, 'bin') };
  assert.equal(findBrowser({ ...onPath, CHROME_BIN: named }, 'linux'), named);
  assert.equal(findBrowser({ ...onPath, CHROME_BIN: `${named}-gone` }, 'linux'), undefined);
  assert.equal(findBrowser(onPath, 'linux'), chrome);
  const shell = program('lib/chromium/chromium-headless-shell');
  assert.equal(findBrowser(onPath, 'linux'), shell, 'the headless shell is faster');
  rmSync(shell);
  const edge = program('Programs/Microsoft/Edge/Application/msedge.exe');
  assert.equal(findBrowser({ ProgramFiles: path.join(folder, 'Programs') }, 'win32'), edge);
  assert.equal(findBrowser({ PATH: path.join(folder, 'none') }, 'linux'), undefined);
});
