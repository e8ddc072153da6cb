import { packed } from '../answers/json';
import { VirtualMachine, readVirtualMachines } from '../guests/virtual-machine';

/** What a server reports about a running virtual machine with Windows Server 2022 Datacenter, for specs. */
export const machineRow = {
  id: '0A1B2C3D-0000-4000-8000-000000000001',
  name: 'vm01',
  enabledState: 2,
  dataExchange: 2,
  clustered: true,
  possibleOwners: null as readonly string[] | null,
  guest: guestRow('20348', 8, 'Windows Server 2022 Datacenter') as object | null,
  reported: null as object | null
};

/** What a guest with this build, edition, and name reports, for specs. */
export function guestRow(build: string, edition: number | null, name: string): Record<string, unknown> {
  return {
    OSName: name,
    OSVersion: `10.0.${build}`,
    OSBuildNumber: build,
    OSEditionId: edition === null ? null : String(edition),
    ProductType: '3',
    FullyQualifiedDomainName: 'vm01.contoso.com'
  };
}

/** What `Get-ServerVirtualMachine` answers, for specs. */
export function machinesAnswer(
  machines: readonly object[] | null,
  said: Record<string, unknown> = {}
): Record<string, unknown> {
  return {
    schema: 1,
    computerName: 'NODE01',
    virtualMachines: machines && packed(machines),
    virtualMachinesError: null,
    dataExchangeError: null,
    clusterError: null,
    events: '[]',
    eventsError: null,
    ...said
  };
}

/** A virtual machine with these changes from the usual one, for specs. */
export function machineOf(changes: Partial<typeof machineRow> = {}): VirtualMachine {
  const reading = readVirtualMachines(machinesAnswer([{ ...machineRow, ...changes }]));
  const [machine] = reading.kind === 'answer' ? (reading.value.virtualMachines ?? []) : [];
  if (!machine) {
    throw new Error('The fixture is no virtual machine.');
  }
  return machine;
}
