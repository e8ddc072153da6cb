import { answered, failed, reportWithKey, reportWithoutKey } from '../cluster/testing/fake-cluster-connection';
import { Outcome } from '../domain/answers/failure';
import { Report } from '../domain/answers/report';
import { StoreForSpecs, key, one, two } from './testing/store-for-specs';

describe('Keys that were being applied when the page was reloaded', () => {
  let all: StoreForSpecs;

  beforeEach(() => (all = new StoreForSpecs()));

  afterEach(() => all.leave());

  function load(): void {
    all.load([one, two]);
  }

  function alerts(): string[] {
    return all.view.findings.alerts.map(({ kind }) => kind);
  }

  /** Sends a key to node01, has another one wait for node02, and reloads the page. */
  function reloadWhileApplying(before: Outcome<Report> = answered(reportWithoutKey()), ...lockedThen: string[]): void {
    load();
    all.cluster.answerReport(one, before);
    all.cluster.answerReport(two, answered(reportWithoutKey()));
    all.store.apply([
      { server: one, key },
      { server: two, key }
    ]);
    all.cluster.sendApply(one);
    all.locked.clear();
    lockedThen.forEach(name => all.locked.add(name));
    all.reload();
  }

  it('are unknown if they were sent, and nothing is sent again', () => {
    reloadWhileApplying();
    load();
    all.cluster.answerReport(one, answered(reportWithoutKey()));
    all.cluster.answerReport(two, answered(reportWithoutKey()));
    expect(all.view.attempts.get('node01')?.attempt).toEqual({
      kind: 'notKnown',
      failure: { reason: 'pageLeft', message: '' }
    });
    expect(all.view.attempts.get('node02')?.attempt).toEqual({ kind: 'stopped' });
    expect(alerts()).toContain('keyNotKnown');
    expect(all.told).toEqual(['left 2', 'notKnown', 'notSent', 'done']);
    expect(all.cluster.applyCalls.length).toBe(0);
  });

  it('stay stored until their servers show what came of them', () => {
    reloadWhileApplying();
    load();
    all.cluster.answerReport(two, answered(reportWithoutKey()));
    all.cluster.answerReport(one, answered(reportWithoutKey()));
    expect(JSON.stringify(all.kept)).toContain('node01');
    all.store.refresh();
    all.cluster.serversCalls[1].answer(answered([one, two]));
    all.cluster.answerReport(one, answered(reportWithKey('6789N')));
    expect(all.kept).toBeNull();
  });

  it('are reported as new keys once their servers show them', () => {
    reloadWhileApplying();
    load();
    all.cluster.answerReport(two, answered(reportWithoutKey()));
    all.cluster.answerReport(one, answered(reportWithKey('6789N')));
    expect(all.told).toEqual(['left 2', 'notSent', 'newKey', 'done']);
    expect(all.states()).toEqual(['activated', 'noKey']);
    expect(alerts()).not.toContain('keyNotKnown');
  });

  it('don’t wait for a server that doesn’t answer or has left the cluster', () => {
    reloadWhileApplying();
    all.store.refresh();
    all.cluster.serversCalls[0].answer(answered([one]));
    expect(all.told).toEqual(['left 2', 'notSent']);
    all.cluster.answerReport(one, failed('unreachable'));
    expect(all.told).toEqual(['left 2', 'notSent', 'notKnown', 'done']);
  });

  it('aren’t reported as new if it isn’t known which key the server had', () => {
    reloadWhileApplying(failed('unreachable'));
    load();
    all.cluster.answerReport(two, answered(reportWithoutKey()));
    all.cluster.answerReport(one, answered(reportWithKey('ABCDE')));
    expect(all.told).toEqual(['left 2', 'notSent', 'notKnown', 'done']);
    expect(alerts()).toContain('keyNotKnown');
  });

  it('are left to the page that’s still applying them, in another tab or frame', () => {
    reloadWhileApplying(undefined, 'avma-apply/node01');
    load();
    [one, two].forEach(server => all.cluster.answerReport(server, answered(reportWithoutKey())));
    expect(all.told).toEqual(['left 1', 'notSent', 'done']);
    expect([...all.view.attempts.keys()]).toEqual(['node02']);
    expect(alerts()).not.toContain('keyNotKnown');
    expect(JSON.stringify(all.kept)).toContain('node01');

    all.kept = null;
    all.unlock('avma-apply/node01');
    expect(all.told).toEqual(['left 1', 'notSent', 'done']);
  });

  it('are unknown if the other page ends without reporting them, also those that weren’t sent before', () => {
    reloadWhileApplying(undefined, 'avma-apply/node02');
    load();
    [one, two].forEach(server => all.cluster.answerReport(server, answered(reportWithoutKey())));
    expect(all.told).toEqual(['left 1', 'notKnown', 'done']);
    all.unlock('avma-apply/node02');
    expect(all.view.attempts.get('node02')?.attempt.kind).toBe('notKnown');
    // What it showed before may be from before its key.
    expect(all.told).toEqual(['left 1', 'notKnown', 'done', 'left 1']);
    all.cluster.answerReport(two, answered(reportWithoutKey()));
    expect(all.told).toEqual(['left 1', 'notKnown', 'done', 'left 1', 'notKnown', 'done']);
  });

  it('are reported together once the other page is done with all of them, as the servers show them then', () => {
    reloadWhileApplying(undefined, 'avma-apply/node01', 'avma-apply/node02');
    load();
    [one, two].forEach(server => all.cluster.answerReport(server, answered(reportWithoutKey())));
    all.unlock('avma-apply/node01');
    expect(all.told).toEqual([]);
    all.unlock('avma-apply/node02');
    [one, two].forEach(server => all.cluster.answerReport(server, answered(reportWithKey('6789N'))));
    expect(all.told).toEqual(['left 2', 'newKey', 'newKey', 'done']);
    expect(all.kept).toBeNull();
  });

  it('aren’t told from those of an earlier attempt if the server couldn’t be read in between', () => {
    load();
    [one, two].forEach(server => all.cluster.answerReport(server, answered(reportWithoutKey())));
    all.store.apply([{ server: one, key }]);
    all.cluster.answerApply(one, { kind: 'applied' });
    all.cluster.answerReport(one, failed('unreachable'));
    all.store.apply([{ server: one, key }]);
    all.cluster.sendApply(one);
    all.locked.clear();
    all.reload();
    load();
    all.cluster.answerReport(one, answered(reportWithKey('6789N')));
    expect(all.told).toEqual(['left 1', 'notKnown', 'done']);
  });

  it('are unknown if the cluster can’t be read', () => {
    reloadWhileApplying();
    all.store.refresh();
    all.cluster.serversCalls[0].answer(failed('unreachable'));
    expect(all.view.list.kind).toBe('failed');
    expect(all.told).toEqual(['left 2', 'notSent', 'notKnown', 'done']);
  });
});
