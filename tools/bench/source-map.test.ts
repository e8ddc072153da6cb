import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transformSync } from 'esbuild';
import { bytesBySource, noSource } from './source-map';

test('each byte of a script belongs to a source, or to none', () => {
  const script = 'ab("ö");cd();\n//x\n';
  // Line 1: nothing for 1 column, then source 0, then source 1 from column 8 on. Line 2 has no segment.
  const bytes = bytesBySource(script, { sources: ['one.ts', 'two.ts'], mappings: 'CAAA,OCAA;' });
  assert.deepEqual(Object.fromEntries(bytes), { [noSource]: 6, 'one.ts': 8, 'two.ts': 5 });
});

test('a map by another program is read', () => {
  const { code, map } = transformSync('export const greeting: string = "hello";\nconsole.log(greeting);\n', {
    loader: 'ts',
    minify: true,
    sourcemap: 'external',
    sourcefile: 'greet.ts'
  });
  const bytes = bytesBySource(code, JSON.parse(map));
  assert.equal((bytes.get('greet.ts') ?? 0) + (bytes.get(noSource) ?? 0), Buffer.byteLength(code));
  assert.ok((bytes.get('greet.ts') ?? 0) >= code.length - 1);
});

test('a map that is damaged is refused', () => {
  assert.throws(() => bytesBySource('a', { sources: [], mappings: '?' }), /"\?" is no segment/);
});
