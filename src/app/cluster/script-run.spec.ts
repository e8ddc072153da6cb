import { fakeAsync, tick } from '@angular/core/testing';
import { PowerShellCommand } from '@microsoft/windows-admin-center-sdk/core/data/powershell';
import { Observable, Subscription, timer } from 'rxjs';
import { Outcome } from '../domain/answers/failure';
import { FakeAppContext, FakeSession, streamed } from './testing/fake-app-context';
import { RunOutcome, runChange, runOverStream, runReading, whole } from './script-run';

const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
const command: PowerShellCommand = { command: 'Get-Something', script: '', state: 'ready' };

const late = timer(1000);

describe('A script', () => {
  let context: FakeAppContext;
  let outcomes: Outcome<unknown[]>[];
  let ended: boolean;

  beforeEach(() => {
    context = new FakeAppContext();
    [outcomes, ended] = [[], false];
  });

  function start(): Subscription {
    const session = new FakeSession('node01', null, {}).asSession();
    return listen(whole(runReading(context.asPowerShell(), session, command, late, { noAuth: true })));
  }

  function listen(run: Observable<Outcome<unknown[]>>): Subscription {
    return run.subscribe({
      next: outcome => outcomes.push(outcome),
      complete: () => (ended = true)
    });
  }

  function failure(): unknown {
    const [outcome] = outcomes;
    return outcome.kind === 'failure' ? outcome.failure : outcome.value;
  }

  it('asks for partial answers, and keeps its other options', () => {
    start();
    expect(context.lastRun().command).toBe(command);
    expect(context.lastRun().options).toEqual({ noAuth: true, partial: true, waitTimeMs: 1 });
  });

  it('collects all output before it emits', () => {
    start();
    const run = context.lastRun();
    run.say({ results: [{ a: 1 }, { a: 2 }] });
    run.say({ results: { a: 3 } });
    run.say({});
    expect(outcomes).toEqual([]);
    run.end({ results: null });
    expect(outcomes).toEqual([{ kind: 'answer', value: [{ a: 1 }, { a: 2 }, { a: 3 }] }]);
    expect(ended).toBeTrue();
  });

  it('emits partial output if the rest takes longer, then the final result', fakeAsync(() => {
    const told: RunOutcome[] = [];
    const session = new FakeSession('node01', null, {}).asSession();
    const run = runReading(context.asPowerShell(), session, command, late);
    const listening = run.subscribe(outcome => told.push(outcome));
    context.lastRun().say({ results: [1] });
    tick(100);
    expect(told).toEqual([]);
    context.lastRun().say({});
    tick(200);
    expect(told).toEqual([{ outcome: { kind: 'answer', value: [1] }, isWhole: false }]);
    context.lastRun().say({ results: [2] });
    tick(200);
    expect(told[1]).toEqual({ outcome: { kind: 'answer', value: [1, 2] }, isWhole: false });
    tick(500);
    expect(told.slice(2)).toEqual([
      { outcome: { kind: 'failure', failure: { reason: 'timedOut', message: '' } }, isWhole: true }
    ]);
    expect(context.lastRun().isCancelled).toBeTrue();
    listening.unsubscribe();
  }));

  it('emits no partial output if all arrives at once, or none does', fakeAsync(() => {
    const told: RunOutcome[] = [];
    const session = new FakeSession('node01', null, {}).asSession();
    for (const results of [[1], []]) {
      runReading(context.asPowerShell(), session, command, late).subscribe(outcome => told.push(outcome));
      context.lastRun().say({ results });
      tick(results.length > 0 ? 150 : 600);
      context.lastRun().end({ results: [] });
      tick(1000);
    }
    expect(told.map(({ isWhole }) => isWhole)).toEqual([true, true]);
  }));

  it('succeeds with an empty result if there’s no output', () => {
    start();
    context.lastRun().end({ results: [] });
    expect(outcomes).toEqual([{ kind: 'answer', value: [] }]);
  });

  it('fails if its output is only errors, with all their messages', () => {
    start();
    context.lastRun().say({ errors: [{ message: 'first' }, {}] });
    context.lastRun().end({ errors: [{ message: 'last' }] });
    expect(failure()).toEqual({ reason: 'serverError', message: 'first\n\nlast' });
  });

  it('succeeds if there are errors beside its output', () => {
    start();
    context.lastRun().end({ results: ['row'], errors: [{ message: 'but' }] });
    expect(outcomes).toEqual([{ kind: 'answer', value: ['row'] }]);
  });

  it('is lost if its session closes while it waits', () => {
    start();
    context.lastRun().end(null);
    expect(failure()).toEqual({ reason: 'sessionLost', message: '' });
  });

  it('is also lost if the session closes after a partial answer', () => {
    start();
    context.lastRun().say({ results: ['row'] });
    context.lastRun().end(null);
    expect(failure()).toEqual({ reason: 'sessionLost', message: '' });
  });

  it('times out when it’s late, and is unsubscribed', fakeAsync(() => {
    start();
    tick(600);
    context.lastRun().say({ results: ['row'] });
    tick(399);
    expect(outcomes).toEqual([]);
    tick(1);
    expect(failure()).toEqual({ reason: 'timedOut', message: '' });
    expect(ended).toBeTrue();
    expect(context.lastRun().isListenedTo).toBeFalse();
  }));

  it('is canceled on the server when it’s late, and on unsubscribe', fakeAsync(() => {
    start();
    tick(1000);
    expect(context.lastRun().isCancelled).toBeTrue();
    const listening = start();
    expect(context.lastRun().isCancelled).toBeFalse();
    listening.unsubscribe();
    expect(context.lastRun().isCancelled).toBeTrue();
  }));

  it('isn’t canceled after it has completed', () => {
    start();
    context.lastRun().end({ results: [] });
    start();
    context.lastRun().fail({ status: 500 });
    expect(context.runs.map(run => run.isCancelled)).toEqual([false, false]);
  });

  it('that changes something is in the gateway’s audit log, and is never canceled', fakeAsync(() => {
    const session = new FakeSession('node01', 'mine', {}).asSession();
    listen(runChange(context.asPowerShell(), session, command, late));
    expect(context.lastRun().options).toEqual({ partial: true, waitTimeMs: 1, logAudit: true });
    tick(1000);
    expect(failure()).toEqual({ reason: 'timedOut', message: '' });
    expect(context.lastRun().isCancelled).toBeFalse();
  }));

  it('runs over the stream without asking for credentials, and ends there on unsubscribe', fakeAsync(() => {
    listen(whole(runOverStream(context.asStream(), 'node01', command, late)));
    expect(context.lastRun().session.name).toBe(streamed);
    expect(context.lastRun().options).toEqual({ partial: true, noAuth: true });
    context.lastRun().say({ results: [1] });
    context.lastRun().end({ results: [2] });
    expect(outcomes).toEqual([{ kind: 'answer', value: [1, 2] }]);
    listen(whole(runOverStream(context.asStream(), 'node01', command, late)));
    tick(1000);
    expect(context.lastRun().isListenedTo).toBeFalse();
  }));

  it('can be unsubscribed while the stream’s socket is gone', () => {
    const broken = {
      run: () =>
        new Observable(() => () => {
          throw new Error('WebsocketStream: socket is not ready.');
        })
    } as unknown as ReturnType<FakeAppContext['asStream']>;
    const listening = listen(whole(runOverStream(broken, 'node01', command, late)));
    expect(() => listening.unsubscribe()).not.toThrow();
  });

  it('never errors', () => {
    start();
    context.lastRun().fail({ status: 0 });
    expect(failure()).toEqual({ reason: 'unreachable', message: '' });
    expect(ended).toBeTrue();
  });

  it('never contains a product key in its failures', () => {
    start();
    context.lastRun().end({ errors: [{ message: `Not accepted: ${key}.` }] });
    expect(failure()).toEqual({
      reason: 'serverError',
      message: 'Not accepted: *****-*****-*****-*****-6789N.'
    });
  });
});
