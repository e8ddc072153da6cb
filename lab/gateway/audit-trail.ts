import { IncomingHttpHeaders } from 'node:http';

/** One request as it came in. */
export interface AuditEntry {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** When it had arrived, in milliseconds as `Date.now()` has them. */
  at: number;
  /** What it was answered with; null while it is on its way. */
  status: number | null;
}

/** Every request that the lab got, so that a test can tell what a page sent and what it did not. */
export class AuditTrail {
  private kept: AuditEntry[] = [];

  /** Keeps a request; the entry that comes back takes the status of its answer. */
  add(request: Omit<AuditEntry, 'at' | 'status'>): AuditEntry {
    const entry: AuditEntry = { ...request, at: Date.now(), status: null };
    this.kept.push(entry);
    return entry;
  }

  /** The requests so far, oldest first. */
  entries(): AuditEntry[] {
    return [...this.kept];
  }

  clear(): void {
    this.kept = [];
  }
}
