import { serverFault, withFault } from '../../lab/control/server-faults';
import { Hold } from '../../lab/gateway/run-holds';
import { Lab } from '../../lab/lab';

/**
 * What goes wrong on a server: a fault of the panel, or what happens to it while a script runs there. `alone`: the
 * server's license data can't be read either, so nothing but the fault says what there is.
 */
export type Mishap = { readonly fault: string; readonly alone?: true } | { readonly during: 'off' | 'restart' };

/** Servers, by the row of the fault matrix that goes wrong on them. */
export type FaultyServers = ReadonlyMap<string, { readonly server: string; readonly mishap: Mishap }>;

/** The name that the lab's scenarios give their servers, counted from 1. */
export function nodeName(number: number): string {
  return `node${String(number).padStart(2, '0')}`;
}

/** The server on which nothing goes wrong. */
export const healthyServer = nodeName(1);

/** One server for each of these, after the healthy one. */
export function faultyServers(mishaps: Readonly<Record<string, Mishap>>): FaultyServers {
  return new Map(
    Object.entries(mishaps).map(([id, mishap], index) => [id, { server: nodeName(index + 2), mishap }] as const)
  );
}

/** Plays a scenario with only as many of its servers as are needed. */
export async function playFor(lab: Lab, scenario: string, faulty: FaultyServers): Promise<void> {
  await lab.setScenario(scenario);
  for (const { name } of lab.state().servers.slice(faulty.size + 1)) {
    await lab.removeServer(name);
  }
}

/** Gives servers their faults. */
export async function breakServers(lab: Lab, faulty: FaultyServers): Promise<void> {
  for (const { server, mishap } of faulty.values()) {
    if ('fault' in mishap) {
      const licensingErrorText = mishap.alone ? 'Invalid class' : null;
      await lab.changeServer(server, { ...withFault(serverFault(mishap.fault)), licensingErrorText });
    }
  }
}

/** Takes back all faults. */
export async function mendServers(lab: Lab): Promise<void> {
  for (const { name } of lab.state().servers) {
    await lab.changeServer(name, withFault(null));
  }
}

/** Servers that are switched off or restarted when this script has ended there, and before anyone knows. */
export class Interruptions {
  private readonly held: readonly { server: string; during: 'off' | 'restart'; hold: Hold }[];

  constructor(
    private readonly lab: Lab,
    script: string,
    faulty: FaultyServers
  ) {
    this.held = [...faulty.values()].flatMap(({ server, mishap }) =>
      'during' in mishap ? [{ server, during: mishap.during, hold: lab.holdRun(server, script, 'end') }] : []
    );
  }

  /** Waits until the script has ended on these servers, and interrupts it. */
  async happen(): Promise<void> {
    for (const { server, during, hold } of this.held) {
      await hold.reached;
      if (during === 'off') {
        await this.lab.changeServer(server, { power: 'off' });
      } else {
        await this.lab.restartServer(server);
      }
      hold.letGo();
    }
  }
}
