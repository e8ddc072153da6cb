import { AttemptNotConfirmed, AttemptNotKnown } from './attempt';
import { isConfirmed } from './confirmation';
import { ProductKey, readProductKey } from '../keys/product-key';

function keyOf(typed: string): ProductKey {
  const reading = readProductKey(typed);
  if (reading.kind !== 'key') {
    throw new Error(`${typed} is no key`);
  }
  return reading.key;
}

const key = keyOf('BCDFG-HJKMP-QRTVW-XY234-6789N');
const quiet: AttemptNotConfirmed = { kind: 'notConfirmed', saysYes: false, message: '' };
const yes: AttemptNotConfirmed = { ...quiet, saysYes: true };
const lost: AttemptNotKnown = { kind: 'notKnown', failure: { reason: 'unreachable', message: '' } };
const keyless = { hadSameLastFive: false, wasActivated: false };
const other = { hadSameLastFive: false, wasActivated: true };
const sameActive = { hadSameLastFive: true, wasActivated: true };
const sameInactive = { hadSameLastFive: true, wasActivated: false };
const hasIt = { allLastFives: ['6789N'], shows: 'activated' } as const;

describe('A key that the cmdlet did not refuse', () => {
  it('was applied if the server shows it now, and showed another key or none before', () => {
    for (const attempt of [quiet, yes, lost]) {
      expect(isConfirmed(attempt, key, keyless, hasIt)).toBeTrue();
      expect(isConfirmed(attempt, key, other, hasIt)).toBeTrue();
      expect(isConfirmed(attempt, key, other, { allLastFives: ['6789N'], shows: 'keyNotActive' })).toBeTrue();
    }
  });

  it('was applied if the server shows it in addition to the key that it had', () => {
    const beside = { allLastFives: ['3XJ7C', '6789N'], shows: 'activated' } as const;
    expect(isConfirmed(quiet, key, other, beside)).toBeTrue();
    expect(isConfirmed(quiet, key, sameActive, beside)).toBeFalse();
  });

  it('with the same last five as the previous key, was applied if the server is newly activated or said so', () => {
    for (const attempt of [quiet, lost]) {
      expect(isConfirmed(attempt, key, sameActive, hasIt)).toBeFalse();
      expect(isConfirmed(attempt, key, sameInactive, { ...hasIt, shows: 'keyNotActive' })).toBeFalse();
      expect(isConfirmed(attempt, key, sameInactive, hasIt)).toBeTrue();
    }
    expect(isConfirmed(yes, key, sameActive, hasIt)).toBeTrue();
  });

  it('was applied if the server is newly activated and doesn’t show its key', () => {
    const untold = { allLastFives: [], shows: 'activated' } as const;
    expect(isConfirmed(quiet, key, keyless, untold)).toBeTrue();
    expect(isConfirmed(quiet, key, other, untold)).toBeFalse();
    expect(isConfirmed(yes, key, other, untold)).toBeFalse();
    // If the answer was lost, another admin might have activated the server.
    expect(isConfirmed(lost, key, keyless, untold)).toBeFalse();
  });

  it('isn’t confirmed if the server shows another key or none, whatever the cmdlet said', () => {
    for (const attempt of [quiet, yes, lost]) {
      for (const before of [keyless, other, sameActive, sameInactive]) {
        expect(isConfirmed(attempt, key, before, { allLastFives: ['3XJ7C'], shows: 'activated' })).toBeFalse();
        expect(isConfirmed(attempt, key, before, { allLastFives: [], shows: 'noKey' })).toBeFalse();
        expect(isConfirmed(attempt, key, before, { allLastFives: [], shows: 'unknown' })).toBeFalse();
      }
    }
  });
});
