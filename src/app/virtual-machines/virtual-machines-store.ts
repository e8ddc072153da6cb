import { Injectable, OnDestroy } from '@angular/core';
import { BehaviorSubject, Observable, Subject, map, merge, mergeMap, takeUntil } from 'rxjs';
import { ClusterConnection } from '../cluster/cluster-connection';
import { Server } from '../domain/servers/server';
import {
  VirtualMachinesChange,
  VirtualMachinesState,
  askingForMachines,
  machinesRead,
  initialVirtualMachinesState,
  nothingAsked,
  onlyOf,
  unread
} from './virtual-machines-state';

/**
 * What is known of the virtual machines. It is a store of its own: nothing is asked before somebody wants to see them,
 * and what goes wrong here touches nothing of the servers.
 */
@Injectable()
export class VirtualMachinesStore implements OnDestroy {
  private readonly state = new BehaviorSubject<VirtualMachinesState>(initialVirtualMachinesState);
  private readonly asks = new Subject<readonly Server[]>();
  private readonly refreshes = new Subject<void>();
  private readonly reading = this.asks
    .pipe(mergeMap(servers => this.askAll(servers)))
    .subscribe(change => this.change(change));

  readonly view: Observable<VirtualMachinesState> = this.state.asObservable();

  constructor(private readonly cluster: ClusterConnection) {}

  ngOnDestroy(): void {
    this.reading.unsubscribe();
  }

  /** Reads the virtual machines of those servers that were not read yet. */
  read(servers: readonly Server[]): void {
    this.change(onlyOf(servers));
    const left = unread(this.state.value, servers);
    if (left.length > 0) {
      this.ask(left);
    }
  }

  /** Reads the virtual machines of all these servers again. Answers to an earlier question no longer count. */
  refresh(servers: readonly Server[]): void {
    this.refreshes.next();
    this.change(nothingAsked);
    this.ask(servers);
  }

  /** Reads the virtual machines of that server once more. */
  retry(server: Server): void {
    this.ask([server]);
  }

  /** Forgets all: whoever comes back later wants to see what is so then. */
  forget(): void {
    this.refreshes.next();
    this.change(() => initialVirtualMachinesState);
  }

  private ask(servers: readonly Server[]): void {
    this.change(askingForMachines(servers));
    this.asks.next(servers);
  }

  private askAll(servers: readonly Server[]): Observable<VirtualMachinesChange> {
    return merge(
      ...servers.map(server =>
        this.cluster.virtualMachines(server).pipe(map(outcome => machinesRead(server, { ...outcome, at: Date.now() })))
      )
    ).pipe(takeUntil(this.refreshes));
  }

  private change(change: VirtualMachinesChange): void {
    this.state.next(change(this.state.value));
  }
}
