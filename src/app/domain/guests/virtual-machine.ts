import { Outcome } from '../answers/failure';
import { notUnderstood, saidIn } from '../answers/said';
import { isRecord, numberIn, parsed, soleRow, textIn, toRows } from '../answers/json';
import { keptText } from '../keys/product-key-mask';

/** The power state of a virtual machine, as far as activation is concerned. */
export type Power = 'running' | 'off' | 'saved' | 'paused' | 'other';

/** Whether Data Exchange, Hyper-V’s key-value pair integration service, is turned on for a virtual machine. */
export type DataExchange = 'on' | 'off' | 'notKnown';

/** Whether a virtual machine can move to another server, and to which ones: null means any server in the cluster. */
export type Mobility =
  | { readonly kind: 'no' }
  | { readonly kind: 'yes'; readonly to: readonly string[] | null }
  | { readonly kind: 'notKnown' };

/** What a guest reports about itself to its host through Data Exchange. What it didn’t report is null. */
export interface GuestFacts {
  readonly osName: string | null;
  readonly osVersion: string | null;
  readonly osBuild: string | null;
  readonly osEditionId: number | null;

  /** 1 workstation, 2 domain controller, 3 server. */
  readonly productType: number | null;
  readonly fqdn: string | null;
}

/** A virtual machine, as reported by the server that it’s on. */
export interface VirtualMachine {
  readonly id: string;
  readonly name: string;
  readonly power: Power;
  readonly dataExchange: DataExchange;
  readonly moves: Mobility;

  /** Null if the guest reported nothing: it’s off, Data Exchange is off, or it hasn’t started far enough. */
  readonly guest: GuestFacts | null;

  /**
   * What the guest itself reported about its license, with the names that it uses. It isn’t secured and might be out of
   * date ("Automatic Virtual Machine Activation", Microsoft Learn).
   */
  readonly reported: readonly (readonly [name: string, value: string])[];
}

/** An event in the host’s application log about the outcome of a guest’s activation request. */
export interface ActivationEvent {
  /** ISO format, in UTC; null if unknown. */
  readonly time: string | null;
  readonly provider: string | null;
  readonly message: string;
}

/** What a server said about its virtual machines. */
export interface VirtualMachinesReport {
  readonly computerName: string | null;

  /** Null if they couldn’t be read. */
  readonly virtualMachines: readonly VirtualMachine[] | null;
  readonly virtualMachinesError: string | null;
  readonly dataExchangeError: string | null;
  readonly clusterError: string | null;

  /** Newest first; null if they couldn’t be read. */
  readonly events: readonly ActivationEvent[] | null;
  readonly eventsError: string | null;
}

/** The number of virtual machines on a server, "asking" while it’s being checked, or "notKnown". */
export type MachineCount = number | 'asking' | 'notKnown';

/**
 * Reads what `Get-ServerVirtualMachine` answered. Never throws. If the answer isn’t from our script, or a row of a list
 * can’t be read, the answer is returned as a failure, with its text: a list with a virtual machine missing would look
 * complete.
 */
export function readVirtualMachines(answer: unknown): Outcome<VirtualMachinesReport> {
  const row = soleRow(answer);
  if (!isRecord(row) || numberIn(row, 'schema') !== 1) {
    return notUnderstood(answer);
  }
  const machines = listIn(row, 'virtualMachines');
  const read = machines?.map(readMachine) ?? null;
  if (read?.includes(null)) {
    return notUnderstood(answer);
  }
  return {
    kind: 'answer',
    value: {
      computerName: wordsIn(row, 'computerName'),
      virtualMachines: read?.flatMap(machine => machine ?? []) ?? null,
      virtualMachinesError: wordsIn(row, 'virtualMachinesError'),
      dataExchangeError: wordsIn(row, 'dataExchangeError'),
      clusterError: wordsIn(row, 'clusterError'),
      events: listIn(row, 'events')?.map(eventIn) ?? null,
      eventsError: wordsIn(row, 'eventsError')
    }
  };
}

function readMachine(value: unknown): VirtualMachine | null {
  const id = isRecord(value) ? wordsIn(value, 'id') : null;
  if (!isRecord(value) || !id) {
    return null;
  }
  return {
    id: id.toUpperCase(),
    name: wordsIn(value, 'name') ?? id,
    power: powerOf(numberIn(value, 'enabledState')),
    dataExchange: dataExchangeOf(numberIn(value, 'dataExchange')),
    moves: movesIn(value),
    guest: guestIn(value['guest']),
    reported: reportedIn(value['reported'])
  };
}

/**
 * The numbers of `Msvm_ComputerSystem.EnabledState` (Microsoft Learn). Those above 32767 are from its first version.
 */
const powers: ReadonlyMap<number, Power> = new Map([
  [2, 'running'],
  [3, 'off'],
  [6, 'saved'],
  [9, 'paused'],
  [32768, 'paused'],
  [32769, 'saved']
]);

function powerOf(enabledState: number | null): Power {
  return powers.get(enabledState ?? -1) ?? 'other';
}

/** The numbers of `Msvm_KvpExchangeComponentSettingData.EnabledState` (Microsoft Learn). */
function dataExchangeOf(enabledState: number | null): DataExchange {
  return enabledState === 2 ? 'on' : enabledState === 3 ? 'off' : 'notKnown';
}

function movesIn(row: Record<string, unknown>): Mobility {
  const clustered = row['clustered'];
  if (typeof clustered !== 'boolean') {
    return { kind: 'notKnown' };
  }
  const owners = listIn(row, 'possibleOwners') ?? [];
  if (!owners.every(isText)) {
    // Without the owner that can't be read, it would look as if all of them were known.
    return { kind: 'notKnown' };
  }
  return clustered ? { kind: 'yes', to: owners.length > 0 ? owners.map(keptText) : null } : { kind: 'no' };
}

function guestIn(value: unknown): GuestFacts | null {
  if (!isRecord(value) || Object.keys(value).length === 0) {
    return null;
  }
  return {
    osName: wordsIn(value, 'OSName'),
    osVersion: wordsIn(value, 'OSVersion'),
    osBuild: wordsIn(value, 'OSBuildNumber'),
    osEditionId: numberIn(value, 'OSEditionId'),
    productType: numberIn(value, 'ProductType'),
    fqdn: wordsIn(value, 'FullyQualifiedDomainName')
  };
}

function reportedIn(value: unknown): VirtualMachine['reported'] {
  return isRecord(value) ? Object.keys(value).map(name => [keptText(name), wordsIn(value, name) ?? ''] as const) : [];
}

/** An event that isn’t an object is shown as it is: without it, a log could look empty that isn’t. */
function eventIn(row: unknown): ActivationEvent {
  if (!isRecord(row)) {
    return { time: null, provider: null, message: saidIn(row) };
  }
  return {
    time: wordsIn(row, 'time'),
    provider: wordsIn(row, 'provider'),
    message: wordsIn(row, 'message') ?? ''
  };
}

/** A list, including one that came as JSON text; null if there is none. */
function listIn(row: Record<string, unknown>, property: string): readonly unknown[] | null {
  const value = parsed(row[property]);
  return Array.isArray(value) || isRecord(value) ? toRows(value) : null;
}

function wordsIn(row: Record<string, unknown>, property: string): string | null {
  const words = textIn(row, property)?.trim();
  return words ? keptText(words) : null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
