import { LabClusterChange, LabEvent, LabGateway, LabServerChange, LabState } from '../../control/lab-state';

/** The settings of the gateway that the panel changes. */
export type GatewayChange = Partial<
  Pick<LabGateway, 'apiVersion' | 'isRunning' | 'failure' | 'stream' | 'sessionExpiryMs'>
>;

/** The panel's access to the lab's control. */
export class LabClient {
  state(): Promise<LabState> {
    return this.ask('GET', '/lab/state');
  }

  setScenario(name: string): Promise<LabState> {
    return this.ask('PUT', '/lab/scenario', { name });
  }

  changeServer(name: string, change: LabServerChange): Promise<LabState> {
    return this.ask('PATCH', `/lab/servers/${encodeURIComponent(name)}`, change);
  }

  addServer(name: string): Promise<LabState> {
    return this.ask('POST', '/lab/servers', { name });
  }

  removeServer(name: string): Promise<LabState> {
    return this.ask('DELETE', `/lab/servers/${encodeURIComponent(name)}`);
  }

  restartServer(name: string): Promise<LabState> {
    return this.ask('POST', `/lab/servers/${encodeURIComponent(name)}/restart`);
  }

  reinstallServer(name: string): Promise<LabState> {
    return this.ask('POST', `/lab/servers/${encodeURIComponent(name)}/reinstall`);
  }

  migrateGuest(name: string, to: string): Promise<LabState> {
    return this.ask('POST', '/lab/guests/migrate', { name, to });
  }

  changeGateway(change: GatewayChange): Promise<LabState> {
    return this.ask('PATCH', '/lab/gateway', change);
  }

  cutStreams(): Promise<LabState> {
    return this.ask('POST', '/lab/streams/cut');
  }

  changeCluster(change: LabClusterChange): Promise<LabState> {
    return this.ask('PATCH', '/lab/cluster', change);
  }

  changePassword(userName: string, password: string): Promise<LabState> {
    return this.ask('PATCH', '/lab/accounts', { userName, password });
  }

  advanceClock(advanceMs: number): Promise<LabState> {
    return this.ask('POST', '/lab/clock', { advanceMs });
  }

  /** Calls back on every event of the lab. */
  listen(listener: (event: LabEvent) => void): void {
    const events = new EventSource('/lab/events');
    const names: LabEvent[] = ['reload', 'state'];
    names.forEach(name => events.addEventListener(name, () => listener(name)));
  }

  private async ask(method: string, url: string, content?: object): Promise<LabState> {
    const response = await fetch(url, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: content && JSON.stringify(content)
    });
    const answer = (await response.json()) as LabState & { error?: { message: string } };
    if (!response.ok) {
      throw new Error(answer.error?.message ?? `The lab answered with ${response.status}.`);
    }
    return answer;
  }
}
