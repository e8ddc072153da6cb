import { Outcome } from '../domain/answers/failure';
import { Server, serverId } from '../domain/servers/server';
import { MachineCount, VirtualMachinesReport } from '../domain/guests/virtual-machine';

/** What came of asking a server for its virtual machines, and when. */
export type MachinesFetched = Outcome<VirtualMachinesReport> & { readonly at: number };

/** All that is known of the virtual machines. */
export interface VirtualMachinesState {
  /** By a server's id. What was read before stays until its newer answer is there. */
  readonly readings: ReadonlyMap<string, MachinesFetched>;
  /** The ids of the servers that are being asked now. */
  readonly asked: ReadonlySet<string>;
}

/** One step from a state to the next. */
export type VirtualMachinesChange = (state: VirtualMachinesState) => VirtualMachinesState;

export const initialVirtualMachinesState: VirtualMachinesState = { readings: new Map(), asked: new Set() };

/** Those servers are being asked. */
export function askingForMachines(servers: readonly Server[]): VirtualMachinesChange {
  return state => ({ ...state, asked: new Set([...state.asked, ...servers.map(serverId)]) });
}

/** A server has answered, or failed to. */
export function machinesRead(server: Server, reading: MachinesFetched): VirtualMachinesChange {
  const id = serverId(server);
  return ({ readings, asked }) => ({
    readings: new Map(readings).set(id, reading),
    asked: new Set([...asked].filter(one => one !== id))
  });
}

/** Nobody waits any more for what was asked. */
export const nothingAsked: VirtualMachinesChange = state => ({ ...state, asked: new Set() });

/** What servers told that have left the cluster is forgotten. */
export function onlyOf(servers: readonly Server[]): VirtualMachinesChange {
  const ids = new Set(servers.map(serverId));
  return state =>
    [...state.readings.keys()].every(id => ids.has(id))
      ? state
      : { ...state, readings: new Map([...state.readings].filter(([id]) => ids.has(id))) };
}

/** The servers that were neither read nor asked yet. */
export function unread({ readings, asked }: VirtualMachinesState, servers: readonly Server[]): readonly Server[] {
  return servers
    .map(server => ({ server, id: serverId(server) }))
    .filter(({ id }) => !readings.has(id) && !asked.has(id))
    .map(({ server }) => server);
}

/** By a server's id; of a server that is not there nobody has asked yet. */
export function machineCounts({ readings, asked }: VirtualMachinesState): ReadonlyMap<string, MachineCount> {
  const counts = new Map<string, MachineCount>([...asked].map(id => [id, 'asking']));
  readings.forEach((reading, id) => {
    const machines = reading.kind === 'answer' ? reading.value.virtualMachines : null;
    counts.set(id, machines?.length ?? 'notKnown');
  });
  return counts;
}
