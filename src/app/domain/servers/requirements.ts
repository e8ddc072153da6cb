import { RequirementKind, RequirementState } from './requirement-kinds';
import { activatesVms, canTakeKey, hasSubscription, traitsOf } from './states';
import { ServerStatus } from './status';

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
    const servers = statuses.map(status => ({ status, standing: standingOf(status, kind) }));
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

/** What a server's state tells of a requirement, or else what it said or did not say. */
function standingOf(status: ServerStatus, kind: RequirementKind): RequirementState {
  return traitsOf(status).requirements[kind] ?? rules[kind](status);
}

/** Only the cluster's "down" and silence together are proof: else a name or a firewall may be at fault. */
function isOnline({ report }: ServerStatus): RequirementState {
  return report !== null ? 'met' : 'notKnown';
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
  // A server without the module, or one that is down, says nothing of a key.
  return activates === 'no' && status.report?.moduleSource ? 'notMet' : 'notKnown';
}
