import * as fc from 'fast-check';
import { attemptAfter, outcomeOf, readRememberedApply } from './pending-apply';

const sent = { id: 'node01', isSent: true, lastFiveBefore: 'ABCDE', since: 1000 };

describe('What an earlier page has left of an apply', () => {
  it('is read as it was kept', () => {
    const kept = { clusterName: 'cluster01', keys: [sent] };
    expect(readRememberedApply(kept)).toEqual(kept);
  });

  it('is nothing where it is none of ours, whatever it is', () => {
    expect(readRememberedApply(null)).toBeNull();
    expect(readRememberedApply({ clusterName: 'cluster01', keys: [] })).toBeNull();
    expect(readRememberedApply({ clusterName: 'cluster01', keys: [{ isSent: true }] })).toBeNull();
    fc.assert(fc.property(fc.anything(), value => readRememberedApply(value) === null));
  });

  it('takes a key for sent where that is not clear', () => {
    const kept = { clusterName: 'cluster01', keys: [{ id: 'node01' }] };
    expect(readRememberedApply(kept)?.keys).toEqual([{ id: 'node01', isSent: true, lastFiveBefore: null, since: 0 }]);
  });

  it('says that nothing is known of a key that was sent, and that no other was used up', () => {
    expect(attemptAfter(sent)).toEqual({
      attempt: { kind: 'notKnown', failure: { reason: 'pageLeft', message: '' } },
      lastFiveBefore: 'ABCDE',
      wasActivated: true
    });
    expect(attemptAfter({ ...sent, isSent: false }).attempt).toEqual({ kind: 'stopped' });
  });

  it('turned out as the server shows it: by another key than before, and by nothing else', () => {
    expect(outcomeOf(sent, 'FGHJK')).toBe('newKey');
    expect(outcomeOf(sent, 'ABCDE')).toBe('notKnown');
    expect(outcomeOf(sent, null)).toBe('notKnown');
    expect(outcomeOf({ ...sent, isSent: false }, 'FGHJK')).toBe('notSent');
  });
});
