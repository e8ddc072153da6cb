import { Outcome } from '../answers/failure';
import { notUnderstood } from '../answers/said';
import { isRecord, listOf, numberIn, parsed, textIn } from '../answers/json';
import { keptText } from '../keys/product-key-mask';

/** What a virtual machine is doing, as far as activation is concerned. */
export type Power = 'running' | 'off' | 'saved' | 'paused' | 'other';

/** Whether Data Exchange, Hyper-V's integration service of key/value pairs, is turned on for a virtual machine. */
export type DataExchange = 'on' | 'off' | 'notKnown';

/** Whether a virtual machine may move to another server, and to which: null stands for any of the cluster. */
export type Mobility =
  | { readonly kind: 'no' }
  | { readonly kind: 'yes'; readonly to: readonly string[] | null }
  | { readonly kind: 'notKnown' };

/** What a guest tells its host of itself, by Data Exchange. What it did not tell is null. */
export interface GuestFacts {
  readonly osName: string | null;
  readonly osVersion: string | null;
  readonly osBuild: string | null;
  readonly osEditionId: number | null;

  /** 1 workstation, 2 domain controller, 3 server. */
  readonly productType: number | null;
  readonly fqdn: string | null;
}

/** A virtual machine, as the server says that it is on. */
export interface VirtualMachine {
  readonly id: string;
  readonly name: string;
  readonly power: Power;
  readonly dataExchange: DataExchange;
  readonly moves: Mobility;

  /** Null where the guest told nothing: it is off, Data Exchange is off, or it has not got that far. */
  readonly guest: GuestFacts | null;

  /**
   * What the guest itself reported of its license, by the names that it uses: unsecured, and maybe out of date
   * ("Automatic Virtual Machine Activation", Microsoft Learn).
   */
  readonly reported: readonly (readonly [name: string, value: string])[];
}

/** An event of the host's application log that tells what came of a guest's request to be activated. */
export interface ActivationEvent {
  /** ISO, in UTC; null where it is not known. */
  readonly time: string | null;
  readonly provider: string | null;
  readonly message: string;
}

/** What a server said of its virtual machines. */
export interface VirtualMachinesReport {
  readonly computerName: string | null;

  /** Null where they could not be read. */
  readonly virtualMachines: readonly VirtualMachine[] | null;
  readonly virtualMachinesError: string | null;
  readonly dataExchangeError: string | null;
  readonly clusterError: string | null;

  /** Newest first; null where they could not be read. */
  readonly events: readonly ActivationEvent[] | null;
  readonly eventsError: string | null;
}

/** How many virtual machines a server has: being asked, not known, or so many. */
export type MachineCount = number | 'asking' | 'notKnown';

/**
 * Reads what `Get-ServerVirtualMachine` answered. Never throws. An answer that is none of ours, or a list with a row
 * that can't be read, is handed back as it is: a list that quietly lacks a machine would look complete.
 */
export function readVirtualMachines(answer: unknown): Outcome<VirtualMachinesReport> {
  const rows = listOf(parsed(answer));
  const row = rows.length === 1 ? parsed(rows[0]) : null;
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
      computerName: textIn(row, 'computerName'),
      virtualMachines: read?.flatMap(machine => machine ?? []) ?? null,
      virtualMachinesError: wordsIn(row, 'virtualMachinesError'),
      dataExchangeError: wordsIn(row, 'dataExchangeError'),
      clusterError: wordsIn(row, 'clusterError'),
      events: listIn(row, 'events')?.filter(isRecord).map(eventIn) ?? null,
      eventsError: wordsIn(row, 'eventsError')
    }
  };
}

function readMachine(value: unknown): VirtualMachine | null {
  const id = isRecord(value) ? textIn(value, 'id') : null;
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

/** The numbers of `Msvm_ComputerSystem.EnabledState` (Microsoft Learn); those above 32767 are of its first version. */
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
  const owners = listIn(row, 'possibleOwners')?.filter(isText) ?? [];
  return clustered ? { kind: 'yes', to: owners.length > 0 ? owners : null } : { kind: 'no' };
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

function eventIn(row: Record<string, unknown>): ActivationEvent {
  return {
    time: textIn(row, 'time'),
    provider: wordsIn(row, 'provider'),
    message: wordsIn(row, 'message') ?? ''
  };
}

/** A list, also where it came as JSON text; null where there is none. */
function listIn(row: Record<string, unknown>, property: string): readonly unknown[] | null {
  const value = parsed(row[property]);
  return Array.isArray(value) || isRecord(value) ? listOf(value) : null;
}

function wordsIn(row: Record<string, unknown>, property: string): string | null {
  const words = textIn(row, property)?.trim();
  return words ? keptText(words) : null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
