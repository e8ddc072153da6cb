import { Answered, PerServer } from '../cluster/per-server';
import { MachineCount, VirtualMachinesReport } from '../domain/guests/virtual-machine';

/** A server's answer to the question for its virtual machines, or a failure, with its time. */
export type MachinesFetched = Answered<VirtualMachinesReport>;

/** The servers' answers about their virtual machines. */
export type VirtualMachinesState = PerServer<VirtualMachinesReport>;

/** The number of virtual machines by server ID. Servers that haven't been asked yet aren't in the map. */
export function machineCounts({ readings, pending }: VirtualMachinesState): ReadonlyMap<string, MachineCount> {
  const counts = new Map<string, MachineCount>([...pending].map(id => [id, 'asking']));
  readings.forEach((reading, id) => {
    const machines = reading.kind === 'answer' ? reading.value.virtualMachines : null;
    counts.set(id, machines?.length ?? 'notKnown');
  });
  return counts;
}
