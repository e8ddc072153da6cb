import { loadScenario, scenarioNames, writeState } from './scenarios/scenario';
import {
  Access, Account, changeCluster, changeServer, ConnectionState, findServer, readCluster, readKeys,
  readLastFive, readRecord, readServer, RecordEntry
} from './servers/server-state';
import { Credentials } from './gateway/gateway-access';
import { LabKey, LabServer, LabServerChange } from './control/lab-state';

/** The cluster that a lab plays, in the files of its state folder. */
export class LabCluster {
  constructor(readonly stateFolder: string) {}

  /** The names of all clusters that the lab can play. */
  scenarioNames(): string[] {
    return scenarioNames();
  }

  /**
   * Puts that scenario's cluster in place of the present one. Throws where there is none of that
   * name.
   */
  play(scenario: string): void {
    writeState(loadScenario(scenario), this.stateFolder);
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

  /** Gives an account another password; false where there is no such account. */
  changePassword(userName: string, password: string): boolean {
    const { accounts } = this;
    const changed = accounts.map(account =>
      isNamed(account, userName) ? { ...account, password } : account);
    changeCluster(this.stateFolder, { accounts: changed });
    return accounts.some(account => isNamed(account, userName));
  }

  /** Whether that server is switched on. */
  isReachable(server: string): boolean {
    return readServer(this.stateFolder, server).power === 'on';
  }

  /** What whoever has these credentials may do on that server. */
  accessTo(server: string, credentials: Credentials | null): Access {
    if (!credentials) {
      return readServer(this.stateFolder, server).access;
    }
    const { userName, password } = credentials;
    const account = this.accounts.find(known => isNamed(known, userName));
    return account?.password === password ? account.access : 'none';
  }

  /** The server that a page means by that name, or null. */
  find(name: string): string | null {
    return findServer(this.stateFolder, name)?.name ?? null;
  }

  servers(): LabServer[] {
    return readCluster(this.stateFolder).nodes.map(({ name, fqdn }) => {
      const { power, latencyMs, access } = readServer(this.stateFolder, name);
      return { name, fqdn, power, latencyMs, access, lastFive: readLastFive(this.stateFolder, name) };
    });
  }

  keys(): LabKey[] {
    return readKeys(this.stateFolder).map(({ key, kind, version, remaining }) => ({
      key, kind, version, remaining
    }));
  }

  /** Changes a server's file; killing what runs on it is the session host's. */
  change(server: string, change: LabServerChange): void {
    // What is not named stays: a name with the value undefined would not.
    const named = Object.entries(change).filter(([, value]) => value !== undefined);
    changeServer(this.stateFolder, server, Object.fromEntries(named));
  }

  record(): RecordEntry[] {
    return readRecord(this.stateFolder);
  }
}

function isNamed(account: Account, userName: string): boolean {
  return account.userName.toLowerCase() === userName.toLowerCase();
}
