import { AuditEntry } from '../gateway/audit-trail';
import { GatewaySettings } from '../gateway/gateway';
import { ServerCertificates } from '../servers/certificate-store';
import { RecordEntry } from '../servers/server-state';
import { LabClusterChange, LabServerChange, LabState } from './lab-state';

/** What both the control panel and the tests can do with a lab. Methods throw BadRequest if that is not possible. */
export interface ControlledLab {
  /** The state that the control panel shows. */
  state(): LabState;
  /** Replaces the cluster with the one of another scenario, and reloads the extension. */
  setScenario(name: string): Promise<void>;
  /**
   * Changes a server. A change of its modules or its application control affects only sessions that are opened later;
   * sessions that a page has open stay as they are.
   */
  changeServer(name: string, change: LabServerChange): Promise<void>;
  /** Adds a server without a key. It is set up like the named server, or like the first one. */
  addServer(name: string, like?: string): void;
  /** Removes a server from the cluster. Its processes are ended, and its name no longer leads to a server. */
  removeServer(name: string): Promise<void>;
  /** Renames a server, which restarts it. It keeps its key. */
  renameServer(name: string, newName: string): Promise<void>;
  /** Restarts a server: everything that runs on it ends, and it answers again at once. */
  restartServer(name: string): Promise<void>;
  /** Reinstalls a server. It loses its key, but the key stays tied to the machine. */
  reinstallServer(name: string): Promise<void>;
  /** Moves a guest to another server, as live migration does. */
  migrateGuest(guestName: string, toServer: string): void;
  /** Changes settings of the gateway. Another API version, or a change of the stream, reloads the extension. */
  configureGateway(change: Partial<GatewaySettings>): void;
  /** Changes the cluster. */
  changeCluster(change: LabClusterChange): void;
  /** Changes the password of an account, so that its old credentials are refused. */
  changePassword(userName: string, password: string): void;
  /** All requests to the gateway and for pages since the start or since the audit trail was cleared. */
  audit(): AuditEntry[];
  /** Clears the audit trail. */
  clearAudit(): void;
  /** The calls of simulated cmdlets that the servers recorded. */
  record(): RecordEntry[];
  /** The certificates in a server's store, and those that were ever made there. */
  certificates(server: string): ServerCertificates;
  /** Moves the gateway's clock forward. */
  advanceClock(milliseconds: number): void;
  /** Closes the stream of every page. Pages can open another one. */
  cutStreams(): void;
  /** Reloads the extension in all open pages. */
  reloadExtension(): void;
}
