import { Attempt, AttemptFailed, AttemptNotConfirmed, AttemptNotKnown, SentKey, UnclearKey } from './attempt';
import { hasTaken, outcomeAfter, unclearAfter, unclearIn } from './unclear-keys';
import { Report } from '../answers/report';
import { ProductKey } from '../keys/product-key';
import { product, reportOf } from '../testing/report-fixture';

const sent: SentKey = { lastFive: '6789N', hadSameLastFive: false };
const lost: AttemptNotKnown = { kind: 'notKnown', failure: { reason: 'unreachable', message: '' } };
const quiet: AttemptNotConfirmed = { kind: 'notConfirmed', saysYes: false, message: '' };
const refused: AttemptFailed = { kind: 'failed', reason: 'refused', code: null, message: '' };
const neverTried: readonly Attempt[] = [{ kind: 'stopped' }, { ...refused, reason: 'unreachable' }];
const unclear: UnclearKey = { ...sent, attempt: lost };
const other: UnclearKey = { lastFive: '3XJ7C', hadSameLastFive: false, attempt: quiet };

describe('A key whose outcome isn’t known', () => {
  it('is unclear from then on, with its last outcome and what the server had before the first attempt', () => {
    expect(unclearAfter([], lost, sent)).toEqual([unclear]);
    expect(unclearAfter([unclear], quiet, { ...sent, hadSameLastFive: true })).toEqual([{ ...sent, attempt: quiet }]);
    expect(unclearAfter([other], lost, sent)).toEqual([other, unclear]);
  });

  it('stays unclear if it isn’t sent the next time, and while that’s under way', () => {
    const underWay: readonly Attempt[] = [{ kind: 'waiting' }, { kind: 'applying', since: 0 }];
    for (const attempt of [...neverTried, ...underWay]) {
      expect(unclearAfter([other, unclear], attempt, sent))
        .withContext(attempt.kind)
        .toEqual([other, unclear]);
    }
  });

  it('is clear once its server took or refused it; others aren’t', () => {
    for (const attempt of [{ kind: 'applied' }, refused] as const) {
      expect(unclearAfter([other, unclear], attempt, sent))
        .withContext(attempt.kind)
        .toEqual([other]);
    }
  });

  it('is found by its last five', () => {
    const last = { attempt: lost, lastFiveBefore: null, wasActivated: true, unclear: [other, unclear] };
    expect(unclearIn(last, 'BCDFG-HJKMP-QRTVW-XY234-6789N' as ProductKey)).toBe(unclear);
    expect(unclearIn(last, 'BCDFG-HJKMP-QRTVW-XY234-6789B' as ProductKey)).toBeUndefined();
    expect(unclearIn({ ...last, unclear: undefined }, 'BCDFG-HJKMP-QRTVW-XY234-6789N' as ProductKey)).toBeUndefined();
    expect(unclearIn(undefined, 'BCDFG-HJKMP-QRTVW-XY234-6789N' as ProductKey)).toBeUndefined();
  });

  it('is as unclear as before if it isn’t sent again, and never called “not applied” for that', () => {
    for (const attempt of neverTried) {
      expect(outcomeAfter(unclear, attempt)).withContext(attempt.kind).toBe(lost);
      expect(outcomeAfter(undefined, attempt)).withContext(attempt.kind).toBe(attempt);
    }
    for (const attempt of [{ kind: 'applied' }, refused, quiet] as const) {
      expect(outcomeAfter(unclear, attempt)).withContext(attempt.kind).toBe(attempt);
    }
  });

  it('was taken if its server shows it, unless it showed the same last five before', () => {
    const showing = (...lastFives: readonly string[]): Report =>
      reportOf({
        licensing: JSON.stringify(lastFives.map(lastFive => ({ ...product, partialProductKey: lastFive })))
      });
    expect(hasTaken(unclear, showing('6789N'))).toBeTrue();
    expect(hasTaken(unclear, showing('3XJ7C', '6789N'))).toBeTrue();
    expect(hasTaken({ ...unclear, hadSameLastFive: true }, showing('6789N'))).toBeFalse();
    expect(hasTaken(unclear, showing('3XJ7C'))).toBeFalse();
    expect(hasTaken(unclear, showing())).toBeFalse();
  });
});
