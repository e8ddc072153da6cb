import { DeniedCall } from './cluster-credentials';
import { Observable } from 'rxjs';
import { Attempt } from '../domain/servers/attempt';
import { Outcome } from '../domain/answers/failure';
import { ProductKey } from '../domain/keys/product-key';
import { Report } from '../domain/answers/report';
import { KeyProtection } from '../domain/servers/status';
import { Server } from '../domain/servers/server';
import { VirtualMachinesReport } from '../domain/guests/virtual-machine';

/** State of a server's session. A key can be applied in any state, but only `ready` saves the wait for a session. */
export type SessionState = 'preparing' | 'ready' | 'failed';

/**
 * The only way from the page to the cluster. Every result is an answer or a named failure, never a raw error. Every
 * observable completes within its time limit, except `prepare`, which lasts until it's unsubscribed.
 */
export abstract class ClusterConnection {
  /** The cluster's name in Windows Admin Center. */
  abstract readonly clusterName: string;

  /** The cluster's servers, read from the cluster. */
  abstract servers(): Observable<Outcome<readonly Server[]>>;

  /**
   * The servers that Windows Admin Center's connection remembers, for when the cluster doesn't answer. They can be out
   * of date.
   */
  abstract cachedServers(): readonly Server[];

  /** Allows one more credential prompt the next time access is denied: to an action, or to reading, too. */
  abstract allowCredentialPrompt(call: DeniedCall): void;

  /** Takes that permission back, if it wasn't used. */
  abstract endCredentialPrompt(call: DeniedCall): void;

  /** Call when the page is shown or left: while it isn't shown, nothing prompts. */
  abstract pageShown(isShown: boolean): void;

  /** The server's activation report. What it's for says whether it may prompt for credentials; by default, reading. */
  abstract report(server: Server, call?: DeniedCall): Observable<Outcome<Report>>;

  /** The server's report of its virtual machines. */
  abstract virtualMachines(server: Server): Observable<Outcome<VirtualMachinesReport>>;

  /** Opens a session with its own encryption key on the server, and keeps both alive. Never errors. */
  abstract prepare(server: Server): Observable<SessionState>;

  /**
   * Encrypts the key for the server in that way, applies it once, and reports the result: `applying` when the key is
   * sent, or a certificate is made for it, and then the server's answer. Unsubscribing before `applying` sends nothing.
   * If it isn't known whether the key arrived, the answer says so and nothing is sent again.
   */
  abstract apply(server: Server, key: ProductKey, protection: KeyProtection): Observable<Attempt>;
}
