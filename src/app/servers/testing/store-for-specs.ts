import { Observable, Subject, Subscription, filter, map, of, take } from 'rxjs';
import { FakeClusterConnection, answered, serversNamed } from '../../cluster/testing/fake-cluster-connection';
import { ProductKey } from '../../domain/keys/product-key';
import { Attempt } from '../../domain/servers/attempt';
import { Server } from '../../domain/servers/server';
import { PageLocks } from '../../platform/page-locks';
import { PageStorage } from '../../platform/page-storage';
import { ActivationView } from '../activation-state';
import { ActivationStore } from '../activation-store';
import { ApplyNotifications } from '../apply-notifications';
import { PendingApplies } from '../pending-applies';

/** A well-formed key. For specs only. */
export const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N' as ProductKey;

/** The servers of most specs. */
export const [one, two] = serversNamed('node01', 'node02');

/**
 * The store with a cluster that answers when a spec tells it to, and with its notifications of applies. For specs only.
 */
export class StoreForSpecs {
  cluster = new FakeClusterConnection();
  readonly settled: Attempt[] = [];
  readonly begun: { readonly clusterName: string; readonly total: number }[] = [];
  /** The notifications of an apply that an earlier page had left. */
  readonly told: string[] = [];
  done = 0;
  /** What the browser stores about applies that are in progress. */
  kept: unknown = null;
  /** The locks that this page, or another one of the browser, holds. */
  readonly locked = new Set<string>();
  store!: ActivationStore;
  view!: ActivationView;

  private readonly unlocks = new Subject<string>();
  private watching = Subscription.EMPTY;

  constructor() {
    this.open();
  }

  /** Leaves the page, and loads it again. */
  reload(): void {
    this.leave();
    this.cluster = new FakeClusterConnection();
    this.open();
  }

  /** Another page lets go of a lock. */
  unlock(name: string): void {
    this.locked.delete(name);
    this.unlocks.next(name);
  }

  leave(): void {
    this.watching.unsubscribe();
    this.store.ngOnDestroy();
  }

  /** Reads the cluster, which has these servers. */
  load(servers: readonly Server[]): void {
    this.store.refresh();
    this.cluster.serversCalls[0].answer(answered(servers));
  }

  states(): string[] {
    return this.view.statuses.map(status => status.state);
  }

  private open(): void {
    const storage = { read: () => this.kept, write: (_name: string, value: unknown) => (this.kept = value) };
    const memory = new PendingApplies(storage as PageStorage);
    this.store = new ActivationStore(this.cluster, this.notifications(), memory, this.locks());
    this.watching = this.store.view.subscribe(view => (this.view = view));
  }

  private locks(): PageLocks {
    const hold = (name: string): Observable<boolean> =>
      new Observable(listener => {
        const isFree = !this.locked.has(name);
        this.locked.add(name);
        listener.next(isFree);
        return () => (isFree ? this.locked.delete(name) : undefined);
      });
    const freed = (name: string): Observable<void> =>
      this.unlocks.pipe(
        filter(unlocked => unlocked === name),
        take(1),
        map(() => undefined)
      );
    const isHeld = (name: string): Observable<boolean> => of(this.locked.has(name));
    return { hold, isHeld, freed } as PageLocks;
  }

  private notifications(): ApplyNotifications {
    return {
      begin: (clusterName: string, total: number) => {
        this.begun.push({ clusterName, total });
        return { settled: (attempt: Attempt) => this.settled.push(attempt), done: () => (this.done += 1) };
      },
      beginRecalled: (_clusterName: string, total: number) => {
        this.told.push(`left ${total}`);
        return { settled: (outcome: string) => this.told.push(outcome), done: () => this.told.push('done') };
      }
    } as unknown as ApplyNotifications;
  }
}
