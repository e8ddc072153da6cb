import { coverageCounts } from '../domain/guests/guest-coverage';
import { Server, serverId } from '../domain/servers/server';
import { numberInWords } from '../platform/locale';
import { AppStrings, fillIn, pluralOf } from '../platform/strings';
import { explained } from '../text/explanation';
import { inOrder } from '../text/joined';
import { GuestSearch, VirtualMachineRow } from './virtual-machine-row';
import { VirtualMachinesView } from './virtual-machines-view';

/** What couldn't be read about a server's virtual machines. */
export interface MachinesFailure {
  readonly server: Server;
  readonly words: string;
}

/** How many machines can be activated, or how far reading them is. Empty if nothing could be read. */
export function summaryOf(view: VirtualMachinesView, rows: readonly VirtualMachineRow[], strings: AppStrings): string {
  const words = strings.Guests;
  if (rows.length === 0 && view.guests.pending.size === 0) {
    return isAllRead(view) ? words.none : '';
  }
  const progress = progressOf(view, strings);
  if (progress !== null) {
    return progress;
  }
  const { can, canHere } = coverageCounts(rows);
  const sum = isAllRead(view) ? words.sum : words.sumOfRead;
  return fillIn(
    pluralOf(sum, rows.length),
    numberInWords(can + canHere),
    numberInWords(rows.length),
    numberInWords(can)
  );
}

/** What a preview would change, in numbers of machines. Empty until everything is read. */
export function previewOf(
  view: VirtualMachinesView,
  now: readonly VirtualMachineRow[],
  then: readonly VirtualMachineRow[],
  strings: AppStrings
): string {
  if (progressOf(view, strings) !== null) {
    return '';
  }
  const words = strings.Guests;
  const [before, after] = [now, then].map(coverageCounts);
  const numbers = [after.can + after.canHere, then.length, before.can + before.canHere, after.can, before.can];
  return fillIn(pluralOf(words.previewOf, then.length), ...numbers.map(numberInWords));
}

/** Whether every server has listed its machines. */
export function isAllRead(view: VirtualMachinesView): boolean {
  const read = readServers(view);
  return view.statuses.every(({ server }) => read.has(serverId(server)));
}

/** The IDs of the servers that have listed their machines. */
export function readServers({ guests }: VirtualMachinesView): ReadonlySet<string> {
  const read = [...guests.readings].filter(
    ([, reading]) => reading.kind === 'answer' && reading.value.virtualMachines !== null
  );
  return new Set(read.map(([id]) => id));
}

/** The message for a table without rows. Empty if there may be machines that couldn't be read. */
export function emptyInWords(view: VirtualMachinesView, search: GuestSearch, strings: AppStrings): string {
  const words = strings.Guests;
  const { pending } = view.guests;
  const on = search.serverId;
  if (on === null ? pending.size > 0 : pending.has(on)) {
    return words.reading;
  }
  const isRead = on === null ? isAllRead(view) : readServers(view).has(on);
  if (!isRead) {
    return '';
  }
  return isFiltering(search) ? words.noMatch : words.empty;
}

/** Whether a search leaves out anything. */
export function isFiltering({ words, kind, serverId: on }: GuestSearch): boolean {
  return words.trim() !== '' || kind !== null || on !== null;
}

/** All that couldn't be read, server by server. */
export function failuresOf(view: VirtualMachinesView, strings: AppStrings): MachinesFailure[] {
  return view.statuses.flatMap(({ server }) => {
    const words = failureOf(server, view, strings);
    return words === null ? [] : [{ server, words }];
  });
}

/** How many selected machines a search hides. Empty if it hides none. */
export function hiddenInWords(count: number, { Guests: words }: AppStrings): string {
  return count === 0 ? '' : fillIn(pluralOf(words.hidden, count), numberInWords(count));
}

/** The progress of listing machines, then of checking servers. Null if both are done. */
function progressOf({ statuses, guests }: VirtualMachinesView, { Guests: words }: AppStrings): string | null {
  const sum = statuses.length;
  if (guests.pending.size > 0) {
    const listed = statuses.filter(({ server }) => !guests.pending.has(serverId(server))).length;
    return fillIn(pluralOf(words.stillReading, sum), listed, sum);
  }
  const checked = statuses.filter(({ state }) => state !== 'checking').length;
  return checked < sum ? fillIn(pluralOf(words.stillChecking, sum), checked, sum) : null;
}

function failureOf(server: Server, { guests }: VirtualMachinesView, strings: AppStrings): string | null {
  const words = strings.Guests;
  const reading = guests.readings.get(serverId(server));
  if (!reading) {
    return null;
  }
  if (reading.kind === 'failure') {
    const why = explained({ ...reading.failure, code: null }, strings);
    return inOrder([fillIn(words.failed, server.name), why], strings);
  }
  const { virtualMachines, virtualMachinesError, dataExchangeError, clusterError } = reading.value;
  const said = [virtualMachinesError, dataExchangeError, clusterError].map(error => error ?? '').filter(Boolean);
  if (said.length === 0 && virtualMachines !== null) {
    return null;
  }
  const what = virtualMachines === null ? words.failed : words.partly;
  return inOrder([fillIn(what, server.name), ...said], strings);
}
