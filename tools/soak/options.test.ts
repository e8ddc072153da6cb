import assert from 'node:assert/strict';
import test from 'node:test';
import { readSoakOptions } from './options';

const scenarios = ['guests', 'healthy'];

test('without options, a soak takes 20 minutes on the usual cluster, with another seed each time', () => {
  const { minutes, scenario, seed, quick } = readSoakOptions([], scenarios);
  assert.deepEqual({ minutes, scenario, quick }, { minutes: 20, scenario: 'guests', quick: false });
  assert.ok(Number.isInteger(seed) && seed >= 0);
  assert.notEqual(readSoakOptions([], scenarios).seed, seed);
});

test('the options of a soak are taken', () => {
  const words = ['--seed', '4294967295', '--minutes=0.5', '--scenario', 'healthy', '--quick'];
  assert.deepEqual(readSoakOptions(words, scenarios), {
    seed: 4294967295,
    minutes: 0.5,
    scenario: 'healthy',
    quick: true
  });
});

test('a value that can’t be used is refused in one sentence', () => {
  const cases: [words: string[], says: RegExp][] = [
    [['--seed', 'x'], /^"x" is no seed; one is a whole number from 0 to 4294967295\.$/],
    [['--seed', '4294967296'], /^"4294967296" is no seed;/],
    [['--seed=-1'], /^"-1" is no seed;/],
    [['--minutes', '0'], /^"0" is no time to soak; name minutes, up to 1440, such as 2 or 0\.5\.$/],
    [['--minutes', 'long'], /^"long" is no time/],
    [['--minutes', '1e9'], /^"1e9" is no time/],
    [['--scenario', 'none'], /^There is no scenario "none"; there are: guests, healthy\.$/],
    [['--hours', '1'], /^Unknown option "--hours"; there are: --seed, --minutes, --scenario, --quick\.$/]
  ];
  for (const [words, says] of cases) {
    assert.throws(() => readSoakOptions(words, scenarios), { name: 'WrongOption', message: says });
  }
});
