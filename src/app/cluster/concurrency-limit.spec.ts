import { fakeAsync, flushMicrotasks } from '@angular/core/testing';
import { Observable, Subject, Subscription } from 'rxjs';
import { ConcurrencyLimit } from './concurrency-limit';

describe('ConcurrencyLimit', () => {
  let begun: string[];
  let work: Record<string, Subject<number>>;
  let turns: ConcurrencyLimit;

  beforeEach(() => {
    begun = [];
    work = { a: new Subject(), b: new Subject(), c: new Subject(), d: new Subject() };
    turns = new ConcurrencyLimit(2);
  });

  function noted(name: string): Observable<number> {
    return turns.take(
      new Observable<number>(listener => {
        begun.push(name);
        return work[name].subscribe(listener);
      })
    );
  }

  it('runs no more than its limit at a time, first in, first out', fakeAsync(() => {
    ['a', 'b', 'c', 'd'].forEach(name => noted(name).subscribe());
    expect(begun).toEqual(['a', 'b']);
    work['b'].complete();
    flushMicrotasks();
    expect(begun).toEqual(['a', 'b', 'c']);
    work['a'].complete();
    flushMicrotasks();
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  }));

  it('starts nothing when all unsubscribe together', fakeAsync(() => {
    const all = new Subscription();
    ['a', 'b', 'c', 'd'].forEach(name => all.add(noted(name).subscribe()));
    all.unsubscribe();
    flushMicrotasks();
    expect(begun).toEqual(['a', 'b']);
  }));

  it('passes on every value, and the completion', () => {
    const heard: (number | string)[] = [];
    noted('a').subscribe({ next: value => heard.push(value), complete: () => heard.push('end') });
    work['a'].next(1);
    work['a'].next(2);
    work['a'].complete();
    expect(heard).toEqual([1, 2, 'end']);
  });

  it('starts the next one after an error', fakeAsync(() => {
    noted('a').subscribe({ error: () => undefined });
    noted('b').subscribe();
    noted('c').subscribe();
    work['a'].error(new Error('no'));
    flushMicrotasks();
    expect(begun).toEqual(['a', 'b', 'c']);
  }));

  it('drops one that unsubscribes while waiting, and starts the next when a running one unsubscribes', fakeAsync(() => {
    const first = noted('a').subscribe();
    noted('b').subscribe();
    const waiting = noted('c').subscribe();
    noted('d').subscribe();
    waiting.unsubscribe();
    first.unsubscribe();
    flushMicrotasks();
    expect(begun).toEqual(['a', 'b', 'd']);
    expect(work['a'].observed).toBeFalse();
  }));

  it('doesn’t count one that completes synchronously', () => {
    turns = new ConcurrencyLimit(1);
    work['a'].complete();
    noted('a').subscribe();
    noted('b').subscribe();
    noted('c').subscribe();
    expect(begun).toEqual(['a', 'b']);
  });
});
