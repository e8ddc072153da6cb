import { Observable } from 'rxjs';

/** Lets only so many be under way at a time; the others wait for their turn, the first to come first. */
export class ConcurrencyLimit {
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly atATime: number) {}

  /** Listens to that once its turn has come. Whoever leaves before gives the turn up. */
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

  /** The next one begins a moment later: where many leave together, those that wait must be gone by then. */
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
