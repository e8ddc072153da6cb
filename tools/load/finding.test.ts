import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atMost, equal, isAsExpected, none, tableOf, told } from './finding';

describe('A finding', () => {
  it('is met by the same value, and by no other', () => {
    assert.equal(equal('rows', 64, 64).isMet, true);
    assert.equal(equal('rows', 63, 64).isMet, false);
    assert.equal(equal('rows', '64', 64).isMet, false);
  });

  it('is met by a value up to the limit, which it shows in its own words', () => {
    const inSeconds = (value: number): string => `${value} s`;
    assert.deepEqual(atMost('task', 2, 2, inSeconds), {
      what: 'task',
      measured: '2 s',
      expected: '≤ 2 s',
      isMet: true
    });
    assert.equal(atMost('task', 2.1, 2).isMet, false);
    assert.equal(atMost('task', NaN, 2).isMet, false);
  });

  it('shows how many faults there are, and the first few', () => {
    assert.equal(none('errors', []).isMet, true);
    const many = none(
      'errors',
      Array.from({ length: 1200 }, (_, index) => `fault ${index}`)
    );
    assert.equal(many.isMet, false);
    assert.match(many.measured, /^1,200: fault 0 \| .* \| fault 4$/);
  });
});

describe('A check', () => {
  it('passes if all of its findings are met', () => {
    assert.equal(isAsExpected([equal('one', 1, 1), told('time', '3 s')]), true);
    assert.equal(isAsExpected([equal('one', 1, 1), equal('two', 1, 2)]), false);
  });

  it('does not pass if it expected nothing', () => {
    assert.equal(isAsExpected([]), false);
    assert.equal(isAsExpected([told('time', '3 s')]), false);
  });

  it('prints a table that says which findings are met', () => {
    const table = tableOf([equal('rows', 64, 64), none('errors', ['a\nb']), told('time', '3 s')]);
    assert.deepEqual(table.split('\n'), [
      'What    Measured  Expected',
      'rows    64        64        ok',
      'errors  1: a b    none      NOT OK',
      'time    3 s',
      '',
      '1 of 2 as expected'
    ]);
  });
});
