import { HostState, hostStateOf } from '../domain/guests/guest-coverage';
import { HostLicense } from '../domain/guests/guest-matrix';
import { Server, serverId } from '../domain/servers/server';
import { ServerStatus } from '../domain/servers/status';
import { needsNoKey } from '../domain/servers/states';
import { VirtualMachine } from '../domain/guests/virtual-machine';
import { AppStrings, fillIn } from '../platform/strings';
import { inOrder } from '../text/joined';
import { VirtualMachineRow, Hosts, virtualMachineRowOf } from './virtual-machine-row';
import { MachinesFetched, VirtualMachinesState } from './virtual-machines-state';

/** The license that all servers are assumed to have. Null for the licenses that they really have. */
export type WhatIf = HostLicense | null;

/** How the servers activate guests, or would with the assumed license. */
export function hostsOf(statuses: readonly ServerStatus[], whatIf: WhatIf): Hosts {
  const stateOf = (status: ServerStatus): HostState =>
    // A server that needs no key doesn't change with other keys.
    whatIf === null || needsNoKey(status) ? hostStateOf(status) : { kind: 'activates', by: whatIf, mayDoMore: false };
  return {
    servers: new Map(statuses.map(({ server }) => [serverId(server), server])),
    states: new Map(statuses.map(status => [serverId(status.server), stateOf(status)]))
  };
}

/** The rows made from one answer of a server. */
interface MadeRows {
  readonly reading: MachinesFetched;
  readonly hosts: Hosts;
  readonly rows: readonly VirtualMachineRow[];
}

/** Describes thousands of machines. Makes rows again only if something about them has changed. */
export class VirtualMachineRows {
  private hosts: Hosts = { servers: new Map(), states: new Map() };
  private made = new Map<string, MadeRows>();
  private all: VirtualMachineRow[] = [];

  constructor(private readonly strings: AppStrings) {}

  /** All rows, server by server. Returns the same list until something changes. */
  rowsOf(statuses: readonly ServerStatus[], { readings }: VirtualMachinesState, whatIf: WhatIf): VirtualMachineRow[] {
    const hosts = hostsOf(statuses, whatIf);
    if (!isSame(hosts, this.hosts)) {
      this.hosts = hosts;
    }
    const made = new Map<string, MadeRows>();
    for (const { server } of statuses) {
      const id = serverId(server);
      const reading = readings.get(id);
      if (reading) {
        made.set(id, this.madeOf(server, reading, this.made.get(id)));
      }
    }
    const isChanged = made.size !== this.made.size || [...made].some(([id, one]) => one !== this.made.get(id));
    if (isChanged) {
      this.made = made;
      this.all = withoutDoubles([...made.values()]);
    }
    return this.all;
  }

  private madeOf(server: Server, reading: MachinesFetched, before: MadeRows | undefined): MadeRows {
    if (before?.reading === reading && before.hosts === this.hosts) {
      return before;
    }
    const machines = reading.kind === 'answer' ? (reading.value.virtualMachines ?? []) : [];
    return { reading, hosts: this.hosts, rows: machines.map(machine => this.rowOf(machine, server)) };
  }

  /** A guest can report any text. If its row can't be made, its report is dropped, and other machines keep theirs. */
  private rowOf(machine: VirtualMachine, server: Server): VirtualMachineRow {
    try {
      return virtualMachineRowOf(machine, server, this.hosts, this.strings);
    } catch {
      return virtualMachineRowOf({ ...machine, guest: null, reported: [] }, server, this.hosts, this.strings);
    }
  }
}

/** The rows of a preview. Those that would change also say what can be expected of them now. */
export function changedRows(
  now: readonly VirtualMachineRow[],
  then: readonly VirtualMachineRow[],
  strings: AppStrings
): VirtualMachineRow[] {
  const before = new Map(now.map(row => [row.id, row]));
  return then.map(row => {
    const { kind, coverage } = before.get(row.id) ?? row;
    return kind === row.kind
      ? row
      : { ...row, why: inOrder([row.why, fillIn(strings.Guests.previewNow, coverage)], strings) };
  });
}

/** Removes duplicates. Two servers list a machine that has moved until both are read again. The newer one is right. */
function withoutDoubles(made: readonly MadeRows[]): VirtualMachineRow[] {
  const newest = new Map<string, number>();
  made.forEach(({ reading, rows }) =>
    rows.forEach(({ id }) => newest.set(id, Math.max(reading.at, newest.get(id) ?? 0)))
  );
  const told = new Set<string>();
  return made.flatMap(({ reading, rows }) =>
    rows.filter(({ id }) => {
      const isRight = reading.at === newest.get(id) && !told.has(id);
      told.add(isRight ? id : '');
      return isRight;
    })
  );
}

function isSame(one: Hosts, other: Hosts): boolean {
  const textOf = ({ servers, states }: Hosts): string => JSON.stringify([[...servers], [...states]]);
  return textOf(one) === textOf(other);
}
