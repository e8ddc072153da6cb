import { GatewayFailure } from '../gateway/gateway-failure';
import {
  Account,
  ActivationModule,
  AzureConnection,
  ConnectionState,
  NodeState,
  ServerState
} from '../servers/server-state';

/** The state of the lab that the control panel shows: the answer to `GET /lab/state`. */
export interface LabState {
  scenario: string;
  scenarios: string[];
  clusterName: string;
  domain: string;
  /** Whether the cluster's names lead to one of its servers. */
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
  /** The state that the cluster reports for the server. */
  clusterState: NodeState;
  /** The name of its operating system. */
  operatingSystem: string;
  /** The last five characters of its host key. */
  lastFive: string | null;
}

/** How many guests the state lists by name. There may be thousands, and every change sends the state. */
export const guestsByName = 60;

/** The guests of the cluster: its virtual machines. */
export interface LabGuests {
  /** The number of guests of each server. */
  counts: Record<string, number>;
  /** The first guests, in order, with their servers. */
  first: LabGuest[];
}

/** A guest, and the server that it is on. */
export interface LabGuest {
  name: string;
  server: string;
}

/** An invented key that the simulated activation service knows. */
export interface LabKey {
  key: string;
  kind: string;
  version: number;
  /** The number of activations left. Null if the key has no limit. */
  remaining: number | null;
}

/** The settings of the gateway. */
export interface LabGateway {
  apiVersion: string;
  apiVersions: readonly string[];
  /** Whether the gateway is running. False means that it was killed. */
  isRunning: boolean;
  /** What it answers to every call instead of an answer, or null. */
  failure: GatewayFailure | null;
  /** Whether it offers the stream in addition to REST. */
  stream: boolean;
  sessionExpiryMs: number;
  firstAnswerHoldMs: number;
  takesWaitTime: boolean;
  pollHoldMs: number;
  /** The number of sessions that pages use. */
  openSessions: number;
}

/** A change of a server while the lab runs. */
export interface LabServerChange extends Partial<
  Omit<LabServer, 'name' | 'fqdn' | 'operatingSystem' | 'lastFive' | 'activationModule' | 'azure'>
> {
  activationModule?: Partial<ActivationModule>;
  azure?: Partial<AzureConnection>;
}

/** A change of the cluster while the lab runs. */
export interface LabClusterChange {
  answers?: boolean;
}

/** An event that the lab sends to its pages: reload the extension, or read the state again because it changed. */
export type LabEvent = 'reload' | 'state';
