import { LabGateway, LabServer, LabServerChange } from '../../lab/control/lab-state';
import { usualGateway } from '../../lab/gateway/gateway';
import { Lab } from '../../lab/lab';
import { Fault, Mend } from './faults';
import { Draws } from './plan';

/** A fault that isn't taken back yet. */
interface ActiveFault {
  readonly name: string;
  readonly server: string;
  /** The number of the last step that it's there for. */
  readonly until: number;
  readonly mend: Mend;
}

/** What a server has that can be changed and taken back. */
type Changeable = Omit<LabServer, 'name' | 'fqdn' | 'operatingSystem' | 'lastFive'>;

/** The servers and their gateway, with everything that goes wrong there. */
export class World {
  private active: ActiveFault[] = [];
  private readonly usual: LabServer;

  constructor(private readonly lab: Lab) {
    [this.usual] = lab.state().servers;
  }

  /** What's wrong now. */
  get faults(): string[] {
    return this.active.map(({ name, server }) => `${name} (${server})`);
  }

  /** Brings a fault about. */
  async begin(fault: Fault, server: string, draws: Draws, number: number): Promise<void> {
    const restore = (name: string, change: LabServerChange): Promise<void> => this.restore(name, change);
    const mend = await fault.begin({ lab: this.lab, server, draws, restore });
    if (mend) {
      this.active.push({ name: fault.name, server, until: number + draws.lasts, mend });
    }
  }

  /** Takes back the faults that are over after this step. */
  async mendUpTo(number: number): Promise<void> {
    const over = this.active.filter(({ until }) => until <= number);
    this.active = this.active.filter(one => !over.includes(one));
    for (const { mend } of over) {
      await mend();
    }
  }

  /** Takes everything back. Afterward, each server is reachable and as usual. */
  async mendAll(): Promise<void> {
    await this.mendUpTo(Infinity);
    for (const { name } of this.lab.state().servers) {
      await this.restore(name, changeableOf(this.usual));
    }
    const astray = this.astray();
    if (astray.length > 0) {
      throw new Error(`The catalogue of faults doesn't take everything back: ${astray.join(', ')}.`);
    }
  }

  /** What is still wrong. */
  private astray(): string[] {
    const { servers, clusterAnswers, gateway } = this.lab.state();
    const usual = changeableOf(this.usual);
    return [
      ...servers.flatMap(server => differences(changeableOf(server), usual).map(field => `${server.name}'s ${field}`)),
      ...(clusterAnswers ? [] : ["the cluster's names"]),
      ...differences<Partial<typeof gateway>>(usualOf(gateway), gateway).map(field => `the gateway's ${field}`)
    ];
  }

  private async restore(name: string, change: LabServerChange): Promise<void> {
    if (!this.lab.state().servers.some(server => server.name === name)) {
      return;
    }
    const usual = Object.entries(changeableOf(this.usual)).filter(([field]) => field in change);
    await this.lab.changeServer(name, Object.fromEntries(usual));
  }
}

function changeableOf({ name: _, fqdn: __, operatingSystem: ___, lastFive: ____, ...rest }: LabServer): Changeable {
  // Events are read only.
  return { ...rest, activationEvents: [] };
}

/** The usual values of those settings that the lab shows. */
function usualOf(gateway: LabGateway): Partial<LabGateway> {
  return Object.fromEntries(Object.entries(usualGateway).filter(([name]) => name in gateway));
}

/** The fields that differ. */
function differences<T extends object>(one: T, other: T): string[] {
  return Object.entries(one)
    .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(other[field as keyof T]))
    .map(([field]) => field);
}
