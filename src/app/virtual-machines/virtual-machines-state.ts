import { Answered, PerServer } from '../cluster/per-server';
import { MachineCount, VirtualMachinesReport } from '../domain/guests/virtual-machine';

/** What came of asking a server for its virtual machines, and when. */
export type MachinesFetched = Answered<VirtualMachinesReport>;

/** All that is known of the virtual machines. */
export type VirtualMachinesState = PerServer<VirtualMachinesReport>;

/** By a server's id; of a server that is not there nobody has asked yet. */
export function machineCounts({ readings, pending }: VirtualMachinesState): ReadonlyMap<string, MachineCount> {
  const counts = new Map<string, MachineCount>([...pending].map(id => [id, 'asking']));
  readings.forEach((reading, id) => {
    const machines = reading.kind === 'answer' ? reading.value.virtualMachines : null;
    counts.set(id, machines?.length ?? 'notKnown');
  });
  return counts;
}
