import { EMPTY, Observable, Subscription, concat, forkJoin, map, mergeMap, of, take } from 'rxjs';
import { PendingApply, PendingKey } from '../domain/servers/pending-apply';
import { Server, serverId } from '../domain/servers/server';
import { PageLocks } from '../platform/page-locks';
import { PendingApplies } from './pending-applies';

/** The name of the lock that a page holds while it applies a key to the server with that ID. */
export function lockFor(serverId: string): string {
  return `avma-apply/${serverId}`;
}

/**
 * Takes the browser's lock on a server until `lock` is unsubscribed, and emits whether no other page has it: other tabs
 * and frames have the same page, and would spend a second key. The name is the server's alone, because the cluster may
 * be open by several names.
 */
export function lockedOn(server: Server, locks: PageLocks, lock: Subscription): Observable<boolean> {
  return new Observable<boolean>(listener => {
    lock.add(locks.hold(lockFor(serverId(server))).subscribe(isOurs => listener.next(isOurs)));
  }).pipe(take(1));
}

/**
 * Emits the keys that an earlier page of this tab left unfinished. A duplicated tab has a copy of what its original
 * stored, and frames of one tab share it, so the page that stored a key may still be applying it. Those keys are
 * emitted once their pages are done, all together, and as sent: they may have been since. A frame that reported its
 * outcome has removed them. A duplicate can't see that, so it asks the servers itself.
 */
export function keysLeft(clusterName: string, memory: PendingApplies, locks: PageLocks): Observable<PendingApply> {
  const kept = (): readonly PendingKey[] => memory.recall(clusterName)?.keys ?? [];
  const applyOf = (keys: readonly PendingKey[]): Observable<PendingApply> =>
    keys.length > 0 ? of({ clusterName, keys }) : EMPTY;
  const probed = kept().map(key => locks.isHeld(lockFor(key.id)).pipe(map(isHeld => ({ key, isHeld }))));
  return forkJoin(probed).pipe(
    mergeMap(all => {
      const left = all.filter(({ isHeld }) => !isHeld).map(({ key }) => key);
      const held = all.filter(({ isHeld }) => isHeld).map(({ key }) => key.id);
      const later = forkJoin(held.map(id => locks.freed(lockFor(id)))).pipe(
        map(() => kept().filter(({ id }) => held.includes(id))),
        mergeMap(keys => applyOf(keys.map(key => ({ ...key, isSent: true }))))
      );
      return concat(applyOf(left), later);
    })
  );
}
