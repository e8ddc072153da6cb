import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testsOf } from './changed-tests';

const all = [
  'src/app/domain/servers/status.spec.ts',
  'src/app/keys/key-field.component.html',
  'src/app/keys/key-field.component.spec.ts',
  'src/app/keys/key-row.spec.ts',
  'src/app/servers/table.spec.ts',
  'machine/browser.test.ts',
  'lab/gateway/gateway.test.ts',
  'lab/gateway/xsrf.ts',
  'lab/servers/late-run.test.ts',
  'tests/scripts/Get-Thing.Tests.ps1',
  'tests/scripts/Get-Thing.Guests.Tests.ps1',
  'tests/scripts/Get-Things.Tests.ps1',
  'tests/lab/HyperV.Tests.ps1',
  'e2e/guards/key-traces.test.ts'
];
const none = { specs: [], nodeTests: [], scriptTests: [] };

test('a change of the domain or of no code has only the domain’s tests', () => {
  assert.deepEqual(
    testsOf(['src/app/domain/servers/status.ts', 'README.md', 'src/app/domain/servers/status.spec.ts'], all),
    none
  );
});

test('a file has the test with its name, whatever kind of file it is', () => {
  const specs = ['src/app/keys/key-field.component.spec.ts'];
  for (const kind of ['ts', 'html', 'css', 'spec.ts']) {
    assert.deepEqual(testsOf([`src/app/keys/key-field.component.${kind}`], all), { ...none, specs }, kind);
  }
});

test('a file without such a test has the tests of its folder', () => {
  assert.deepEqual(testsOf(['src/app/keys/testing/key-field-harness.ts', 'src/app/keys/gone.ts'], all).specs, [
    'src/app/keys/key-field.component.spec.ts',
    'src/app/keys/key-row.spec.ts'
  ]);
  assert.deepEqual(testsOf(['lab/gateway/xsrf.ts'], all).nodeTests, ['lab/gateway/gateway.test.ts']);
  assert.deepEqual(testsOf(['machine/powershell-folders.cjs'], all).nodeTests, ['machine/browser.test.ts']);
  assert.deepEqual(testsOf(['e2e/guards/secrets.ts'], all).nodeTests, ['e2e/guards/key-traces.test.ts']);
  assert.deepEqual(testsOf(['e2e/set-up.spec.ts'], all), none);
});

test('a file that affects every component has all tests', () => {
  for (const name of ['src/resources/strings/strings.resjson', 'src/app/app.module.ts', 'src/test.ts']) {
    assert.equal(testsOf([name], all).specs, null, name);
  }
});

test('a script has the tests whose names begin with its own, and the simulated Windows has all of its folder', () => {
  assert.deepEqual(testsOf(['src/resources/scripts/Get-Thing.ps1'], all).scriptTests, [
    'tests/scripts/Get-Thing.Guests.Tests.ps1',
    'tests/scripts/Get-Thing.Tests.ps1'
  ]);
  assert.deepEqual(testsOf(['src/resources/scripts/answers/Hide-Thing.ps1'], all).scriptTests, [
    'tests/scripts/Get-Thing.Guests.Tests.ps1',
    'tests/scripts/Get-Thing.Tests.ps1',
    'tests/scripts/Get-Things.Tests.ps1'
  ]);
  assert.deepEqual(testsOf(['lab/windows/system/CimCmdlets/Cim.psm1'], all).scriptTests, [
    'tests/lab/HyperV.Tests.ps1'
  ]);
});
