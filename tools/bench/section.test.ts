import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownTable, median, ratio, time } from './section';

test('results are told as a reader takes them in', () => {
  assert.equal(time(87.4), '87 ms');
  assert.equal(time(1052), '1.05 s');
  assert.equal(ratio(210, 200), '1.05 ×');
  assert.equal(ratio(210, 200, 1.1), '1.05 × (at most 1.1)');
  assert.equal(ratio(210, 0, 1.1), '–');
  assert.equal(median([30, 10, 20]), 20);
  assert.equal(
    markdownTable(['Step', 'Time'], [['sort', '87 ms']]),
    '| Step | Time |\n| --- | --- |\n| sort | 87 ms |'
  );
});
