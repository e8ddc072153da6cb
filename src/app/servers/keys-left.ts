import { EMPTY, Observable, forkJoin, map, merge, mergeMap, of, take } from 'rxjs';
import { PendingApply, PendingKey } from '../domain/servers/pending-apply';
import { PageLocks } from '../platform/page-locks';
import { PendingApplies } from './pending-applies';

/** The name of the lock that a page holds while it applies a key to the server with that ID. */
export function lockFor(serverId: string): string {
  return `avma-apply/${serverId}`;
}

/**
 * Emits the keys that an earlier page of this tab left unfinished. A duplicated tab has a copy of what its original
 * stored, and frames of one tab share it, so the page that stored a key may still be applying it, and reports the
 * outcome itself. If that page ends without doing so, its keys are emitted, too, as sent: they may have been since.
 */
export function keysLeft(clusterName: string, memory: PendingApplies, locks: PageLocks): Observable<PendingApply> {
  const keptFor = (id?: string): readonly PendingKey[] =>
    (memory.recall(clusterName)?.keys ?? []).filter(key => id === undefined || key.id === id);
  const those = (keys: readonly PendingKey[]): Observable<PendingApply> =>
    keys.length > 0 ? of({ clusterName, keys }) : EMPTY;
  const probed = keptFor().map(key =>
    locks.hold(lockFor(key.id)).pipe(
      take(1),
      map(isLeft => ({ key, isLeft }))
    )
  );
  return forkJoin(probed).pipe(
    mergeMap(all => {
      const left = all.filter(({ isLeft }) => isLeft).map(({ key }) => key);
      const later = all
        .filter(({ isLeft }) => !isLeft)
        .map(({ key: { id } }) =>
          locks.freed(lockFor(id)).pipe(mergeMap(() => those(keptFor(id).map(key => ({ ...key, isSent: true })))))
        );
      return merge(those(left), ...later);
    })
  );
}
