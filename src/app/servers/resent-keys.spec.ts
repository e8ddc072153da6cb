import {
  FakeClusterConnection,
  answered,
  failed,
  reportWithKey,
  reportWithoutKey
} from '../cluster/testing/fake-cluster-connection';
import { Attempt } from '../domain/servers/attempt';
import { ProductKey } from '../domain/keys/product-key';
import { serverId } from '../domain/servers/server';
import { ActivationStore } from './activation-store';
import { lockFor } from './keys-left';
import { StoreForSpecs, key, one } from './testing/store-for-specs';

describe('A key whose outcome isn’t known, when it’s applied again,', () => {
  const other = 'BCDFG-HJKMP-QRTVW-XY234-BCDFG' as ProductKey;
  const refused: Attempt = { kind: 'failed', reason: 'refused', code: null, message: '' };
  const lost: Attempt = { kind: 'notKnown', failure: { reason: 'sessionLost', message: '' } };

  let all: StoreForSpecs;
  let cluster: FakeClusterConnection;
  let store: ActivationStore;

  beforeEach(() => {
    all = new StoreForSpecs();
    ({ cluster, store } = all);
    all.load([one]);
    cluster.answerReport(one, answered(reportWithoutKey()));
    store.apply([{ server: one, key }]);
    cluster.answerApply(one, lost);
    cluster.answerReport(one, failed('unreachable'));
    expect(outcome()).toBe('notKnown');
  });

  afterEach(() => all.leave());

  function outcome(): string | undefined {
    return all.view.attempts.get(serverId(one))?.attempt.kind;
  }

  /** How many times a key was sent. */
  function sent(): number {
    return cluster.applyCalls.length;
  }

  /** The server shows the key, so it counts as applied, and isn't sent once more. */
  function expectFoundThere(): void {
    const before = sent();
    cluster.answerReport(one, answered(reportWithKey('6789N')));
    expect(outcome()).toBe('applied');
    expect(sent()).toBe(before);
  }

  /** The server refuses a key, and shows none afterward. */
  function refuse(): void {
    cluster.answerApply(one, refused);
    cluster.answerReport(one, answered(reportWithoutKey()));
    expect(outcome()).toBe('failed');
  }

  it('isn’t sent until its server has answered, nor if the server shows it, which counts as applied', () => {
    store.apply([{ server: one, key }]);
    expect(outcome()).toBe('waiting');
    expect(sent()).toBe(1);
    expectFoundThere();
    expect(all.settled.map(({ kind }) => kind)).toEqual(['notKnown', 'applied']);
    expect(all.done).toBe(1);
  });

  it('is sent if its server shows no key, or another one', () => {
    store.apply([{ server: one, key }]);
    cluster.answerReport(one, answered(reportWithoutKey()));
    expect(sent()).toBe(2);
    cluster.answerApply(one, lost);
    cluster.answerReport(one, failed('unreachable'));
    store.apply([{ server: one, key }]);
    cluster.answerReport(one, answered(reportWithKey('3XJ7C')));
    expect(sent()).toBe(3);
  });

  it('isn’t sent if its server doesn’t answer, and stays unknown', () => {
    store.apply([{ server: one, key }]);
    cluster.answerReport(one, failed('denied'));
    expect(sent()).toBe(1);
    expect(all.view.attempts.get('node01')?.attempt).toEqual(lost);
    store.apply([{ server: one, key }]);
    expectFoundThere();
    expect(sent()).toBe(1);
  });

  it('stays unknown if it’s taken back, or can’t be sent, and its server is asked the next time, too', () => {
    store.apply([{ server: one, key }]);
    store.stop();
    expect(outcome()).toBe('notKnown');
    cluster.answerReport(one, answered(reportWithoutKey()));
    expect(sent()).toBe(1);

    store.apply([{ server: one, key }]);
    cluster.answerReport(one, answered(reportWithoutKey()));
    cluster.answerApply(one, { kind: 'failed', reason: 'unreachable', code: null, message: '' });
    expect(outcome()).toBe('notKnown');
    cluster.answerReport(one, failed('unreachable'));

    store.apply([{ server: one, key }]);
    expect(sent()).toBe(2);
    expectFoundThere();
    expect(all.settled.map(({ kind }) => kind)).toEqual(['notKnown', 'notKnown', 'notKnown', 'applied']);
  });

  it('stays unknown while another page applies a key there', () => {
    all.locked.add(lockFor('node01'));
    store.apply([{ server: one, key }]);
    expect(outcome()).toBe('notKnown');
    expect(sent()).toBe(1);
  });

  it('isn’t sent if a refresh has shown it, whether or not its server answers once more', () => {
    store.refresh();
    cluster.serversCalls[1].answer(answered([one]));
    cluster.answerReport(one, answered(reportWithKey('6789N')));
    expect(all.states()).toEqual(['activated']);
    store.apply([{ server: one, key }]);
    cluster.answerReport(one, failed('timedOut'));
    expect(sent()).toBe(1);
    store.apply([{ server: one, key }]);
    store.stop();
    store.refresh();
    cluster.serversCalls[2].answer(answered([one]));
    cluster.answerReport(one, answered(reportWithKey('6789N')));
    // What the refresh has shown still counts.
    expect(all.states()).toEqual(['activated']);
    expect(all.view.findings.alerts).toEqual([]);
    store.apply([{ server: one, key }]);
    expectFoundThere();
    expect(sent()).toBe(1);
  });

  it('asks its server as something that the admin wants, which may prompt for credentials', () => {
    store.apply([{ server: one, key }]);
    expect(cluster.reportCalls.map(({ call }) => call)).toEqual(['reading', 'reading', 'action']);
  });

  it('keeps what each attempt may have left of its certificates', () => {
    const left = { thumbprint: 'AB', kind: 'perhaps', message: '' } as const;
    store.apply([{ server: one, key }]);
    cluster.answerReport(one, answered(reportWithoutKey()));
    cluster.answerApply(one, { kind: 'failed', reason: 'unreachable', code: null, message: '', left });
    expect(outcome()).toBe('notKnown');
    expect(all.view.attempts.get('node01')?.certificatesLeft).toEqual([left]);
  });

  it('is confirmed by its last five once another key has been there in between', () => {
    store.apply([{ server: one, key }]);
    cluster.answerReport(one, answered(reportWithKey('3XJ7C')));
    cluster.answerApply(one, lost);
    cluster.answerReport(one, answered(reportWithKey('6789N')));
    expect(outcome()).toBe('applied');
  });

  it('is stored as sent while its server is asked, so that a reloaded page doesn’t call it unsent', () => {
    store.apply([{ server: one, key }]);
    expect(all.kept).toEqual(jasmine.objectContaining({ keys: [jasmine.objectContaining({ isSent: true })] }));
    expect(JSON.stringify(all.kept)).not.toContain('6789N');
  });

  it('doesn’t keep another key from being sent at once, and is remembered meanwhile', () => {
    store.apply([{ server: one, key: other }]);
    expect(sent()).toBe(2);
    refuse();
    store.apply([{ server: one, key }]);
    expect(sent()).toBe(2);
    expectFoundThere();
  });

  it('is asked for even after its server refused it: an earlier attempt may have used it up', () => {
    store.apply([{ server: one, key }]);
    cluster.answerReport(one, answered(reportWithoutKey()));
    refuse();
    store.apply([{ server: one, key }]);
    expect(sent()).toBe(2);
    expectFoundThere();
  });

  it('is asked for by a reloaded page, too, which doesn’t know which key it was', () => {
    store.apply([{ server: one, key }]);
    cluster.answerReport(one, answered(reportWithoutKey()));
    cluster.sendApply(one);
    // A page that is gone holds no locks.
    all.locked.clear();
    all.reload();
    ({ cluster, store } = all);
    all.load([one]);
    cluster.answerReport(one, answered(reportWithoutKey()));
    expect(outcome()).toBe('notKnown');
    store.apply([{ server: one, key }]);
    expect(sent()).toBe(0);
    expectFoundThere();
  });
});
