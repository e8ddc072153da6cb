import { coverageCounts } from '../domain/guests/guest-coverage';
import { Server, serverId } from '../domain/servers/server';
import { numberInWords } from '../platform/locale';
import { AppStrings, fillIn } from '../platform/strings';
import { explained } from '../text/explanation';
import { VirtualMachineRow } from './virtual-machine-row';
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
  return fillIn(sum, numberInWords(can + canHere), numberInWords(rows.length), numberInWords(can));
}

/** What a preview would change: how many machines could be activated, and how many can be now. */
export function previewOf(
  now: readonly VirtualMachineRow[],
  then: readonly VirtualMachineRow[],
  { Guests: words }: AppStrings
): string {
  const [before, after] = [now, then].map(coverageCounts);
  const numbers = [after.can + after.canHere, then.length, before.can + before.canHere, after.can, before.can];
  return fillIn(words.previewOf, ...numbers.map(numberInWords));
}

/** Whether every server has listed its machines. */
export function isAllRead({ statuses, guests }: VirtualMachinesView): boolean {
  return statuses.every(({ server }) => {
    const reading = guests.readings.get(serverId(server));
    return reading?.kind === 'answer' && reading.value.virtualMachines !== null;
  });
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
  if (count === 0) {
    return '';
  }
  return count === 1 ? words.hiddenOne : fillIn(words.hiddenOther, numberInWords(count));
}

/** The progress of listing machines, then of checking servers. Null if both are done. */
function progressOf({ statuses, guests }: VirtualMachinesView, { Guests: words }: AppStrings): string | null {
  const sum = statuses.length;
  if (guests.pending.size > 0) {
    const listed = statuses.filter(({ server }) => !guests.pending.has(serverId(server))).length;
    return fillIn(words.stillReading, listed, sum);
  }
  const checked = statuses.filter(({ state }) => state !== 'checking').length;
  return checked < sum ? fillIn(words.stillChecking, checked, sum) : null;
}

function failureOf(server: Server, { guests }: VirtualMachinesView, strings: AppStrings): string | null {
  const words = strings.Guests;
  const reading = guests.readings.get(serverId(server));
  if (!reading) {
    return null;
  }
  if (reading.kind === 'failure') {
    const why = explained({ ...reading.failure, code: null }, strings);
    return `${fillIn(words.failed, server.name)} ${why}`;
  }
  const { virtualMachines, virtualMachinesError, dataExchangeError, clusterError } = reading.value;
  const said = [virtualMachinesError, dataExchangeError, clusterError].filter(Boolean);
  if (said.length === 0 && virtualMachines !== null) {
    return null;
  }
  const what = virtualMachines === null ? words.failed : words.partly;
  return [fillIn(what, server.name), ...said].join(' ');
}
