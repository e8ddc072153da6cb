import assert from 'node:assert/strict';
import test from 'node:test';
import { foreignKeys, machinesAstray, serversAstray, ShownServer } from './agreement';

const actual = [
  { name: 'node01', lastFive: '3XJ7C' },
  { name: 'node02', lastFive: null }
];
const rows: ShownServer[] = [
  { name: 'node01', activation: 'Activated', key: '2022 · Volume · …3XJ7C' },
  { name: 'node02', activation: 'No activation key', key: '–' }
];
const sentence = '1 of 2 servers can activate VMs (Windows Server 2022 keys).';
const fresh = { isFresh: true };

function astray(servers: readonly ShownServer[] | null, said = sentence, isFresh = true): number {
  return serversAstray({ sentence: said, servers }, actual, { isFresh }).length;
}

test('a page that shows each server as it is agrees', () => {
  assert.equal(astray(rows), 0);
  const [one] = actual;
  const all = { sentence: 'This server can activate VMs (Windows Server 2022 key).', servers: [rows[0]] };
  assert.deepEqual(serversAstray(all, [one], fresh), []);
});

test('a page that lacks a server, has one twice, or has one too many disagrees', () => {
  assert.equal(astray(rows.slice(0, 1)), 1);
  assert.equal(astray([...rows, rows[0]]), 1);
  assert.equal(astray([...rows, { ...rows[0], name: 'node03' }]), 1);
});

test('a page with another key, a key too many, or a key too few disagrees', () => {
  const withKey = (index: number, key: string): ShownServer[] =>
    rows.map((row, at) => (at === index ? { ...row, key } : row));
  assert.equal(astray(withKey(0, '2022 · Volume · …AAAAA')), 1);
  assert.equal(astray(withKey(0, '–')), 1);
  assert.equal(astray(withKey(1, '2022 · OEM · …3XJ7C')), 1);
});

test('a state that’s wrong is noticed on a fresh page, and so is the number of servers', () => {
  const wrong = [{ ...rows[0], activation: 'Not confirmed' }, rows[1]];
  assert.equal(astray(wrong), 1);
  assert.equal(astray(wrong, sentence, false), 0);
  assert.equal(astray(rows, 'All 2 servers can activate VMs.'), 1);
  assert.equal(astray(rows, 'Checking…'), 1);
});

test('the offer to set up agrees only with a cluster without keys', () => {
  assert.equal(astray(null), 1);
  assert.deepEqual(serversAstray({ sentence: '', servers: null }, [actual[1]], fresh), []);
});

test('virtual machines are compared with their servers', () => {
  const machines = [
    { name: 'dc01', server: 'node01' },
    { name: 'sql01', server: 'node02' }
  ];
  assert.deepEqual(machinesAstray(machines, machines), []);
  assert.equal(machinesAstray(machines.slice(1), machines).length, 1);
  assert.equal(machinesAstray([...machines, machines[0]], machines).length, 1);
  assert.equal(machinesAstray([machines[0], { name: 'sql01', server: 'node01' }], machines).length, 2);
});

test('a row with the key of another server is noticed at any time', () => {
  const history = new Map([
    ['node01', new Set(['3XJ7C'])],
    ['node02', new Set([''])]
  ]);
  assert.deepEqual(foreignKeys(rows, history), []);
  assert.equal(foreignKeys([{ ...rows[1], key: '2022 · …3XJ7C' }], history).length, 1);
});
