import { loadScenario, scenarioNames, writeState } from './scenarios/scenario';
import { readCertificates, ServerCertificates } from './servers/certificate-store';
import { addServer, changeNodeState, removeKey, removeServer, renameServer } from './servers/cluster-membership';
import {
  Access,
  Account,
  BadOutput,
  changeCluster,
  changeServer,
  ConnectionState,
  findServer,
  readCluster,
  readKeys,
  readLastFive,
  readRecord,
  readServer,
  RecordEntry
} from './servers/server-state';
import { Credentials } from './gateway/gateway-access';
import { LabKey, LabServer, LabServerChange } from './control/lab-state';
import { ClusterGuests } from './lab-guests';

/** The cluster that a lab plays, stored in its state folder. */
export class LabCluster {
  readonly guests: ClusterGuests;

  constructor(readonly stateFolder: string) {
    this.guests = new ClusterGuests(stateFolder);
  }

  /** The names of all clusters that the lab can play. */
  scenarioNames(): string[] {
    return scenarioNames();
  }

  /** Replaces the current cluster with a scenario's. Throws if there is no such scenario. */
  play(scenario: string): void {
    writeState(loadScenario(scenario), this.stateFolder);
    this.guests.forget();
  }

  get scenario(): string {
    return readCluster(this.stateFolder).scenario;
  }

  get clusterName(): string {
    return readCluster(this.stateFolder).clusterName;
  }

  get domain(): string {
    return readCluster(this.stateFolder).domain;
  }

  /** Whether the cluster's own names lead to one of its servers. */
  get answers(): boolean {
    return readCluster(this.stateFolder).answers;
  }

  set answers(answers: boolean) {
    changeCluster(this.stateFolder, { answers });
  }

  get connection(): ConnectionState {
    return readCluster(this.stateFolder).connection;
  }

  get accounts(): Account[] {
    return readCluster(this.stateFolder).accounts;
  }

  /** Changes an account's password. Returns false if there is no such account. */
  changePassword(userName: string, password: string): boolean {
    const { accounts } = this;
    const changed = accounts.map(account => (isNamed(account, userName) ? { ...account, password } : account));
    changeCluster(this.stateFolder, { accounts: changed });
    return accounts.some(account => isNamed(account, userName));
  }

  /** Whether the server is switched on. */
  isOn(server: string): boolean {
    return readServer(this.stateFolder, server).power === 'on';
  }

  /** Whether the gateway reaches the server: it's on, and nothing is in between. */
  isReachable(server: string): boolean {
    return this.isOn(server) && readServer(this.stateFolder, server).unreachableText === null;
  }

  /** Why the gateway doesn't reach the server. */
  whyUnreachable(server: string): string {
    return readServer(this.stateFolder, server).unreachableText ?? 'the server does not answer.';
  }

  /** What arrives in place of its scripts' output, or null. */
  badOutputOf(server: string): BadOutput | null {
    return readServer(this.stateFolder, server).badOutput;
  }

  /** What a caller with these credentials may do on the server. */
  accessTo(server: string, credentials: Credentials | null): Access {
    if (!credentials) {
      return readServer(this.stateFolder, server).access;
    }
    const { userName, password } = credentials;
    const account = this.accounts.find(known => isNamed(known, userName));
    return account?.password === password ? account.access : 'none';
  }

  /** The server that a page means by this name, or null. */
  find(name: string): string | null {
    return findServer(this.stateFolder, name)?.name ?? null;
  }

  /** Whether a server or the cluster has that short name. */
  hasName(name: string): boolean {
    const { clusterName, nodes } = readCluster(this.stateFolder);
    return [clusterName, ...nodes.map(node => node.name)].includes(name);
  }

  servers(): LabServer[] {
    return readCluster(this.stateFolder).nodes.map(({ name, state }) => {
      const { device: _, operatingSystem, ...server } = readServer(this.stateFolder, name);
      return {
        ...server,
        clusterState: state,
        operatingSystem: operatingSystem.caption,
        lastFive: readLastFive(this.stateFolder, name)
      };
    });
  }

  keys(): LabKey[] {
    return readKeys(this.stateFolder).map(({ key, kind, version, remaining }) => ({
      key,
      kind,
      version,
      remaining
    }));
  }

  /** The keys that a server was ever activated with. They stay tied to it. */
  keysOf(server: string): string[] {
    const { device } = readServer(this.stateFolder, server);
    return readKeys(this.stateFolder)
      .filter(({ devices }) => devices.includes(device))
      .map(({ key }) => key);
  }

  /** Changes a server's file. The session host ends what runs on it. */
  change(server: string, { clusterState, activationModule, azure, ...change }: LabServerChange): void {
    const present = readServer(this.stateFolder, server);
    changeServer(this.stateFolder, server, {
      ...named(change),
      activationModule: { ...present.activationModule, ...named(activationModule ?? {}) },
      azure: { ...present.azure, ...named(azure ?? {}) }
    });
    if (clusterState) {
      changeNodeState(this.stateFolder, server, clusterState);
    }
  }

  /** Adds a server that is set up like another, without a key and without guests. */
  add(name: string, like: string): void {
    addServer(this.stateFolder, name, like);
    this.guests.forget();
  }

  /** Removes a server from the cluster. Nothing may run on it, here and below. */
  remove(server: string): void {
    removeServer(this.stateFolder, server);
    this.guests.forget();
  }

  /** Renames a server. It keeps its key and its guests. */
  rename(server: string, newName: string): void {
    renameServer(this.stateFolder, server, newName);
    this.guests.forget();
  }

  /** Removes a server's key, as reinstalling its system does. */
  removeKey(server: string): void {
    removeKey(this.stateFolder, server);
  }

  certificates(server: string): ServerCertificates {
    return readCertificates(this.stateFolder, server);
  }

  record(): RecordEntry[] {
    return readRecord(this.stateFolder);
  }
}

/** Leaves out undefined values, so that they don't replace the current ones. */
function named<T extends object>(change: T): Partial<T> {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}

function isNamed(account: Account, userName: string): boolean {
  return account.userName.toLowerCase() === userName.toLowerCase();
}
