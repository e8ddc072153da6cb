import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scriptBytes } from './heap-snapshot';

test('a heap is counted without compiled code', () => {
  const meta = { node_fields: ['type', 'name', 'self_size'], node_types: [['code', 'object', 'native'], 'string'] };
  const nodes = [0, 0, 1000, 1, 0, 20, 2, 0, 500, 1, 1, 22];
  assert.equal(scriptBytes(JSON.stringify({ snapshot: { meta }, nodes })), 42);
});
