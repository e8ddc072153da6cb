import { fillIn } from './strings';

describe('fillIn', () => {
  it('fills places in any order and more than once', () => {
    expect(fillIn('{1} of {0}, {1}', 4, 'three')).toBe('three of 4, three');
  });

  it('keeps a place that has no value', () => {
    expect(fillIn('{0} and {1}', 'a')).toBe('a and {1}');
  });

  it('inserts values as they are, even those that look like places', () => {
    expect(fillIn('{0}{1}', '{1}', '$&')).toBe('{1}$&');
  });
});
