import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Options, readOptions } from './options.cjs';

const options: Options = {
  name: { type: 'string', value: 'NAME', help: 'a name' },
  only: { type: 'string', multiple: true, value: 'WORDS', help: 'some words' },
  now: { type: 'boolean', help: 'at once' }
};

test('options are read with and without "=", and several times where that is allowed', () => {
  assert.deepEqual({ ...readOptions([], options) }, {});
  const words = ['--name', 'a', '--only=b', '--only', 'c d', '--now'];
  assert.deepEqual({ ...readOptions(words, options) }, { name: 'a', only: ['b', 'c d'], now: true });
  assert.deepEqual({ ...readOptions(['--name=a=b'], options) }, { name: 'a=b' });
  assert.deepEqual({ ...readOptions(['--name', '-1'], options) }, { name: '-1' });
});

test('a wrong option is rejected with one sentence that does not repeat its value', () => {
  const there = 'there are: --name, --only, --now.';
  const wrong: [words: string[], sentence: string][] = [
    [['--colour=red'], `Unknown option "--colour"; ${there}`],
    [['--colour', 'red'], `Unknown option "--colour"; ${there}`],
    [['-n', 'a'], `Unknown option "-n"; ${there}`],
    [['--constructor'], `Unknown option "--constructor"; ${there}`],
    [['--now', 'a'], `Unknown option "a"; ${there}`],
    [['--', '--now'], `Unknown option "--"; ${there}`],
    [['--name'], 'Option --name needs a value.'],
    [['--name', '--now'], 'Option --name needs a value.'],
    [['--now=yes'], 'Option --now takes no value.']
  ];
  for (const [words, message] of wrong) {
    assert.throws(() => readOptions(words, options), { name: 'WrongOption', message }, words.join(' '));
  }
});
