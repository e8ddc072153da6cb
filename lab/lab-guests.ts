import { guestsByName, LabGuests } from './control/lab-state';
import { BadWish } from './control/wish';
import { moveGuest, PlacedGuest, readAllGuests } from './servers/guest-state';
import { readCluster, readServer } from './servers/server-state';

/** The virtual machines of the cluster that a lab plays. */
export class ClusterGuests {
  private known: LabGuests | null = null;

  constructor(private stateFolder: string) {}

  /** What is told of them: read once, since a state is told often and they may be thousands. */
  get told(): LabGuests {
    this.known ??= this.read();
    return this.known;
  }

  /** Has them read anew, after their files were changed. */
  forget(): void {
    this.known = null;
  }

  /** Moves a guest to a server, as live migration does. Throws BadWish where it can't go there. */
  migrate(name: string, to: string): void {
    const placed = readAllGuests(this.stateFolder).find(({ guest }) => guest.name === name);
    if (!placed) {
      throw new BadWish(`There is no guest "${name}" in this scenario.`);
    }
    this.checkTarget(placed, to);
    moveGuest(this.stateFolder, placed, to);
    this.forget();
  }

  private checkTarget({ guest, server }: PlacedGuest, to: string): void {
    const { name, clustered, possibleOwners } = guest;
    if (server === to) {
      throw new BadWish(`"${name}" is on ${to} already.`);
    }
    if (readServer(this.stateFolder, to).power === 'off') {
      throw new BadWish(`${to} is switched off, so "${name}" can't go there.`);
    }
    if (clustered && possibleOwners && !possibleOwners.includes(to)) {
      throw new BadWish(`${to} is no possible owner of "${name}"; these are: ${possibleOwners.join(', ')}.`);
    }
  }

  private read(): LabGuests {
    const all = readAllGuests(this.stateFolder);
    const counts = Object.fromEntries(readCluster(this.stateFolder).nodes.map(({ name }) => [name, 0]));
    all.forEach(({ server }) => counts[server]++);
    const first = all.slice(0, guestsByName).map(({ guest, server }) => ({ name: guest.name, server }));
    return { counts, first };
  }
}
