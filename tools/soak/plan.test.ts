import assert from 'node:assert/strict';
import test from 'node:test';
import { adminSteps } from './admin-steps';
import { oneByWeight, oneOf, randomNumbers, someOf } from './dice';
import { faults } from './faults';
import { endsRound, roundLength, Step, stepOf } from './plan';

const kinds = { admin: adminSteps, world: faults };

function stepsOf(seed: number, count: number): Step[] {
  return Array.from({ length: count }, (_, index) => stepOf(seed, index + 1, kinds));
}

test('the same seed gives the same steps, in whatever order they are asked for', () => {
  const steps = stepsOf(7, 300);
  assert.deepEqual(stepsOf(7, 300), steps);
  assert.deepEqual(stepOf(7, 200, kinds), steps[199]);
});

test('another seed gives other steps', () => {
  const nameOf = ({ kind, draws }: Step): string => `${kind} ${draws.server}`;
  const [one, other] = [stepsOf(7, 300), stepsOf(8, 300)].map(steps => steps.map(nameOf));
  assert.ok(one.filter((name, index) => name === other[index]).length < 5);
});

test('a soak of twenty minutes has every kind of step', () => {
  const made = new Set(stepsOf(1, 1000).map(({ kind }) => kind));
  const missing = [...adminSteps, ...faults].filter(({ name }) => !made.has(name)).map(({ name }) => name);
  assert.deepEqual(missing, []);
});

test('no two kinds of step have the same name', () => {
  const names = [...adminSteps, ...faults].map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
});

test('each fault lasts for some steps, and each round has an end', () => {
  const lasts = stepsOf(3, 200).map(({ draws }) => draws.lasts);
  assert.ok(Math.min(...lasts) === 1 && Math.max(...lasts) < roundLength);
  assert.deepEqual([roundLength - 1, roundLength, 2 * roundLength].map(endsRound), [false, true, true]);
});

test('random numbers are spread over the whole range, and the same for the same seed', () => {
  const numbersOf = (seed: number): number[] => Array.from({ length: 1000 }, randomNumbers(seed));
  assert.deepEqual(numbersOf(42), numbersOf(42));
  const tenths = new Set(numbersOf(42).map(one => Math.floor((one / 2 ** 32) * 10)));
  assert.equal(tenths.size, 10);
});

test('choices are made from the list alone', () => {
  const list = ['a', 'b', 'c'];
  assert.equal(oneOf(list, 4), 'b');
  assert.deepEqual(someOf(list, 0b101), ['a', 'c']);
  assert.deepEqual(someOf(list, 0), ['a']);
  const weights = [
    { name: 'often', weight: 3 },
    { name: 'never', weight: 0 },
    { name: 'once', weight: 1 }
  ];
  assert.deepEqual(
    [0, 1, 2, 3, 4].map(drawn => oneByWeight(weights, drawn).name),
    ['often', 'often', 'often', 'once', 'often']
  );
});
