/** Limits how many things start at the same time. The one that has waited longest is next. */
export class StartLimit {
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly atOnce: number) {}

  /** Calls `start` when its turn has come, and settles as it does. */
  async run<T>(start: () => Promise<T>): Promise<T> {
    if (this.underWay < this.atOnce) {
      this.underWay++;
    } else {
      await new Promise<void>(resolve => this.waiting.push(resolve));
    }
    try {
      return await start();
    } finally {
      const next = this.waiting.shift();
      if (next) {
        // Pass the turn on directly, so that nothing comes in between.
        next();
      } else {
        this.underWay--;
      }
    }
  }
}
