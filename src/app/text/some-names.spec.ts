import { appStrings } from '../platform/strings';
import { someNames } from './some-names';

describe('A list of names', () => {
  const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `node0${index + 1}`);

  it('has all of a few names', () => {
    expect(someNames(names(1), appStrings())).toBe('node01');
    expect(someNames(names(4), appStrings())).toBe('node01, node02, node03, and node04');
  });

  it('has three of many, and the number of the others', () => {
    expect(someNames(names(8), appStrings())).toBe('node01, node02, node03, and 5 more');
  });
});
