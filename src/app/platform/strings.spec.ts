import { fillIn } from './strings';

describe('fillIn', () => {
  it('puts values in their places, in any order and more than once', () => {
    expect(fillIn('{1} of {0}, {1}', 4, 'three')).toBe('three of 4, three');
  });

  it('leaves a place alone that has no value', () => {
    expect(fillIn('{0} and {1}', 'a')).toBe('a and {1}');
  });

  it('takes values as they are, also those that look like places', () => {
    expect(fillIn('{0}{1}', '{1}', '$&')).toBe('{1}$&');
  });
});
