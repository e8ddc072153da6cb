import assert from 'node:assert/strict';
import test from 'node:test';
import { Journal } from './journal';

test('a failure shows the last twenty steps, and whether each could be done', () => {
  const journal = new Journal();
  for (let number = 1; number <= 30; number += 1) {
    journal.add({ number, by: 'admin', kind: 'refresh', about: 'node01', isDone: number !== 30 });
  }
  const lines = journal.lastSteps().split('\n');
  assert.equal(lines.length, 20);
  assert.equal(lines[0], '  11. admin: refresh (node01)');
  assert.equal(lines[19], '  30. admin: refresh (node01), not possible then');
});

test('the summary counts steps and results by kind', () => {
  const journal = new Journal();
  const step = { by: 'world', about: '', isDone: true } as const;
  ['server off', 'stream reset', 'server off'].forEach((kind, number) => journal.add({ ...step, number, kind }));
  journal.addResult('Applied …');
  assert.match(journal.summary(), /Faults and changes: 3 of 3 could be done\n +2 server off\n +1 stream reset\n/);
  assert.match(journal.summary(), / 1 Applied …/);
});
