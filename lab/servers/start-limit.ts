/** Lets only so many things start at a time, longest-waiting first. */
export class StartLimit {
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly atOnce: number) {}

  /** Starts it when its turn has come, and settles as it does. */
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
        // The turn is handed on: nobody can come between.
        next();
      } else {
        this.underWay--;
      }
    }
  }
}
