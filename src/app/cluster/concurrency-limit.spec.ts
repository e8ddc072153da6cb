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

  it('lets no more begin at a time than it was told, and the first to come first', fakeAsync(() => {
    ['a', 'b', 'c', 'd'].forEach(name => noted(name).subscribe());
    expect(begun).toEqual(['a', 'b']);
    work['b'].complete();
    flushMicrotasks();
    expect(begun).toEqual(['a', 'b', 'c']);
    work['a'].complete();
    flushMicrotasks();
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  }));

  it('begins nothing where all leave together', fakeAsync(() => {
    const all = new Subscription();
    ['a', 'b', 'c', 'd'].forEach(name => all.add(noted(name).subscribe()));
    all.unsubscribe();
    flushMicrotasks();
    expect(begun).toEqual(['a', 'b']);
  }));

  it('hands on all that comes, and the end', () => {
    const heard: (number | string)[] = [];
    noted('a').subscribe({ next: value => heard.push(value), complete: () => heard.push('end') });
    work['a'].next(1);
    work['a'].next(2);
    work['a'].complete();
    expect(heard).toEqual([1, 2, 'end']);
  });

  it('gives the turn of one that failed to the next', fakeAsync(() => {
    noted('a').subscribe({ error: () => undefined });
    noted('b').subscribe();
    noted('c').subscribe();
    work['a'].error(new Error('no'));
    flushMicrotasks();
    expect(begun).toEqual(['a', 'b', 'c']);
  }));

  it('forgets who leaves while waiting, and frees the turn of who leaves while at it', fakeAsync(() => {
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

  it('counts nobody twice who ends at once', () => {
    turns = new ConcurrencyLimit(1);
    work['a'].complete();
    noted('a').subscribe();
    noted('b').subscribe();
    noted('c').subscribe();
    expect(begun).toEqual(['a', 'b']);
  });
});
