import { NgZone, Type } from '@angular/core';
import { ChangeDetectorRef } from '@angular/core';
import { ComponentFixture, TestBed } from '@angular/core/testing';

/** The component that a benchmark shows something in. */
export interface Host {
  isShown: boolean;
  readonly changes: ChangeDetectorRef;
}

/** How a benchmark's parts lie: as in a window of this size. */
export const place =
  'position: relative; display: flex; flex-direction: column; block-size: 800px; inline-size: 1300px';

/** What the SDK's table takes at most to draw in turns of its own, in milliseconds. */
const longestSettling = 2000;

/** How long the browser takes at most to tell about a long task that has ended, in milliseconds. */
const longestTelling = 50;

/** Until everything is drawn. The SDK's table draws in turns of its own. */
export async function settled(fixture: ComponentFixture<unknown>): Promise<void> {
  await Promise.race([fixture.whenStable(), pause(longestSettling)]);
  await nextFrame();
  await pause(longestTelling);
}

/** Until the next frame is on the screen. */
export async function nextFrame(): Promise<void> {
  await new Promise(requestAnimationFrame);
  await pause(0);
}

/** The longest task of the browser's main thread while that goes on, in milliseconds. 0 if none took 50. */
export async function longestTask(fixture: ComponentFixture<unknown>, work: () => Promise<void>): Promise<number> {
  let longest = 0;
  const observer = new PerformanceObserver(list =>
    list.getEntries().forEach(({ duration }) => (longest = Math.max(longest, duration)))
  );
  observer.observe({ entryTypes: ['longtask'] });
  await work();
  await settled(fixture);
  observer.disconnect();
  return Math.round(longest);
}

/** How long Angular is busy with that until all is drawn, in milliseconds: its turns, and the layout after them. */
export async function busyTime(fixture: ComponentFixture<unknown>, work: () => void): Promise<number> {
  const zone = TestBed.inject(NgZone);
  let sum = 0;
  let began = 0;
  const turns = [
    zone.onUnstable.subscribe(() => (began = performance.now())),
    zone.onStable.subscribe(() => {
      layOut(fixture);
      sum += performance.now() - began;
    })
  ];
  zone.run(work);
  await settled(fixture);
  turns.forEach(turn => turn.unsubscribe());
  return sum;
}

/** Hides what's shown first: the SDK's tooltips need their host to outlive them, as on a page. */
export function leave(fixture: ComponentFixture<Host>): void {
  fixture.componentInstance.isShown = false;
  fixture.componentInstance.changes.markForCheck();
  fixture.detectChanges();
  TestBed.resetTestingModule();
}

/** Shows that component, and waits until it's drawn. */
export async function shown<Shown extends Host>(
  create: (host: Type<Shown>) => ComponentFixture<Shown>,
  host: Type<Shown>
): Promise<ComponentFixture<Shown>> {
  const fixture = create(host);
  fixture.autoDetectChanges();
  await settled(fixture);
  return fixture;
}

/** Gives a result to the program that runs the benchmark. */
export function tell(result: Readonly<Record<string, string | number>>): void {
  // eslint-disable-next-line no-console -- The runner passes this on.
  console.log(`BENCH ${JSON.stringify(result)}`);
}

/** The value in the middle of an odd number of values. */
export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

/** Without the SDK's CSS, a table has no height and draws all of its rows. */
export function useSdkTheme(): void {
  document.body.classList.add('sme-theme-light');
}

function layOut(fixture: ComponentFixture<unknown>): void {
  (fixture.nativeElement as HTMLElement).getBoundingClientRect();
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
