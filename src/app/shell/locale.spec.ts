import { listOf, timeOf } from './locale';

describe('The page’s locale', () => {
  it('joins a list as the language does', () => {
    expect(listOf(['a', 'b', 'c'])).toBe('a, b, and c');
    expect(listOf(['a'])).toBe('a');
  });

  it('shows the date of a moment that was not today', () => {
    expect(timeOf(new Date())).not.toContain('/');
    expect(timeOf(new Date(2020, 1, 3, 4, 5, 6))).toMatch(/^2\/3\/20, 4:05:06\sAM$/);
  });
});
