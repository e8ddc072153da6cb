import { Observable } from 'rxjs';

/** Limits how many observables run at a time. The others wait, first in, first out. */
export class ConcurrencyLimit {
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly atATime: number) {}

  /** Subscribes to the source when there's room. Unsubscribing earlier removes it from the queue. */
  take<T>(source: Observable<T>): Observable<T> {
    return new Observable<T>(listener => {
      const begin = (): void => {
        this.underWay += 1;
        listener.add(() => this.end());
        listener.add(source.subscribe(listener));
      };
      if (this.underWay < this.atATime) {
        begin();
      } else {
        this.waiting.push(begin);
        listener.add(() => this.forget(begin));
      }
    });
  }

  /** Starts the next one in a microtask: if many unsubscribe together, the waiting ones must be removed first. */
  private end(): void {
    this.underWay -= 1;
    queueMicrotask(() => {
      if (this.underWay < this.atATime) {
        this.waiting.shift()?.();
      }
    });
  }

  private forget(begin: () => void): void {
    const at = this.waiting.indexOf(begin);
    if (at >= 0) {
      this.waiting.splice(at, 1);
    }
  }
}
