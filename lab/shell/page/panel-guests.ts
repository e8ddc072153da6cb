import { LabGuest, LabGuests } from '../../control/lab-state';
import { button, element, heading, labelled, selectField } from './panel-fields';
import { PanelControl } from './panel-part';

/** What the part for guests shows. */
export interface GuestsShown {
  guests: LabGuests;
  servers: string[];
}

/** Creates the fields to move a guest. Returns nothing if there are no guests. */
export function guestFields({ guests, servers }: GuestsShown, { lab, tell }: PanelControl): HTMLElement[] {
  const { first, counts } = guests;
  if (first.length === 0) {
    return [];
  }
  const names = first.map(({ name }) => name);
  const guest = selectField('guest', names, chosenBefore('guest') ?? names[0], placesOf(first));
  const server = selectField('guest-server', servers, chosenBefore('guest-server') ?? servers[0]);
  const move = button('Move');
  move.id = 'move-guest';
  move.className = 'below';
  move.addEventListener('click', () =>
    tell(lab.migrateGuest(guest.value, server.value), `${guest.value} is now on ${server.value}.`)
  );
  return [
    heading('Guests'),
    element('p', 'below', countLine(counts, first.length)),
    ...labelled('Guest', guest),
    ...labelled('To server', server),
    move
  ];
}

/** The choice in a field that is about to be redrawn, in order to keep it. */
function chosenBefore(id: string): string | undefined {
  const field = document.getElementById(id);
  return field instanceof HTMLSelectElement ? field.value : undefined;
}

function placesOf(guests: LabGuest[]): Record<string, string> {
  return Object.fromEntries(guests.map(({ name, server }) => [name, `${name} (${server})`]));
}

function countLine(counts: LabGuests['counts'], named: number): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const all = total === 1 ? '1 guest.' : `${total} guests.`;
  return total > named ? `${all} The first ${named} can be moved here.` : all;
}
