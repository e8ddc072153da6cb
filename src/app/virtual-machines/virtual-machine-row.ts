import { CoverageKind, GuestCoverage, HostState, guestCoverageOf, kindOf } from '../domain/guests/guest-coverage';
import { GuestRelease } from '../domain/guests/guest-matrix';
import { GuestSystem, guestKeyOf, systemOf } from '../domain/guests/guest-system';
import { Server, serverId } from '../domain/servers/server';
import { VirtualMachine } from '../domain/guests/virtual-machine';
import { allWordsIn } from '../text/all-words';
import { AppStrings } from '../platform/strings';
import { StateIcon } from '../ui/state-icon';
import {
  coverageIcon,
  editionInWords,
  namedInRow,
  systemInWords,
  systemWithEdition,
  whyOfCoverage
} from '../text/virtual-machine-text';

/** A virtual machine, as the table shows it. Each column is plain text that can be sorted and searched. */
export interface VirtualMachineRow {
  readonly id: string;
  readonly machine: VirtualMachine;
  readonly server: Server;
  readonly coverageFacts: GuestCoverage;
  readonly kind: CoverageKind;

  readonly name: string;
  readonly serverName: string;
  readonly system: string;
  readonly edition: string;
  /** The system with its edition. */
  readonly systemAndEdition: string;
  readonly power: string;
  readonly dataExchange: string;
  readonly icon: StateIcon;
  readonly coverage: string;
  /**
   * Why, or how far the coverage goes: a sentence that names a few servers. In a preview, a sentence after it says
   * what can be expected now, if that's something else.
   */
  readonly why: string;
  /** The reason with the names of all servers, for places with more room. */
  readonly wholeWhy: string;

  /** The guest's release of Windows Server, if nothing else in the guest decides. Null for all others. */
  readonly release: GuestRelease | null;
  /** The public key that the guest needs. Null if it isn't known, or if there's none. */
  readonly key: string | null;
  /** Whether the guest supports PowerShell Direct, which requires Windows Server 2016 or later (Microsoft Learn). */
  readonly supportsPowerShellDirect: boolean;
}

/** The servers and their states as hosts, both by server ID. */
export interface Hosts {
  readonly servers: ReadonlyMap<string, Server>;
  readonly states: ReadonlyMap<string, HostState>;
}

/** Describes a virtual machine and whether its cluster can activate it. */
export function virtualMachineRowOf(
  machine: VirtualMachine,
  server: Server,
  { servers, states }: Hosts,
  strings: AppStrings
): VirtualMachineRow {
  const id = serverId(server);
  const facts = systemOf(machine.guest);
  const coverageFacts = guestCoverageOf(machine, id, states);
  const kind = kindOf(coverageFacts);
  const nameOf = (other: string): string => servers.get(other)?.name ?? other;
  const whyNaming = (most: number): string => whyOfCoverage(coverageFacts, machine.moves, nameOf, strings, most);
  const why = whyNaming(namedInRow);
  return {
    id: machine.id,
    machine,
    server,
    coverageFacts,
    kind,
    name: machine.name,
    serverName: server.name,
    system: systemInWords(facts, machine.guest, strings),
    edition: editionInWords(facts, strings),
    systemAndEdition: systemWithEdition(facts, machine.guest, strings),
    power: strings.GuestPower[machine.power],
    dataExchange: strings.DataExchange[machine.dataExchange],
    icon: coverageIcon(kind),
    coverage: strings.Coverage[kind],
    why,
    wholeWhy: coverageFacts.elsewhere.length > namedInRow ? whyNaming(Infinity) : why,
    release: releaseOf(facts, machine),
    key: guestKeyOf(facts),
    supportsPowerShellDirect: facts.kind === 'windowsServer' && facts.release !== '2012 R2'
  };
}

function releaseOf(system: GuestSystem, { dataExchange }: VirtualMachine): GuestRelease | null {
  const decides = guestKeyOf(system) !== null && dataExchange !== 'off';
  return decides && system.kind === 'windowsServer' && system.release !== 'older' && system.edition !== 'azureEdition'
    ? system.release
    : null;
}

/** The admin's search and filters. An empty or null one matches everything. */
export interface GuestSearch {
  readonly words: string;
  readonly kind: CoverageKind | null;
  readonly serverId: string | null;
}

/** The rows that match the filters and contain all words, each in the name, server, system, or edition. */
export function foundRows(
  rows: readonly VirtualMachineRow[],
  { words, kind, serverId: on }: GuestSearch
): VirtualMachineRow[] {
  const isFound = words.trim() === '' ? null : allWordsIn(words);
  return rows.filter(
    row =>
      (kind === null || row.kind === kind) &&
      (on === null || serverId(row.server) === on) &&
      (isFound?.(textOf(row)) ?? true)
  );
}

function textOf({ name, serverName, system, edition }: VirtualMachineRow): string {
  return [name, serverName, system, edition].join('\n');
}
