import { readOnce } from '../answers/read-once';
import { RequirementKind, RequirementState } from './requirement-kinds';
import { activatesVms, canTakeKey, hasSubscription, traitsOf } from './states';
import { ServerStatus } from './status';

/** The state of one requirement for one server: the same object as long as the status is the same. */
export interface ServerRequirement {
  readonly kind: RequirementKind;
  readonly status: ServerStatus;
  readonly standing: RequirementState;
}

/** A requirement: its state for each server and for the cluster. */
export interface Requirement {
  readonly kind: RequirementKind;
  readonly standing: RequirementState;
  readonly servers: readonly ServerRequirement[];
}

const rules: Record<RequirementKind, (status: ServerStatus) => RequirementState> = {
  online: isOnline,
  access: mayApplyKeys,
  system: isSystemUpToDate,
  module: hasModule,
  key: hasActiveKey
};

const kinds: readonly RequirementKind[] = ['online', 'access', 'system', 'module', 'key'];

/** The state of all requirements for all servers, as far as they have answered. */
export function requirementsOf(statuses: readonly ServerStatus[]): readonly Requirement[] {
  return kinds.map(kind => {
    const servers = statuses.map(status => requirementsFor(status)[kind]);
    return { kind, standing: together(servers.map(({ standing }) => standing)), servers };
  });
}

/**
 * Whether Windows Admin Center is version 2103 or later. The shell reports a version of another kind: it was 1.x until
 * the version that replaced its gateway, 2410, which was the first to report 2.x ("Release history", Microsoft Learn).
 * No document says which 1.x was version 2103.
 */
export function adminCenterStanding(version: string): RequirementState {
  return Number.parseInt(version, 10) >= 2 ? 'met' : 'notKnown';
}

/** The state for the cluster: the worst known state of any server. */
function together(standings: readonly RequirementState[]): RequirementState {
  const worst = (['notMet', 'toDo'] as const).find(standing => standings.includes(standing));
  if (worst) {
    return worst;
  }
  if (standings.length === 0 || standings.includes('notKnown')) {
    return 'notKnown';
  }
  return standings.includes('met') ? 'met' : 'notNeeded';
}

/** The states of all requirements that follow from the server’s state, or from what the server said. */
const requirementsFor = readOnce((status: ServerStatus): Record<RequirementKind, ServerRequirement> => {
  const { requirements } = traitsOf(status);
  const all = kinds.map(kind => [kind, { kind, status, standing: requirements[kind] ?? rules[kind](status) }]);
  return Object.fromEntries(all) as Record<RequirementKind, ServerRequirement>;
});

/**
 * A server is offline only if the cluster says "down" and the server doesn’t answer. Otherwise the cause might be a
 * name or a firewall.
 */
function isOnline({ report }: ServerStatus): RequirementState {
  return report !== null ? 'met' : 'notKnown';
}

/** Whether the server is known to limit this admin to viewing. What else it allows, only the server knows. */
function mayApplyKeys(status: ServerStatus): RequirementState {
  const entry = canTakeKey(status);
  if (entry.can) {
    return 'met';
  }
  switch (entry.because) {
    case 'noAccess':
    case 'readOnly':
    case 'applicationControl':
      return 'notMet';
    case 'checking':
    case 'down':
    case 'tooOld':
    case 'couldNotCheck':
    case 'ownActivation':
      return status.report === null ? 'notKnown' : status.report.endpoint === 'full' ? 'met' : 'notMet';
  }
}

/**
 * The build number of the update of April 14, 2021 wasn’t published. So only the module that came with it shows that
 * it’s installed, and a missing module shows nothing about the operating system.
 */
function isSystemUpToDate({ report }: ServerStatus): RequirementState {
  return report !== null && report.moduleSource !== null ? 'met' : 'notKnown';
}

function hasModule({ report }: ServerStatus): RequirementState {
  if (report === null || report.moduleSource === null) {
    return 'notKnown';
  }
  return report.moduleError === null ? 'met' : 'notMet';
}

function hasActiveKey(status: ServerStatus): RequirementState {
  if (hasSubscription(status)) {
    return 'notNeeded';
  }
  const activates = activatesVms(status);
  if (activates === 'yes') {
    return 'met';
  }
  // A server that doesn’t have the module or is down says nothing about a key.
  if (activates !== 'no' || !status.report?.moduleSource) {
    return 'notKnown';
  }
  // Before a key is entered, a missing one is no fault.
  return status.state === 'noKey' ? 'toDo' : 'notMet';
}
