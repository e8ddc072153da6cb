import assert from 'node:assert/strict';
import test from 'node:test';
import { Claim, falseClaims, Order, ServerKeys, unorderedKeys } from './applied-keys';

const [first, second] = ['AAAAA-AAAAA-AAAAA-AAAAA-11111', 'AAAAA-AAAAA-AAAAA-AAAAA-22222'];

function order(server: string, key: string): Order {
  return { server, key, by: 'the admin in step 1' };
}

function claim(server: string, lastFive: string): Claim {
  return { server, lastFive, by: 'the admin' };
}

test('keys that were ordered, once for each order, are right, and so are orders that came to nothing', () => {
  const orders = [order('node01', first), order('node01', first), order('node02', second), order('node03', second)];
  const received = [
    { server: 'node02', key: second.toLowerCase() },
    { server: 'node01', key: first },
    { server: 'node01', key: first }
  ];
  assert.deepEqual(unorderedKeys(orders, received), []);
});

test('a key that reaches another server than the chosen one is noticed, without the key', () => {
  const found = unorderedKeys([order('node01', first)], [{ server: 'node02', key: first }]);
  assert.deepEqual(found, ['node02 received …11111, which nobody ordered (again)']);
});

test('a key that one Apply sends twice is noticed', () => {
  const twice = [1, 2].map(() => ({ server: 'node01', key: first }));
  assert.equal(unorderedKeys([order('node01', first)], twice).length, 1);
});

test('another key than the ordered one is noticed', () => {
  assert.equal(unorderedKeys([order('node01', first)], [{ server: 'node01', key: second }]).length, 1);
});

function keys(has: string | null, ...had: string[]): ServerKeys {
  return { has, had: new Set(had) };
}

test('a claim is true if the server has the key, or was activated with it and got a later one', () => {
  const received = [
    { server: 'node01', key: first },
    { server: 'node02', key: first },
    { server: 'node02', key: second }
  ];
  const there = new Map([
    ['node01', keys('11111', '11111')],
    ['node02', keys('22222', '11111', '22222')]
  ]);
  assert.deepEqual(falseClaims([claim('node01', '11111'), claim('node02', '11111')], received, there), []);
});

test('a claim is false if the server refused the key, or never got it', () => {
  const there = new Map([
    ['node01', keys(null)],
    ['node02', keys('22222', '22222')]
  ]);
  const received = [{ server: 'node01', key: first }];
  assert.deepEqual(falseClaims([claim('node01', '11111'), claim('node02', '11111')], received, there), [
    'the admin shows …11111 as applied to node01, which has no key',
    'the admin shows …11111 as applied to node02, which has …22222'
  ]);
});

test('a claim stays false once the server that refused the key gets another one', () => {
  const received = [
    { server: 'node01', key: first },
    { server: 'node01', key: second }
  ];
  const there = new Map([['node01', keys('22222', '22222')]]);
  assert.equal(falseClaims([claim('node01', '11111')], received, there).length, 1);
});

test('a claim is false if the server lost the key and received no other', () => {
  const there = new Map([['node01', keys(null, '11111')]]);
  assert.equal(falseClaims([claim('node01', '11111')], [{ server: 'node01', key: first }], there).length, 1);
});

test('a server that is no longer there is not judged', () => {
  assert.deepEqual(falseClaims([claim('node09', '11111')], [], new Map()), []);
});
