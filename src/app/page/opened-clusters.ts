import { EnvironmentInjector, Injectable, OnDestroy, createEnvironmentInjector } from '@angular/core';
import { clusterServices } from './cluster-services';

/**
 * The services of each cluster that was opened in this frame, by the cluster's name. They stay until the frame is
 * closed: keys that are being applied go on when the admin opens another cluster, and their outcome is there when the
 * admin comes back.
 */
@Injectable()
export class OpenedClusters implements OnDestroy {
  private readonly opened = new Map<string, EnvironmentInjector>();

  constructor(private readonly parent: EnvironmentInjector) {}

  ngOnDestroy(): void {
    this.opened.forEach(injector => injector.destroy());
  }

  /** The services of the cluster that is open now, by its name. */
  open(clusterName: string): EnvironmentInjector {
    const known = this.opened.get(clusterName);
    if (known) {
      return known;
    }
    const injector = createEnvironmentInjector(clusterServices, this.parent, clusterName);
    this.opened.set(clusterName, injector);
    return injector;
  }
}
