import { Injectable } from '@angular/core';
import { PendingApply, PendingKey, readRememberedApply } from '../domain/servers/pending-apply';
import { PageStorage } from '../platform/page-storage';

/** One storage name for each cluster, because a tab may show several, one after the other. */
const placeOf = (clusterName: string): string => `avma-apply ${clusterName}`;

/** Stores which servers keys are being applied to, so that a reloaded page can report the outcome. */
@Injectable()
export class PendingApplies {
  constructor(private readonly storage: PageStorage) {}

  /** What an earlier page of that cluster left unfinished; null if there's nothing. */
  recall(clusterName: string): PendingApply | null {
    const remembered = readRememberedApply(this.storage.read(placeOf(clusterName)));
    return remembered?.clusterName === clusterName ? remembered : null;
  }

  /** Stores the progress of a key, replacing what was stored for that server. */
  note(clusterName: string, key: PendingKey): void {
    this.keep(clusterName, [...this.others(clusterName, key.id), key]);
  }

  /** Removes a server's key after its outcome was reported. */
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
