import * as fc from 'fast-check';
import { AttemptNotKnown } from './attempt';
import { attemptAfter, outcomeOf, readRememberedApply } from './pending-apply';

const sent = { id: 'node01', isSent: true, lastFiveBefore: 'ABCDE', isBeforeKnown: true, since: 1000 };

describe('What an earlier page saved about an apply', () => {
  it('is read as it was saved', () => {
    const kept = { clusterName: 'cluster01', keys: [sent] };
    expect(readRememberedApply(kept)).toEqual(kept);
  });

  it('is null if it isn’t ours, whatever it is', () => {
    expect(readRememberedApply(null)).toBeNull();
    expect(readRememberedApply({ clusterName: 'cluster01', keys: [] })).toBeNull();
    expect(readRememberedApply({ clusterName: 'cluster01', keys: [{ isSent: true }] })).toBeNull();
    fc.assert(fc.property(fc.anything(), value => readRememberedApply(value) === null));
  });

  it('counts a key as sent if it’s unclear', () => {
    const kept = { clusterName: 'cluster01', keys: [{ id: 'node01' }] };
    expect(readRememberedApply(kept)?.keys).toEqual([
      { id: 'node01', isSent: true, lastFiveBefore: null, isBeforeKnown: false, since: 0 }
    ]);
  });

  it('has an unknown outcome for a key that was sent, and a stopped attempt for one that wasn’t', () => {
    const lost: AttemptNotKnown = { kind: 'notKnown', failure: { reason: 'pageLeft', message: '' } };
    expect(attemptAfter(sent)).toEqual({
      attempt: lost,
      unclear: [{ lastFive: null, hadSameLastFive: false, attempt: lost }],
      lastFiveBefore: 'ABCDE',
      isBeforeKnown: true,
      wasActivated: true
    });
    expect(attemptAfter({ ...sent, isSent: false }).attempt).toEqual({ kind: 'stopped' });
  });

  it('shows a new key only if the server’s key has changed', () => {
    expect(outcomeOf(sent, 'FGHJK')).toBe('newKey');
    expect(outcomeOf(sent, 'ABCDE')).toBe('notKnown');
    expect(outcomeOf(sent, null)).toBe('notKnown');
    expect(outcomeOf({ ...sent, isSent: false }, 'FGHJK')).toBe('notSent');
  });

  it('shows no new key if it isn’t known which one the server had before', () => {
    const none = { ...sent, lastFiveBefore: null };
    expect(outcomeOf(none, 'FGHJK')).toBe('newKey');
    expect(outcomeOf({ ...none, isBeforeKnown: false }, 'FGHJK')).toBe('notKnown');
  });
});
