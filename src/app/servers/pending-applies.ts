import { Injectable } from '@angular/core';
import { PendingApply, PendingKey, readRememberedApply } from '../domain/servers/pending-apply';
import { PageStorage } from '../platform/page-storage';

/** One place for each cluster: a tab may show several, one after the other. */
const placeOf = (clusterName: string): string => `avma-apply ${clusterName}`;

/** Remembers which servers keys are being applied to, so that a page that is loaded anew can tell what came of it. */
@Injectable()
export class PendingApplies {
  constructor(private readonly storage: PageStorage) {}

  /** What an earlier page of that cluster has left unfinished; null where there is nothing. */
  recall(clusterName: string): PendingApply | null {
    const remembered = readRememberedApply(this.storage.read(placeOf(clusterName)));
    return remembered?.clusterName === clusterName ? remembered : null;
  }

  /** Notes how far a key has come, in place of what was noted of that server before. */
  note(clusterName: string, key: PendingKey): void {
    this.keep(clusterName, [...this.others(clusterName, key.id), key]);
  }

  /** What came of that server's key is known, and was told. */
  forget(clusterName: string, id: string): void {
    this.keep(clusterName, this.others(clusterName, id));
  }

  private others(clusterName: string, id: string): readonly PendingKey[] {
    return (this.recall(clusterName)?.keys ?? []).filter(key => key.id !== id);
  }

  private keep(clusterName: string, keys: readonly PendingKey[]): void {
    this.storage.write(placeOf(clusterName), keys.length > 0 ? { clusterName, keys } : null);
  }
}
