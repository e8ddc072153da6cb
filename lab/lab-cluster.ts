import { loadScenario, scenarioNames, writeState } from './scenarios/scenario';
import {
  changeServer, findServer, readCluster, readKeys, readLastFive, readRecord, readServer, RecordEntry
} from './servers/server-state';
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

  /** The server that a page means by that name, or null. */
  find(name: string): string | null {
    return findServer(this.stateFolder, name)?.name ?? null;
  }

  servers(): LabServer[] {
    return readCluster(this.stateFolder).nodes.map(({ name, fqdn }) => {
      const { power, latencyMs } = readServer(this.stateFolder, name);
      return { name, fqdn, power, latencyMs, lastFive: readLastFive(this.stateFolder, name) };
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
