import { fakeAsync, tick } from '@angular/core/testing';
import { BehaviorSubject } from 'rxjs';
import { timeLeft } from './time-left';

describe('The time left', () => {
  let isHeld: BehaviorSubject<boolean>;
  let ended: number;

  beforeEach(() => {
    isHeld = new BehaviorSubject(false);
    ended = 0;
  });

  const end = (): number => (ended += 1);

  it('ends after its limit', fakeAsync(() => {
    timeLeft(1000, isHeld).subscribe(end);
    tick(999);
    expect(ended).toBe(0);
    tick(1);
    expect(ended).toBe(1);
  }));

  it('doesn’t count while it’s held, however often', fakeAsync(() => {
    timeLeft(1000, isHeld).subscribe(end);
    tick(400);
    isHeld.next(true);
    tick(5000);
    isHeld.next(false);
    tick(400);
    isHeld.next(true);
    tick(5000);
    isHeld.next(false);
    tick(199);
    expect(ended).toBe(0);
    tick(1);
    expect(ended).toBe(1);
  }));

  it('goes on with what is left when it’s subscribed to again', fakeAsync(() => {
    const left = timeLeft(1000, isHeld);
    const first = left.subscribe(end);
    tick(700);
    first.unsubscribe();
    tick(700);
    left.subscribe(end);
    tick(299);
    expect(ended).toBe(0);
    tick(1);
    expect(ended).toBe(1);
  }));

  it('counts once what two subscribers wait for at the same time', fakeAsync(() => {
    const left = timeLeft(1000, isHeld);
    const first = left.subscribe(end);
    tick(600);
    left.subscribe(end);
    first.unsubscribe();
    tick(399);
    expect(ended).toBe(0);
    tick(1);
    expect(ended).toBe(1);
  }));
});
