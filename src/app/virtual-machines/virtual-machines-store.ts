import { Injectable, OnDestroy } from '@angular/core';
import { BehaviorSubject, Observable, Subject, map, merge, mergeMap, takeUntil } from 'rxjs';
import { ClusterConnection } from '../cluster/cluster-connection';
import { answered, asking, neverAsked, noAnswers, nothingAsked, onlyOf } from '../cluster/per-server';
import { Server } from '../domain/servers/server';
import { VirtualMachinesState } from './virtual-machines-state';

type Change = (state: VirtualMachinesState) => VirtualMachinesState;

/**
 * The servers' answers about their virtual machines. They have a separate store, which asks nothing until they're
 * shown, and whose failures don't affect the servers.
 */
@Injectable()
export class VirtualMachinesStore implements OnDestroy {
  private readonly state = new BehaviorSubject<VirtualMachinesState>(noAnswers);
  private readonly asks = new Subject<readonly Server[]>();
  private readonly refreshes = new Subject<void>();
  /** The number of questions so far, for all servers. */
  private questions = 0;
  private readonly reading = this.asks
    .pipe(mergeMap(servers => this.askAll(servers)))
    .subscribe(change => this.change(change));

  readonly view: Observable<VirtualMachinesState> = this.state.asObservable();

  constructor(private readonly cluster: ClusterConnection) {}

  ngOnDestroy(): void {
    this.reading.unsubscribe();
  }

  /** Reads the virtual machines of the servers that haven't been read yet. */
  read(servers: readonly Server[]): void {
    this.change(state => onlyOf(state, servers));
    const left = neverAsked(this.state.value, servers);
    if (left.length > 0) {
      this.ask(left);
    }
  }

  /** Reads the virtual machines of all servers again. Ignores answers to earlier questions. */
  refresh(servers: readonly Server[]): void {
    this.refreshes.next();
    this.change(nothingAsked);
    this.ask(servers);
  }

  /** Reads the virtual machines of that server again. */
  retry(server: Server): void {
    this.ask([server]);
  }

  /** Clears all answers when the page is left. */
  forget(): void {
    this.refreshes.next();
    this.change(() => noAnswers);
  }

  private ask(servers: readonly Server[]): void {
    this.change(state => asking(state, servers));
    this.asks.next(servers);
  }

  private askAll(servers: readonly Server[]): Observable<Change> {
    return merge(...servers.map(server => this.askOne(server))).pipe(takeUntil(this.refreshes));
  }

  private askOne(server: Server): Observable<Change> {
    const asked = { question: (this.questions += 1), isPart: false };
    return this.cluster
      .virtualMachines(server)
      .pipe(map(outcome => state => answered(state, server, { ...outcome, at: Date.now() }, asked)));
  }

  private change(change: Change): void {
    this.state.next(change(this.state.value));
  }
}
