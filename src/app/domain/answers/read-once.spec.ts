import { readOnce } from './read-once';

describe('Reading once', () => {
  it('reads each object only once, whatever the result', () => {
    let reads = 0;
    const read = readOnce(({ value }: { value: number | undefined }) => {
      reads += 1;
      return value;
    });
    const [one, other] = [{ value: 1 }, { value: undefined }];
    expect([read(one), read(other), read(one), read(other)]).toEqual([1, undefined, 1, undefined]);
    expect(reads).toBe(2);
  });

  it('reads another object even if it looks the same', () => {
    let reads = 0;
    const read = readOnce(() => (reads += 1));
    expect([read({}), read({})]).toEqual([1, 2]);
  });
});
