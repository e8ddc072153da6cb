import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundleParts, partOf } from './bundle-parts';
import { noSource } from './source-map';

test('a source belongs to its package, or to the top folder of the sources', () => {
  const cases: [source: string, part: string][] = [
    ['webpack:///node_modules/@angular/core/fesm2020/core.mjs', '@angular/core'],
    ['./node_modules/rxjs/dist/esm/internal/Subject.js', 'rxjs'],
    [
      'webpack:///node_modules/@microsoft/windows-admin-center-sdk/core/rpc/rpc.js',
      '@microsoft/windows-admin-center-sdk/core'
    ],
    ['webpack:///src/app/domain/servers/status.ts', 'src/app/domain'],
    ['src/app/app.module.ts', 'src/app'],
    ['src/stand-ins/chart.ts', 'src/stand-ins'],
    ['src/main.ts', 'src'],
    ['package.json', 'src'],
    ['webpack:///webpack/runtime/jsonp chunk loading', 'webpack'],
    [noSource, noSource]
  ];
  for (const [source, part] of cases) {
    assert.equal(partOf(source), part, source);
    assert.ok(bundleParts.has(part), part);
  }
});
