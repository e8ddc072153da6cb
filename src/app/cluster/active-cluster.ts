import { Injectable } from '@angular/core';
import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';

/**
 * The cluster that was open when this was created. The SDK's active connection changes if the admin opens another
 * cluster, also in frames that the shell keeps in the background (`ConnectionManager.onForwardNotify`). What belongs to
 * one cluster must not follow it there.
 */
@Injectable()
export class ActiveCluster {
  /** As Windows Admin Center names it, perhaps by an alias. */
  readonly name: string;
  private lastNodes: unknown;

  constructor(private readonly appContext: AppContextService) {
    this.name = appContext.activeConnection.validNodeName;
  }

  /** The names of the nodes that Windows Admin Center remembers, as they came from it while this cluster was open. */
  get nodes(): unknown {
    const { validNodeName, clusterNodes } = this.appContext.activeConnection;
    if (validNodeName === this.name) {
      this.lastNodes = clusterNodes;
    }
    return this.lastNodes;
  }
}
