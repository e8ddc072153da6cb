import { guestsByName, LabGuests } from './control/lab-state';
import { BadRequest } from './control/bad-request';
import { moveGuest, PlacedGuest, readAllGuests } from './servers/guest-state';
import { readCluster, readServer } from './servers/server-state';

/** The guests of the lab's cluster. */
export class ClusterGuests {
  private known: LabGuests | null = null;

  constructor(private stateFolder: string) {}

  /** The guests as the lab's state has them. They are cached, because there may be thousands. */
  get listed(): LabGuests {
    this.known ??= this.read();
    return this.known;
  }

  /** Clears the cache after the files of the guests have changed. */
  forget(): void {
    this.known = null;
  }

  /** Moves a guest to a server, as live migration does. Throws BadRequest if it can't move there. */
  migrate(name: string, to: string): void {
    const placed = readAllGuests(this.stateFolder).find(({ guest }) => guest.name === name);
    if (!placed) {
      throw new BadRequest(`There is no guest "${name}" in this scenario.`);
    }
    this.checkTarget(placed, to);
    moveGuest(this.stateFolder, placed, to);
    this.forget();
  }

  private checkTarget({ guest, server }: PlacedGuest, to: string): void {
    const { name, clustered, possibleOwners } = guest;
    if (server === to) {
      throw new BadRequest(`"${name}" is on ${to} already.`);
    }
    if (readServer(this.stateFolder, to).power === 'off') {
      throw new BadRequest(`${to} is switched off, so "${name}" can't go there.`);
    }
    if (clustered && possibleOwners && !possibleOwners.includes(to)) {
      throw new BadRequest(`${to} is no possible owner of "${name}"; these are: ${possibleOwners.join(', ')}.`);
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
