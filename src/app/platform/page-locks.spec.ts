import { NgZone } from '@angular/core';
import { Subscription, firstValueFrom } from 'rxjs';
import { PageLocks } from './page-locks';

describe('A lock', () => {
  const name = 'avma-lock-of-a-spec';
  let locks: PageLocks;
  let holding: Subscription;

  beforeEach(() => {
    locks = new PageLocks(new NgZone({}));
    holding = new Subscription();
  });

  afterEach(() => holding.unsubscribe());

  /** Takes the lock and keeps it. */
  function take(): Promise<boolean> {
    return new Promise(resolve => holding.add(locks.hold(name).subscribe(resolve)));
  }

  /** Resolves when the browser has released the lock. */
  async function released(): Promise<void> {
    await navigator.locks.request(name, () => undefined);
  }

  it('is held by one page at a time, until that one is done', async () => {
    expect(await take()).toBeTrue();
    expect(await firstValueFrom(locks.hold(name))).toBeFalse();
    holding.unsubscribe();
    await released();
    expect(await firstValueFrom(locks.hold(name))).toBeTrue();
    await released();
  });

  it('tells others once it’s free, which may be at once', async () => {
    await firstValueFrom(locks.freed(name));
    await released();
    expect(await take()).toBeTrue();
    let isFreed = false;
    const waiting = firstValueFrom(locks.freed(name)).then(() => (isFreed = true));
    expect(await firstValueFrom(locks.isHeld(name))).toBeTrue();
    expect(await firstValueFrom(locks.isHeld(`${name}-2`))).toBeFalse();
    expect(isFreed).toBeFalse();
    holding.unsubscribe();
    await waiting;
    await released();
  });

  it('doesn’t wait for a page that no longer wants to know', async () => {
    expect(await take()).toBeTrue();
    locks.freed(name).subscribe(fail).unsubscribe();
    const { pending = [] } = await navigator.locks.query();
    expect(pending.map(one => one.name)).not.toContain(name);
    holding.unsubscribe();
    await released();
    expect(await firstValueFrom(locks.isHeld(name))).toBeFalse();
  });

  it('is refused by name: another one is free', async () => {
    expect(await take()).toBeTrue();
    expect(await firstValueFrom(locks.hold(`${name}-2`))).toBeTrue();
  });

  it('is free for every page if the browser has no locks', async () => {
    spyOnProperty(navigator, 'locks').and.returnValue(undefined as unknown as LockManager);
    expect(await take()).toBeTrue();
    expect(await take()).toBeTrue();
  });

  it('is free for every page if the browser forbids locks', async () => {
    spyOn(navigator.locks, 'request').and.rejectWith(new DOMException('', 'SecurityError'));
    expect(await take()).toBeTrue();
  });
});
