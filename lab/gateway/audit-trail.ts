import { IncomingHttpHeaders } from 'node:http';

/** One request as it came in. */
export interface AuditEntry {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** When it arrived, in milliseconds, as `Date.now()` returns them. */
  at: number;
  /** The status of the answer. Null until the gateway answers. */
  status: number | null;
}

/** Records every request that the lab received, so that a test can tell what a page sent and what it didn't. */
export class AuditTrail {
  private kept: AuditEntry[] = [];

  /** Adds a request. Set the answer's status on the returned entry. */
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
