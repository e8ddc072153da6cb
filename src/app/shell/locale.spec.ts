import { dateOf, listOf, timeOf } from './locale';

describe('The page’s locale', () => {
  it('joins a list as the language does', () => {
    expect(listOf(['a', 'b', 'c'])).toBe('a, b, and c');
    expect(listOf(['a'])).toBe('a');
  });

  it('shows a date with its time, also of today', () => {
    expect(dateOf(new Date(2026, 2, 1, 14, 5))).toMatch(/^Mar 1, 2026, 2:05\sPM$/);
    expect(dateOf(new Date())).toContain(String(new Date().getFullYear()));
  });

  it('shows the date of a moment that was not today', () => {
    expect(timeOf(new Date())).not.toContain('/');
    expect(timeOf(new Date(2020, 1, 3, 4, 5, 6))).toMatch(/^2\/3\/20, 4:05:06\sAM$/);
  });
});
