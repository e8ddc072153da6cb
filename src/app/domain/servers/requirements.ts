import { activatesVms } from './findings';
import { ServerStatus, canTakeKey, hasSubscription } from './status';

/**
 * How it stands with something that is required: "notKnown" where nothing shows it, which is neither
 * met nor not met; "notNeeded" where a server does without.
 */
export type RequirementState = 'met' | 'notMet' | 'notKnown' | 'notNeeded';

/**
 * What automatic activation requires of a server ("Activate Windows Server VMs", Microsoft Learn,
 * "Before you start"), and that one may set it up there.
 */
export type RequirementKind = 'online' | 'access' | 'system' | 'module' | 'key';

/** How one server stands to one requirement. */
export interface ServerRequirement {
  readonly status: ServerStatus;
  readonly standing: RequirementState;
}

/** One requirement: how each server stands to it, and what that makes of the cluster. */
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

/** How all servers stand to all that is required, as far as they have answered. */
export function requirementsOf(statuses: readonly ServerStatus[]): readonly Requirement[] {
  return kinds.map(kind => {
    const servers = statuses.map(status => ({ status, standing: rules[kind](status) }));
    return { kind, standing: together(servers.map(({ standing }) => standing)), servers };
  });
}

/** What holds of a cluster whose servers stand so: the worst that is known of any. */
function together(standings: readonly RequirementState[]): RequirementState {
  if (standings.includes('notMet')) {
    return 'notMet';
  }
  if (standings.length === 0 || standings.includes('notKnown')) {
    return 'notKnown';
  }
  return standings.includes('met') ? 'met' : 'notNeeded';
}

/** Only the cluster's "down" and silence together are proof: else a name or a firewall may be at fault. */
function isOnline({ report, state }: ServerStatus): RequirementState {
  return report !== null ? 'met' : state === 'down' ? 'notMet' : 'notKnown';
}

/** Whether the server is known to let this admin do no more than look; what it lets through else, it alone knows. */
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
    case 'ownActivation':
      return 'notNeeded';
    case 'tooOld':
      return status.report?.endpoint === 'full' ? 'met' : 'notMet';
    default:
      return status.report === null ? 'notKnown' : status.report.endpoint === 'full' ? 'met' : 'notMet';
  }
}

/**
 * Which build the update of April 14, 2021 has was not published: so only the module that came with
 * it shows that it is there, and the lack of the module shows nothing of the system.
 */
function isSystemUpToDate({ report, state }: ServerStatus): RequirementState {
  if (report === null) {
    return 'notKnown';
  }
  return state === 'ownActivation' ? 'notNeeded' : report.moduleSource !== null ? 'met' : 'notKnown';
}

function hasModule({ report, state }: ServerStatus): RequirementState {
  if (report === null) {
    return 'notKnown';
  }
  if (report.moduleSource !== null) {
    return report.moduleError === null ? 'met' : 'notMet';
  }
  return state === 'ownActivation' ? 'notNeeded' : state === 'tooOld' ? 'notMet' : 'notKnown';
}

function hasActiveKey(status: ServerStatus): RequirementState {
  // A Windows Server host activates by its own license, a covered server by the subscription.
  if (status.state === 'ownActivation' || hasSubscription(status)) {
    return 'notNeeded';
  }
  const activates = activatesVms(status);
  if (activates === 'yes') {
    return 'met';
  }
  // A server without the module, or one that is down, says nothing of a key.
  return activates === 'no' && status.report?.moduleSource ? 'notMet' : 'notKnown';
}
