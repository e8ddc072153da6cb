import { HostState, hostTraits } from './guest-coverage';
import { coverageOf } from './guest-matrix';
import { GuestSystem, systemOf } from './guest-system';
import { DataExchange, VirtualMachine } from './virtual-machine';

/** What a server needs to activate a guest, in the order in which to check it. */
export const guestStepIds = ['hostKey', 'keyVersion', 'edition', 'dataExchange', 'guestKey', 'activate'] as const;
export type GuestStepId = (typeof guestStepIds)[number];

/** The state of a step. The last two steps are the guest’s own and can’t be seen from its host. */
export type GuestStepState = 'done' | 'toDo' | 'notKnown';

/** A step and its state. */
export interface GuestStep {
  readonly id: GuestStepId;
  readonly state: GuestStepState;
}

const dataExchangeStates: Record<DataExchange, GuestStepState> = {
  on: 'done',
  off: 'toDo',
  notKnown: 'notKnown'
};

/** All steps for a virtual machine on a server in this state; empty if activation by a host doesn’t apply. */
export function guestStepsOf(machine: VirtualMachine, host: HostState): readonly GuestStep[] {
  const system = systemOf(machine.guest);
  if (system.kind !== 'windowsServer' && system.kind !== 'unknown') {
    return [];
  }
  const states: Record<GuestStepId, GuestStepState> = {
    hostKey: host.kind === 'activates' ? 'done' : hostTraits[host.kind].license,
    keyVersion: keyVersionState(system, host),
    edition: editionState(system),
    dataExchange: dataExchangeStates[machine.dataExchange],
    guestKey: 'notKnown',
    activate: 'notKnown'
  };
  return guestStepIds.map(id => ({ id, state: states[id] }));
}

function keyVersionState(system: GuestSystem, host: HostState): GuestStepState {
  const { release } = system.kind === 'windowsServer' ? system : { release: null };
  if (release === null || release === 'older' || host.kind !== 'activates') {
    return 'notKnown';
  }
  const states = { yes: 'done', no: 'toDo', notKnown: 'notKnown' } as const;
  return states[coverageOf(release, host.by)];
}

function editionState(system: GuestSystem): GuestStepState {
  if (system.kind !== 'windowsServer') {
    return 'notKnown';
  }
  if (system.release === 'older' || system.edition === 'evaluation') {
    return 'toDo';
  }
  return system.edition === 'unknown' || system.edition === 'azureEdition' ? 'notKnown' : 'done';
}
