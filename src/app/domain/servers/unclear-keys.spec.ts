import { Attempt, AttemptFailed, AttemptNotConfirmed, AttemptNotKnown, SentKey, UnclearKey } from './attempt';
import { hasTaken, isUnsent, unclearAfter, unclearOn } from './unclear-keys';
import { Report } from '../answers/report';
import { ProductKey } from '../keys/product-key';
import { serversNamed } from './server';
import { Reading, ServerStatus, statusOf } from './status';
import { attemptAfter } from './pending-apply';
import { product, reportOf } from '../testing/report-fixture';

const [server] = serversNamed(['node01.contoso.com']);
const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N' as ProductKey;
const otherKey = 'BCDFG-HJKMP-QRTVW-XY234-BCDFG' as ProductKey;
const sent: SentKey = { lastFive: '6789N', hadSameLastFive: false };
const lost: AttemptNotKnown = { kind: 'notKnown', failure: { reason: 'unreachable', message: '' } };
const quiet: AttemptNotConfirmed = { kind: 'notConfirmed', saysYes: false, message: '' };
const refused: AttemptFailed = { kind: 'failed', reason: 'refused', code: null, message: '' };
const unreachable: AttemptFailed = { ...refused, reason: 'unreachable' };
const unclear: UnclearKey = { ...sent, attempt: lost };
const other: UnclearKey = { lastFive: '3XJ7C', hadSameLastFive: false, attempt: quiet };
const ofEarlierPage: UnclearKey = { lastFive: null, hadSameLastFive: false, attempt: lost };

function showing(...lastFives: readonly string[]): Report {
  return reportOf({
    licensing: JSON.stringify(lastFives.map(lastFive => ({ ...product, partialProductKey: lastFive })))
  });
}

describe('A key whose outcome isn’t known', () => {
  it('is unclear from then on, with its last outcome', () => {
    expect(unclearAfter([], lost, sent)).toEqual([unclear]);
    expect(unclearAfter([unclear], quiet, sent)).toEqual([{ ...sent, attempt: quiet }]);
    expect(unclearAfter([other], lost, sent)).toEqual([other, unclear]);
  });

  it('stays unclear whatever comes of a later attempt, even if it’s refused, until its server takes it', () => {
    const attempts: readonly Attempt[] = [
      { kind: 'waiting' },
      { kind: 'applying', since: 0 },
      { kind: 'stopped' },
      unreachable,
      refused
    ];
    for (const attempt of attempts) {
      expect(unclearAfter([other, unclear], attempt, sent))
        .withContext(attempt.kind)
        .toEqual([other, unclear]);
    }
    expect(unclearAfter([other, unclear], { kind: 'applied' }, sent)).toEqual([other]);
  });

  it('isn’t found for another key', () => {
    const last = { attempt: lost, lastFiveBefore: null, wasActivated: true, unclear: [other, unclear] };
    const status = statusOf(server, { kind: 'checking' }, last);
    expect(unclearOn(status, last, key)).toBe(unclear);
    expect(unclearOn(status, last, otherKey)).toBeUndefined();
    expect(unclearOn(status, { ...last, unclear: undefined }, key)).toBeUndefined();
    expect(unclearOn(status, undefined, key)).toBeUndefined();
  });

  it('was taken if its server shows it, unless it showed the same last five before', () => {
    expect(hasTaken(unclear, showing('6789N'))).toBeTrue();
    expect(hasTaken(unclear, showing('3XJ7C', '6789N'))).toBeTrue();
    expect(hasTaken({ ...unclear, hadSameLastFive: true }, showing('6789N'))).toBeFalse();
    expect(hasTaken(unclear, showing('3XJ7C'))).toBeFalse();
    expect(hasTaken(unclear, showing())).toBeFalse();
  });

  it('wasn’t sent again by an attempt that was stopped or failed before, but was by one that was refused', () => {
    expect(isUnsent({ kind: 'stopped' })).toBeTrue();
    expect(isUnsent(unreachable)).toBeTrue();
    for (const attempt of [refused, lost, quiet, { kind: 'applied' }] as const) {
      expect(isUnsent(attempt)).withContext(attempt.kind).toBeFalse();
    }
  });
});

describe('A key that an earlier page sent', () => {
  const last = attemptAfter({ id: 'node01', isSent: true, lastFiveBefore: '3XJ7C', isBeforeKnown: true, since: 1 });

  function statusWith(...lastFives: readonly string[]): ServerStatus {
    const reading: Reading = { kind: 'answer', value: showing(...lastFives) };
    return statusOf(server, reading, last);
  }

  it('may be any key, because the browser doesn’t store which one it was', () => {
    expect(unclearOn(statusWith('3XJ7C'), last, key)?.lastFive).toBe('6789N');
    expect(unclearOn(statusWith('3XJ7C'), last, otherKey)?.lastFive).toBe('BCDFG');
    const same = { ...last, lastFiveBefore: '6789N' };
    const status = statusOf(server, { kind: 'answer', value: showing('6789N') }, same);
    expect(unclearOn(status, same, key)?.hadSameLastFive).toBeTrue();
  });

  it('is clear once the server shows what came of it, or took another one', () => {
    expect(unclearOn(statusWith('FGHJK'), last, key)).toBeUndefined();
    expect(unclearAfter([ofEarlierPage, other], { kind: 'applied' }, sent)).toEqual([other]);
  });

  it('leaves nothing unclear if it wasn’t sent', () => {
    const unsent = { id: 'node01', isSent: false, lastFiveBefore: null, isBeforeKnown: true, since: 1 };
    expect(attemptAfter(unsent).unclear).toEqual([]);
  });
});
