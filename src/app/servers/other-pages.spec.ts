import { fakeAsync, tick } from '@angular/core/testing';
import { answered, reportWithKey, reportWithoutKey } from '../cluster/testing/fake-cluster-connection';
import { serverId } from '../domain/servers/server';
import { StoreForSpecs, key, one, two } from './testing/store-for-specs';

const lockOfOne = 'avma-apply/node01';

describe('While another page of the browser applies a key to a server', () => {
  let all: StoreForSpecs;

  beforeEach(() => {
    all = new StoreForSpecs();
    all.load([one, two]);
    [one, two].forEach(server => all.cluster.answerReport(server, answered(reportWithoutKey())));
    all.locked.add(lockOfOne);
  });

  afterEach(() => all.leave());

  function sentTo(): string[] {
    return all.cluster.applyCalls.map(({ server }) => server.name);
  }

  it('this one sends no second key there, says so, and applies the other keys', () => {
    all.store.apply([one, two].map(server => ({ server, key })));
    expect(sentTo()).toEqual(['node02']);
    const { attempt } = all.view.attempts.get(serverId(one)) ?? {};
    expect(attempt).toEqual(jasmine.objectContaining({ kind: 'failed', reason: 'appliedElsewhere' }));
    expect(all.states()).toEqual(['noKey', 'applying']);
  });

  it('this one reads the server again, and leaves what the other page stored', () => {
    const kept = { clusterName: 'cluster01.contoso.com', keys: [{ id: 'node01', isSent: true, since: 1 }] };
    all.kept = kept;
    const asked = all.cluster.reportCalls.length;
    all.store.apply([{ server: one, key }]);
    expect(all.kept).toEqual(kept);
    expect(all.cluster.reportCalls.length).toBe(asked + 1);
  });

  it('this one can apply its key once the other is done, and holds the server until it’s settled', fakeAsync(() => {
    all.store.apply([{ server: one, key }]);
    all.locked.delete(lockOfOne);
    all.store.apply([{ server: one, key }]);
    expect(sentTo()).toEqual(['node01']);
    expect(all.locked).toEqual(new Set([lockOfOne]));
    all.cluster.answerApply(one, { kind: 'notConfirmed', saysYes: false, message: '' });
    expect(all.locked).toEqual(new Set([lockOfOne]));
    tick(0);
    all.cluster.answerReport(one, answered(reportWithKey('6789N')));
    expect(all.locked).toEqual(new Set());
  }));

  it('this one lets go of the server once it knows that it doesn’t know', () => {
    all.locked.clear();
    all.store.apply([{ server: one, key }]);
    all.cluster.answerApply(one, { kind: 'notKnown', failure: { reason: 'timedOut', message: '' } });
    expect(all.locked).toEqual(new Set([lockOfOne]));
    all.cluster.answerReport(one, answered(reportWithoutKey()));
    expect(all.locked).toEqual(new Set());
  });

  it('this one forgets what it stored itself, and nothing else, when it’s stopped', () => {
    const kept = { clusterName: 'cluster01.contoso.com', keys: [{ id: 'node01', isSent: true, since: 1 }] };
    all.kept = kept;
    all.store.apply([one, two].map(server => ({ server, key })));
    all.store.stop();
    expect(all.kept).toEqual(jasmine.objectContaining({ keys: [jasmine.objectContaining({ id: 'node01' })] }));
  });
});
