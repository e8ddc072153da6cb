import { Injectable, OnDestroy } from '@angular/core';
import {
  BehaviorSubject,
  EMPTY,
  Observable,
  Subject,
  Subscription,
  concat,
  defer,
  filter,
  finalize,
  first,
  map,
  merge,
  mergeMap,
  of,
  shareReplay,
  switchMap,
  take,
  takeWhile,
  tap
} from 'rxjs';
import { ClusterConnection, SessionState } from '../cluster/cluster-connection';
import { DeniedCall } from '../cluster/cluster-credentials';
import {
  Attempt,
  AttemptNotConfirmed,
  AttemptNotKnown,
  LastAttempt,
  UnclearKey,
  isUnderWay
} from '../domain/servers/attempt';
import { confirmed, isConfirmed } from '../domain/servers/confirmation';
import { Outcome } from '../domain/answers/failure';
import { Report } from '../domain/answers/report';
import { lastFiveOf } from '../domain/keys/product-key';
import { isUnsent, unclearOn } from '../domain/servers/unclear-keys';
import { PendingApply, outcomeOf } from '../domain/servers/pending-apply';
import { KeyAssignment } from '../domain/servers/key-assignment';
import { Server, serverId } from '../domain/servers/server';
import { KeyProtection, keyProtectionOf } from '../domain/servers/status';
import {
  ActivationState,
  ActivationView,
  Change,
  askingForServers,
  attempted,
  begun,
  hasLastFive,
  initialState,
  knownServers,
  isRead,
  isSettled,
  lastFiveOn,
  nothingSaidUpTo,
  recalled,
  reportRead,
  serverIn,
  serversRead,
  statusIn,
  takenBack,
  viewIn
} from './activation-state';
import { PageLocks } from '../platform/page-locks';
import { keysLeft, lockedOn } from './keys-left';
import { PendingApplies } from './pending-applies';
import { ApplyNotifications } from './apply-notifications';
import { unlessThere } from './unless-there';
import { untilConfirmed } from './until-confirmed';

const appliedElsewhere: Attempt = { kind: 'failed', reason: 'appliedElsewhere', code: null, message: '' };

/** A key that's being applied. */
interface Order extends KeyAssignment {
  /** The same key, if it was sent before and its outcome isn't known. */
  readonly unclear: UnclearKey | undefined;
  readonly earlier: LastAttempt | undefined;
}

/** The state of the cluster's activation, with its two actions: read it again, and apply keys. */
@Injectable()
export class ActivationStore implements OnDestroy {
  private readonly state = new BehaviorSubject<ActivationState>(initialState);
  private readonly refreshes = new Subject<void>();
  private readonly stops = new Subject<void>();
  private readonly reading: Subscription;
  private readonly telling: Subscription;
  /** How keys were last encrypted for servers, by server ID. */
  private readonly protections = new Map<string, KeyProtection>();
  /** The IDs of the servers whose keys this page has stored as being applied. */
  private readonly noted = new Set<string>();
  /** The number of questions asked so far. */
  private questions = 0;

  readonly view: Observable<ActivationView> = this.state.pipe(
    map(state => viewIn(state, this.cluster.clusterName)),
    shareReplay({ bufferSize: 1, refCount: true })
  );

  constructor(
    private readonly cluster: ClusterConnection,
    private readonly notifications: ApplyNotifications,
    private readonly memory: PendingApplies,
    private readonly locks: PageLocks
  ) {
    this.telling = keysLeft(cluster.clusterName, memory, locks)
      .pipe(
        tap(left => this.change(recalled(left))),
        mergeMap(left => this.tellWhatCameOf(left))
      )
      .subscribe();
    this.reading = this.refreshes.pipe(switchMap(() => this.read())).subscribe(change => this.change(change));
  }

  ngOnDestroy(): void {
    this.reading.unsubscribe();
    this.telling.unsubscribe();
  }

  /** Call when the page is shown or left. Keys that are being applied continue in either case. */
  pageShown(isShown: boolean): void {
    this.notifications.pageShown(isShown);
    this.cluster.pageShown(isShown);
  }

  /** Reads all servers; the first time is the load. Answers to an earlier refresh are ignored. */
  refresh(): void {
    this.cluster.endCredentialPrompt('reading');
    this.refreshes.next();
  }

  /** Reads all servers again and, if access is denied, asks for credentials: the admin wants to enter others. */
  signIn(): void {
    this.cluster.allowCredentialPrompt('reading');
    this.refreshes.next();
  }

  /** Keeps a session with its encryption key ready on that server, until it's unsubscribed. */
  prepare(server: Server): Observable<SessionState> {
    // A certificate is made when a key is applied: nothing has to be ready before.
    return this.protectionFor(server) === 'certificate' ? of<SessionState>('ready') : this.cluster.prepare(server);
  }

  /**
   * Applies all keys at once, each to its server, and reads each server again as soon as its key is done. It runs to
   * its end even if the page is left, and ends within the connection's time limits. To retry, call it with the rows
   * that failed.
   */
  apply(wanted: readonly KeyAssignment[]): void {
    // Only one key at a time for each server: the current attempt has to end first.
    const all = wanted.filter(({ server }) => !this.isUnderWayOn(server)).map(order => this.orderOf(order));
    if (all.length === 0) {
      return;
    }
    // The admin who tries again after closing the prompt wants another one.
    this.cluster.allowCredentialPrompt('action');
    const progress = this.notifications.begin(this.cluster.clusterName, all.length);
    this.change(begun(all.map(({ server }) => server)));
    all.forEach(order => this.beginning(order));
    merge(...all.map(order => this.applyOne(order, progress.settled))).subscribe({
      next: change => this.change(change),
      complete: () => {
        this.cluster.endCredentialPrompt('action');
        progress.done();
      }
    });
  }

  /** Takes back the keys that weren't sent yet. Sent keys can't be taken back, so they continue. */
  stop(): void {
    this.stops.next();
  }

  private applyOne(order: Order, settled: (attempt: Attempt) => void): Observable<Change> {
    const { server } = order;
    let isSent = false;
    const stopped = this.stops.pipe(
      filter(() => !isSent),
      map((): Attempt => ({ kind: 'stopped' })),
      take(1)
    );
    const lock = new Subscription();
    const came = (attempt: Attempt): Observable<Change> => {
      const { unclear, earlier } = order;
      const isTakenBack = unclear && earlier && isUnsent(attempt);
      settled(isTakenBack ? unclear.attempt : attempt);
      this.follow(server, attempt);
      if (isTakenBack) {
        this.change(takenBack(server, earlier, attempt));
      }
      lock.unsubscribe();
      return EMPTY;
    };
    const applied = lockedOn(server, this.locks, lock).pipe(
      switchMap(isOurs => {
        if (!isOurs) {
          return of(appliedElsewhere);
        }
        this.follow(server, { kind: 'waiting' });
        return this.send(order);
      }),
      tap(attempt => (isSent ||= attempt.kind !== 'waiting'))
    );
    return merge(applied, stopped).pipe(
      // The first final attempt ends the other: a key that was taken back is no longer sent.
      takeWhile(attempt => isUnderWay(attempt), true),
      mergeMap(attempt => {
        switch (attempt.kind) {
          case 'waiting':
          case 'applying':
            this.follow(server, attempt);
            return EMPTY;
          case 'notKnown':
            return concat(this.findOut(order, attempt).pipe(mergeMap(came)), this.askForTheRest(server));
          case 'notConfirmed':
            this.change(nothingSaidUpTo(server, this.questions));
            return concat(
              untilConfirmed(() => this.findOut(order, attempt), attempt).pipe(mergeMap(came)),
              this.askForTheRest(server)
            );
          case 'stopped':
            return came(attempt);
          default:
            // Answers to earlier questions may be from before the key was applied.
            this.change(nothingSaidUpTo(server, this.questions));
            return concat(came(attempt), this.ask(server));
        }
      }),
      finalize(() => lock.unsubscribe())
    );
  }

  private orderOf({ server, key }: KeyAssignment): Order {
    const earlier = this.attemptOn(server);
    return { server, key, unclear: unclearOn(statusIn(this.state.value, server), earlier, key), earlier };
  }

  /** Records what the server shows before a key is sent to it. */
  private beginning({ server, key }: Order): void {
    const lastFive = lastFiveOf(key);
    const hadSameLastFive = hasLastFive(this.state.value, server, lastFive);
    this.change(attempted(server, { kind: 'waiting' }, { lastFive, hadSameLastFive }));
  }

  private send(order: Order): Observable<Attempt> {
    const { server, key, unclear } = order;
    const sent = defer(() => this.cluster.apply(server, key, this.protectionFor(server)));
    if (!unclear) {
      return sent;
    }
    const sentAgain = defer(() => {
      this.beginning(order);
      return sent;
    });
    return unlessThere(unclear, this.askForKey(server, 'action'), sentAgain);
  }

  /** Shows the progress of a key, and stores it while the key is being applied. What another frame stored stays. */
  private follow(server: Server, attempt: Attempt): void {
    this.change(attempted(server, attempt));
    const { clusterName } = this.cluster;
    const id = serverId(server);
    const { lastFiveBefore = null, isBeforeKnown = false, unclear = [] } = this.attemptOn(server) ?? {};
    if (isUnderWay(attempt)) {
      // A key that was sent before may have been used, though it isn't sent again yet.
      const isSent = attempt.kind === 'applying' || unclear.length > 0;
      this.noted.add(id);
      this.memory.note(clusterName, { id, isSent, lastFiveBefore, isBeforeKnown, since: Date.now() });
    } else if (this.noted.delete(id)) {
      this.memory.forget(clusterName, id);
    }
  }

  private protectionFor(server: Server): KeyProtection {
    const { report } = statusIn(this.state.value, server);
    // A server that doesn't answer now is still under application control.
    const protection = report ? keyProtectionOf(report) : (this.protections.get(serverId(server)) ?? 'sessionKey');
    this.protections.set(serverId(server), protection);
    return protection;
  }

  private isUnderWayOn(server: Server): boolean {
    const last = this.attemptOn(server);
    return last !== undefined && isUnderWay(last.attempt);
  }

  private attemptOn(server: Server): LastAttempt | undefined {
    return this.state.value.attempts.get(serverId(server));
  }

  /** Reports the outcome of keys that an earlier page was applying when it was left, as their servers answer. */
  private tellWhatCameOf({ clusterName, keys }: PendingApply): Observable<unknown> {
    const progress = this.notifications.beginRecalled(clusterName, keys.length);
    const told = keys.map(key =>
      concat(
        this.askAgain(key.id),
        this.state.pipe(
          first(state => isRead(state, key.id)),
          tap(state => progress.settled(outcomeOf(key, lastFiveOn(state, key.id))))
        )
      )
    );
    const settled = keys.map(key =>
      this.state.pipe(
        first(state => isSettled(state, key)),
        map(() => key)
      )
    );
    // In parallel: all may be reported long before all are settled.
    return merge(
      merge(...told).pipe(tap({ complete: progress.done })),
      merge(...settled).pipe(tap(({ id }) => this.memory.forget(clusterName, id)))
    );
  }

  /** Asks a server once more if it was read before its key was known to be left. */
  private askAgain(id: string): Observable<unknown> {
    return defer(() => {
      const server = serverIn(this.state.value, id);
      return server && this.state.value.readings.has(id) ? this.askForKey(server) : EMPTY;
    });
  }

  /** Asks a server for a report without Azure, which is enough: what it knows about Azure doesn't confirm a key. */
  private askForKey(server: Server, call?: DeniedCall): Observable<Outcome<Report>> {
    return this.asked(server, call).pipe(
      take(1),
      tap(({ change }) => this.change(change)),
      map(({ outcome }) => outcome)
    );
  }

  /** Asks the server once whether it has the key that was sent. Sends nothing again. */
  private findOut(order: Order, sent: AttemptNotConfirmed | AttemptNotKnown): Observable<Attempt> {
    const { server, key } = order;
    return this.askForKey(server).pipe(
      map(() => {
        const { wasActivated = true, sent: about } = this.attemptOn(server) ?? {};
        const hadSameLastFive = about?.hadSameLastFive ?? true;
        const now = statusIn(this.state.value, server);
        return isConfirmed(sent, key, { hadSameLastFive, wasActivated }, now) ? confirmed(sent) : sent;
      })
    );
  }

  /** Asks the server for its whole report if its key was settled before all of that arrived. */
  private askForTheRest(server: Server): Observable<Change> {
    return defer(() => (statusIn(this.state.value, server).report?.azure === 'awaited' ? this.ask(server) : EMPTY));
  }

  private read(): Observable<Change> {
    const answers = this.cluster.servers().pipe(
      mergeMap(outcome =>
        // First the list, then its servers, or those known otherwise if the cluster didn't answer.
        concat(
          of(this.serversRead(outcome)),
          defer(() => this.askAll(knownServers(this.state.value)))
        )
      )
    );
    return concat(of(askingForServers), answers);
  }

  private serversRead(outcome: Outcome<readonly Server[]>): Change {
    return serversRead(outcome, this.cluster.cachedServers());
  }

  private askAll(servers: readonly Server[]): Observable<Change> {
    return merge(...servers.map(server => this.ask(server)));
  }

  private ask(server: Server): Observable<Change> {
    return this.asked(server).pipe(map(({ change }) => change));
  }

  private asked(
    server: Server,
    call?: DeniedCall
  ): Observable<{ readonly outcome: Outcome<Report>; readonly change: Change }> {
    return defer(() => {
      const question = (this.questions += 1);
      const changeTo = (outcome: Outcome<Report>): Change => reportRead(server, outcome, Date.now(), question);
      return this.cluster.report(server, call).pipe(map(outcome => ({ outcome, change: changeTo(outcome) })));
    });
  }

  private change(change: Change): void {
    this.state.next(change(this.state.value));
  }
}
