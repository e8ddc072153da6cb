import { Subscription } from 'rxjs';
import { FakeClusterConnection, serversNamed } from '../cluster/testing/fake-cluster-connection';
import { machineRow } from '../domain/testing/virtual-machine-fixture';
import { VirtualMachinesState, machineCounts } from './virtual-machines-state';
import { VirtualMachinesStore } from './virtual-machines-store';

const [one, two, three] = serversNamed('node01', 'node02', 'node03');

describe('The virtual machines store', () => {
  let cluster: FakeClusterConnection;
  let store: VirtualMachinesStore;
  let state: VirtualMachinesState;
  let watching: Subscription;

  beforeEach(() => {
    cluster = new FakeClusterConnection();
    store = new VirtualMachinesStore(cluster);
    watching = store.view.subscribe(current => (state = current));
  });

  afterEach(() => {
    watching.unsubscribe();
    store.ngOnDestroy();
  });

  /** The names of the asked servers, in order. */
  function asked(): string[] {
    return cluster.machinesCalls.map(({ server }) => server.name);
  }

  function counts(): unknown[] {
    const known = machineCounts(state);
    return [one, two, three].map(({ name }) => known.get(name));
  }

  it('asks nothing until it’s told to read', () => {
    expect(asked()).toEqual([]);
    expect(counts()).toEqual([undefined, undefined, undefined]);
  });

  it('asks each server once, including those added later', () => {
    store.read([one, two]);
    store.read([one, two]);
    expect(asked()).toEqual(['node01', 'node02']);
    cluster.answerMachines(one, [machineRow]);
    store.read([one, two, three]);
    expect(asked()).toEqual(['node01', 'node02', 'node03']);
  });

  it('takes each server’s answer as it arrives, even if another server fails', () => {
    store.read([one, two, three]);
    cluster.answerMachines(one, [machineRow, { ...machineRow, id: 'other' }]);
    cluster.answerMachines(two, 'unreachable');
    expect(counts()).toEqual([2, 'notKnown', 'asking']);
    cluster.answerMachines(three, []);
    expect(counts()).toEqual([2, 'notKnown', 0]);
  });

  it('drops the answers of removed servers, drops all of them, and retries one server', () => {
    store.read([one, two]);
    cluster.answerMachines(one, [machineRow]);
    cluster.answerMachines(two, 'unreachable');
    store.retry(two);
    cluster.answerMachines(two, [machineRow]);
    expect(counts()).toEqual([1, 1, undefined]);
    store.read([two]);
    expect(counts()).toEqual([undefined, 1, undefined]);
    store.read([one, two]);
    expect(asked()).toEqual(['node01', 'node02', 'node02', 'node01']);
    store.forget();
    expect(counts()).toEqual([undefined, undefined, undefined]);
  });

  it('asks all servers again on refresh, keeps old answers until then, and ignores late ones', () => {
    store.read([one, two]);
    cluster.answerMachines(one, [machineRow]);
    const [, late] = cluster.machinesCalls;
    store.refresh([one, two]);
    expect(asked()).toEqual(['node01', 'node02', 'node01', 'node02']);
    expect(counts()).toEqual([1, 'asking', undefined]);
    late.answer({ kind: 'failure', failure: { reason: 'timedOut', message: '' } });
    expect(counts()).toEqual([1, 'asking', undefined]);
    cluster.answerMachines(one, []);
    expect(counts()).toEqual([0, 'asking', undefined]);
  });
});
