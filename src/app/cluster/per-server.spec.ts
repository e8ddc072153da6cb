import { serversNamed } from '../domain/servers/server';
import { Answered, PerServer, answered, asking, neverAsked, noAnswers, nothingAsked, onlyOf } from './per-server';

const [one, two] = serversNamed(['node01', 'node02']);
const all: PerServer<string> = noAnswers;

function answer(value: string): Answered<string> {
  return { kind: 'answer', value, at: 0 };
}

function values({ readings }: PerServer<string>): (string | null)[] {
  return [...readings.values()].map(reading => (reading.kind === 'answer' ? reading.value : null));
}

describe('Answers by server', () => {
  const asked = asking(all, [one, two]);

  it('keep one answer for each server, including failures', () => {
    const failure = { kind: 'failure', failure: { reason: 'timedOut', message: '' }, at: 0 } as const;
    const first = answered(asked, one, answer('a'), { question: 1, isPart: false });
    const both = answered(first, two, failure, { question: 2, isPart: false });
    expect(values(both)).toEqual(['a', null]);
    expect(both.pending.size).toBe(0);
  });

  it('keep the old answer until a newer one arrives', () => {
    const first = answered(asked, one, answer('a'), { question: 1, isPart: false });
    const again = asking(first, [one]);
    expect(values(again)).toEqual(['a']);
    expect(values(answered(again, one, answer('b'), { question: 2, isPart: false }))).toEqual(['b']);
  });

  it('ignore an answer to an earlier question', () => {
    const newer = answered(asked, one, answer('new'), { question: 2, isPart: false });
    expect(values(answered(newer, one, answer('old'), { question: 1, isPart: false }))).toEqual(['new']);
    expect(values(answered(newer, two, answer('other'), { question: 1, isPart: false }))).toEqual(['new', 'other']);
  });

  it('stay pending after a partial answer', () => {
    const part = answered(asked, one, answer('a part'), { question: 1, isPart: true });
    expect(values(part)).toEqual(['a part']);
    expect(part.pending.has('node01')).toBeTrue();
    expect(values(answered(part, one, answer('all'), { question: 1, isPart: false }))).toEqual(['all']);
  });

  it('drop servers that have left, and stay the same object if none has', () => {
    const both = answered(answered(asked, one, answer('a'), { question: 1, isPart: false }), two, answer('b'), {
      question: 2,
      isPart: false
    });
    expect(onlyOf(both, [one, two])).toBe(both);
    expect(values(onlyOf(both, [two]))).toEqual(['b']);
  });

  it('tell which servers were never asked, and which are no longer pending', () => {
    const first = answered(asking(all, [one]), one, answer('a'), { question: 1, isPart: false });
    expect(neverAsked(first, [one, two])).toEqual([two]);
    expect(neverAsked(asking(first, [two]), [one, two])).toEqual([]);
    expect(nothingAsked(asked).pending.size).toBe(0);
  });
});
