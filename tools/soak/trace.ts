import { BrowserContext } from '@playwright/test';

/** What a browser did since page and servers last agreed, for Playwright's viewer of traces. */
export class Trace {
  private constructor(private readonly context: BrowserContext) {}

  /** Starts to trace a browser. */
  static async start(context: BrowserContext): Promise<Trace> {
    // Without snapshots: a page takes seconds for each once its table and its log have grown.
    await context.tracing.start({ snapshots: false });
    await context.tracing.startChunk();
    return new Trace(context);
  }

  /** Drops what there is, and starts anew. A trace of the whole soak would be too long. */
  async next(): Promise<void> {
    await this.context.tracing.stopChunk();
    await this.context.tracing.startChunk();
  }

  /** Keeps what there is. */
  async keep(file: string): Promise<void> {
    // A trace that can't be written must not hide why the soak failed.
    await this.context.tracing.stopChunk({ path: file }).catch(() => undefined);
  }
}
