import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countHolders, scriptBytes } from './heap-snapshot';

const meta = {
  node_fields: ['type', 'name', 'self_size'],
  node_types: [['code', 'object', 'native'], 'string'],
  edge_fields: ['type', 'name_or_index', 'to_node'],
  edge_types: [['element', 'property'], 'string_or_number', 'node']
};

test('a heap is counted without compiled code', () => {
  const nodes = [0, 0, 1000, 1, 0, 20, 2, 0, 500, 1, 1, 22];
  assert.equal(scriptBytes(JSON.stringify({ snapshot: { meta }, nodes })), 42);
});

test('the objects that have a property are counted, not the elements of lists with the same number', () => {
  const edges = [1, 1, 0, 0, 1, 3, 1, 0, 3, 1, 1, 6];
  const json = JSON.stringify({ snapshot: { meta }, nodes: [], edges, strings: ['source', 'destination'] });
  assert.equal(countHolders(json, 'destination'), 2);
  assert.equal(countHolders(json, 'neverNamed'), 0);
});
