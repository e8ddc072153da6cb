import {
  ChangeDetectionStrategy,
  ChangeDetectorRef,
  Component,
  OnDestroy,
  OnInit,
  ViewContainerRef
} from '@angular/core';
import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';
import { Subscription, distinctUntilChanged, filter, map, startWith } from 'rxjs';
import { ActivationPageComponent } from './activation-page.component';
import { removeStartingFrame } from '../platform/starting-frame';
import { OpenedClusters } from './opened-clusters';

/** Shows the page of the open cluster, and another one if the admin opens another cluster in the same frame. */
@Component({
  selector: 'avma-cluster-page',
  standalone: true,
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: ''
})
export class ClusterPageComponent implements OnInit, OnDestroy {
  private shown = Subscription.EMPTY;

  constructor(
    private readonly appContext: AppContextService,
    private readonly clusters: OpenedClusters,
    private readonly place: ViewContainerRef,
    private readonly changes: ChangeDetectorRef
  ) {}

  ngOnInit(): void {
    const { activeConnection, connectionManager } = this.appContext;
    this.shown = connectionManager.connectionsChanged
      .pipe(
        // A connection that was removed, or one to a server, is none that this page can show.
        filter(() => activeConnection.isCluster && Boolean(activeConnection.validNodeName)),
        map(() => activeConnection.validNodeName),
        startWith(activeConnection.validNodeName),
        distinctUntilChanged()
      )
      .subscribe(name => this.show(name));
  }

  ngOnDestroy(): void {
    this.shown.unsubscribe();
    this.place.clear();
  }

  private show(clusterName: string): void {
    this.place.clear();
    this.place.createComponent(ActivationPageComponent, { environmentInjector: this.clusters.open(clusterName) });
    removeStartingFrame();
    this.changes.markForCheck();
  }
}
