import { answered, reportWithKey, serversNamed } from '../cluster/testing/fake-cluster-connection';
import { StoreForSpecs } from './testing/store-for-specs';

const servers = serversNamed('node01', 'node02');

describe('A hundred refreshes', () => {
  let all: StoreForSpecs;

  beforeEach(() => (all = new StoreForSpecs()));

  afterEach(() => all.leave());

  /** How many calls to the cluster and to its servers somebody still waits for. */
  function awaited(): number {
    const { serversCalls, reportCalls } = all.cluster;
    return [...serversCalls, ...reportCalls].filter(({ answers }) => answers.observed).length;
  }

  function refresh(): void {
    all.store.refresh();
    const { serversCalls } = all.cluster;
    serversCalls[serversCalls.length - 1].answer(answered(servers));
  }

  it('wait only for the servers that the last one asked', () => {
    for (let turn = 0; turn < 100; turn += 1) {
      refresh();
    }
    expect(all.cluster.reportCalls.length).toBe(200);
    expect(awaited()).toBe(2);
  });

  it('wait for nothing after all servers have answered', () => {
    for (let turn = 0; turn < 100; turn += 1) {
      refresh();
      servers.forEach(server => all.cluster.answerReport(server, answered(reportWithKey())));
    }
    expect(awaited()).toBe(0);
  });
});
