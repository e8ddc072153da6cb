import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { loadStringsEarly } from './early-strings';

const folder = mkdtempSync(path.join(os.tmpdir(), 'early-'));
const page = path.join(folder, 'index.html');
after(() => rmSync(folder, { recursive: true }));

test('the page asks for the strings of its version in its head, after its base address', () => {
  writeFileSync(page, '<head><base href="./" /></head><body><p></head></p></body>');
  loadStringsEarly(folder, '1.2.3-beta+4');
  const [head, body] = readFileSync(page, 'utf8').split('<body>');
  assert.match(
    head,
    /<base href="\.\/" \/><link rel="preload" [^>]*"assets\/strings\/strings\.json\?v=1\.2\.3-beta\+4"/
  );
  assert.equal(body, '<p></head></p></body>');
});

test('a bundle whose page has no head is refused, and stays as it is', () => {
  writeFileSync(page, '<p>');
  assert.throws(() => loadStringsEarly(folder, '1.2.3'), /index\.html has no head/);
  assert.equal(readFileSync(page, 'utf8'), '<p>');
});
