/** What the lab's control panel shows, as `GET /lab/state` has it. */
export interface LabState {
  scenario: string;
  scenarios: string[];
  clusterName: string;
  domain: string;
  servers: LabServer[];
  keys: LabKey[];
  gateway: LabGateway;
}

/** A server of the lab. */
export interface LabServer {
  name: string;
  fqdn: string;
  power: 'on' | 'off';
  latencyMs: number;
  /** The last five characters of the host key that it has. */
  lastFive: string | null;
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
  sessionExpiryMs: number;
  firstAnswerHoldMs: number;
  pollHoldMs: number;
  openSessions: number;
}

/** What can be changed of a server while the lab runs. */
export interface LabServerChange {
  power?: 'on' | 'off';
  latencyMs?: number;
}

/**
 * What the lab tells its pages of: the extension is to be loaded anew, or something in its state
 * changed.
 */
export type LabEvent = 'reload' | 'state';
