import { LabServer, LabServerChange } from '../../lab/control/lab-state';
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
    const astray = this.lab
      .state()
      .servers.flatMap(server => differences(changeableOf(server), changeableOf(this.usual)));
    if (astray.length > 0) {
      throw new Error(`The catalogue of faults doesn't take everything back: ${astray.join(', ')}.`);
    }
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

/** The fields that differ. */
function differences(one: Changeable, other: Changeable): string[] {
  return Object.entries(one)
    .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(other[field as keyof Changeable]))
    .map(([field]) => field);
}
