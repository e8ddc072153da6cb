import {
  Account,
  ActivationModule,
  AzureConnection,
  ConnectionState,
  NodeState,
  ServerState
} from '../servers/server-state';

/** What the lab's control panel shows, as `GET /lab/state` has it. */
export interface LabState {
  scenario: string;
  scenarios: string[];
  clusterName: string;
  domain: string;
  /** Whether the cluster's own names lead to one of its servers. */
  clusterAnswers: boolean;
  connection: ConnectionState;
  servers: LabServer[];
  guests: LabGuests;
  keys: LabKey[];
  accounts: Account[];
  gateway: LabGateway;
}

/** A server of the lab. */
export interface LabServer extends Omit<ServerState, 'device' | 'operatingSystem'> {
  /** What the cluster says of it. */
  clusterState: NodeState;
  /** The name of its operating system. */
  operatingSystem: string;
  /** The last five characters of the host key that it has. */
  lastFive: string | null;
}

/** How many guests are told by name: a state is sent with every change, and there may be thousands. */
export const guestsByName = 60;

/** The virtual machines of the cluster. */
export interface LabGuests {
  /** How many each server has. */
  counts: Record<string, number>;
  /** The first of them, in order, and where each is. */
  first: LabGuest[];
}

/** A virtual machine, and the server that it is on. */
export interface LabGuest {
  name: string;
  server: string;
}

/** An invented key that the simulated activation service knows. */
export interface LabKey {
  key: string;
  kind: string;
  version: number;
  /** Activations left; null where they are not counted. */
  remaining: number | null;
}

/** The gateway, as far as it can be set. */
export interface LabGateway {
  apiVersion: string;
  apiVersions: readonly string[];
  /** Whether it runs, or has been killed. */
  isRunning: boolean;
  /** Whether it has the stream beside REST. */
  stream: boolean;
  sessionExpiryMs: number;
  firstAnswerHoldMs: number;
  takesWaitTime: boolean;
  pollHoldMs: number;
  /** The sessions that pages hold. */
  openSessions: number;
}

/** What can be changed of a server while the lab runs. */
export interface LabServerChange extends Partial<
  Omit<LabServer, 'name' | 'fqdn' | 'operatingSystem' | 'lastFive' | 'activationModule' | 'azure'>
> {
  activationModule?: Partial<ActivationModule>;
  azure?: Partial<AzureConnection>;
}

/** What can be changed of the cluster while the lab runs. */
export interface LabClusterChange {
  answers?: boolean;
}

/**
 * What the lab tells its pages of: the extension is to be loaded anew, or something in its state
 * changed.
 */
export type LabEvent = 'reload' | 'state';
