import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { faultMatrix, FaultRow } from '../../e2e/faults/fault-matrix';
import { inProject } from '../../machine/project-paths';
import { listedTests } from '../checks/listed-tests';
import type { ReportedTest } from '../playwright-report';
import { faultLines, faultProblems, reliabilityDocument, shownCells } from './fault-report';

const matrix: readonly FaultRow[] = [
  { id: 'down', what: 'It’s down', load: { sees: 'The row says “Down”.' }, apply: { never: 'Nobody asks it.' } },
  { id: 'lost', what: 'It goes down', load: { sees: '“Lost”' }, apply: { sees: '“Not known”' } }
];

function reported(name: string, status: string, ...cells: readonly string[]): ReportedTest {
  const annotations = cells.map(description => ({ type: 'fault', description }));
  const errors = status === 'expected' ? [] : [{ message: `\u001b[31m${name} failed\u001b[39m\nin this line` }];
  return { name, tests: [{ status, annotations, results: [{ errors }] }] } as unknown as ReportedTest;
}

test('a cell is shown by tests that passed, all of them', () => {
  const all = shownCells([
    reported('one', 'expected', 'down load', 'lost load'),
    reported('two', 'expected', 'lost apply'),
    reported('three', 'expected')
  ]);
  assert.deepEqual(faultProblems(matrix, all), []);
  assert.deepEqual(faultLines(matrix, all), [
    'Fault         load    apply',
    'It’s down     ok      –',
    'It goes down  ok      ok'
  ]);
  const some = shownCells([
    reported('one', 'expected', 'down load'),
    reported('two', 'unexpected', 'lost apply'),
    reported('three', 'flaky', 'lost load'),
    reported('four', 'expected', 'lost load')
  ]);
  assert.deepEqual(faultProblems(matrix, some), [
    'No passed test shows what the fault matrix says of "lost load".',
    'No passed test shows what the fault matrix says of "lost apply".'
  ]);
  assert.equal(faultLines(matrix, some)[2], 'It goes down  FAILED  FAILED');
  assert.deepEqual(
    (some.get('lost apply') ?? []).map(({ said }) => said),
    ['two failed']
  );
});

test('a test that shows what the matrix does not have, or what can’t happen, is named', () => {
  const shown = shownCells([
    reported('one', 'expected', 'down load', 'lost load', 'lost apply', 'down apply', 'gone load')
  ]);
  assert.deepEqual(faultProblems(matrix, shown), [
    'A test shows "down apply", but the fault matrix says nothing that could be seen there.',
    'A test shows "gone load", but the fault matrix says nothing that could be seen there.'
  ]);
});

test('the document has what is seen, why something can’t happen, and the tests', () => {
  const text = reliabilityDocument(matrix, shownCells([reported('a.spec.ts > one', 'expected', 'down load')]));
  assert.match(text, /\| It’s down +\| The row says “Down”\. +\| _Can't happen: Nobody asks it\._ \|/);
  assert.match(text, /\| It’s down +\| While servers are read \| `a\.spec\.ts > one` \|/);
});

test('the project’s own document is what its matrix and its tests say', async () => {
  const tests = await listedTests();
  const listed = shownCells(
    tests.map(one => ({ ...one, tests: one.tests.map(run => ({ ...run, status: 'expected' as const })) }))
  );
  assert.deepEqual(faultProblems(faultMatrix, listed), []);
  assert.equal(readFileSync(inProject('docs', 'reliability.md'), 'utf8'), reliabilityDocument(faultMatrix, listed));
});

test('the rows of the project’s own matrix have names and words of their own', () => {
  assert.equal(new Set(faultMatrix.map(({ id }) => id)).size, faultMatrix.length);
  assert.equal(new Set(faultMatrix.map(({ what }) => what)).size, faultMatrix.length);
});
