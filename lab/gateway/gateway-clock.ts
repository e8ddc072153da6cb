/** The gateway's own time, which a test can move forward without waiting. */
export class GatewayClock {
  private ahead = 0;
  private listeners: (() => void)[] = [];

  now(): number {
    return Date.now() + this.ahead;
  }

  /** Moves this clock forward, and calls the listeners at once. */
  advance(milliseconds: number): void {
    this.ahead += milliseconds;
    this.listeners.forEach(listener => listener());
  }

  /** Calls back whenever the clock was moved. */
  onAdvance(listener: () => void): void {
    this.listeners.push(listener);
  }
}
