import { Observable } from 'rxjs';
import { Attempt } from '../domain/servers/attempt';
import { Outcome } from '../domain/answers/failure';
import { ProductKey } from '../domain/keys/product-key';
import { Report } from '../domain/answers/report';
import { Server } from '../domain/servers/server';
import { VirtualMachinesReport } from '../domain/guests/virtual-machine';

/** How far a server's session is: keys can be applied either way, but a ready one need not be waited for. */
export type SessionState = 'preparing' | 'ready' | 'failed';

/**
 * The one way from the page to the cluster. Every result is an answer or a failure of a named kind, never a raw error;
 * every observable ends by itself within its time limit, except `prepare`, which lasts as long as it is listened to.
 */
export abstract class ClusterConnection {
  /** The name under which Windows Admin Center knows the cluster. */
  abstract readonly clusterName: string;

  /** The cluster's servers, asked of the cluster itself. */
  abstract servers(): Observable<Outcome<readonly Server[]>>;

  /**
   * The servers that Windows Admin Center's own connection knows, for when the cluster itself does not answer: possibly
   * out of date.
   */
  abstract cachedServers(): readonly Server[];

  /** Lets the admin be asked for credentials once more, where access is denied the next time. */
  abstract allowCredentialPrompt(): void;

  /** What that server says of its activation. */
  abstract report(server: Server): Observable<Outcome<Report>>;

  /** What that server says of the virtual machines that are on it. */
  abstract virtualMachines(server: Server): Observable<Outcome<VirtualMachinesReport>>;

  /** Opens a session on that server with an encryption key of its own, and keeps both alive. Never errors. */
  abstract prepare(server: Server): Observable<SessionState>;

  /**
   * Encrypts the key for that server, applies it there once, and says what came of it: first `applying`, in the moment
   * in which the key is sent, at last what the server answered. Whoever stops listening before that moment has sent
   * nothing. Where it is not known whether the key arrived, the answer says so and nothing is sent again.
   */
  abstract apply(server: Server, key: ProductKey): Observable<Attempt>;
}
