import { ServerStatus } from '../domain/servers/status';
import { GuestSearch } from './virtual-machine-row';
import { WhatIf } from './virtual-machine-rows';
import { VirtualMachinesState } from './virtual-machines-state';

/** What the tab shows: the servers' statuses and their answers about their virtual machines. */
export interface VirtualMachinesView {
  readonly statuses: readonly ServerStatus[];
  readonly guests: VirtualMachinesState;
}

/** The admin's choices on the tab. The page keeps them while another tab is open. */
export interface VirtualMachineChoices {
  readonly search: GuestSearch;
  readonly whatIf: WhatIf;
  /** The IDs of the selected machines. */
  readonly selected: ReadonlySet<string>;
}

export const noVirtualMachineChoices: VirtualMachineChoices = {
  search: { words: '', kind: null, serverId: null },
  whatIf: null,
  selected: new Set()
};
